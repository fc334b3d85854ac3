import { isIP } from 'node:net'
import { PaperclipError } from '@paperclip/core'
import ipaddr from 'ipaddr.js'
import { webAddress } from './web-address.ts'

export type Address = ipaddr.IPv4 | ipaddr.IPv6

/** What an installation allows beside public addresses. */
export interface AllowList {
  /** True if exactly this address is allowed, whatever it is. */
  holds(address: Address): boolean
  /** True if this name is trusted to lead into the installation's own network. */
  names(host: string): boolean
}

/** Reads `['127.0.0.1', '10.1.0.0/16', 'agents.internal']`, or throws `misconfigured` that says which entry is none. */
export function allowList(entries: readonly string[]): AllowList {
  const networks = entries.filter(isNetwork).map(networkOf)
  const names = new Set(entries.filter(entry => !isNetwork(entry)).map(nameOf))
  return {
    holds: address => networks.some(network => network[0].kind() === address.kind() && address.match(network)),
    names: host => names.has(bare(host)),
  }
}

const isNetwork = (entry: string): boolean => entry.includes('/') || isIP(entry) !== 0

function networkOf(entry: string): [Address, number] {
  const [address = '', bits] = entry.split('/')
  const written = isIP(address) === 0 ? null : bits === undefined ? `${entry}/${isIP(entry) === 4 ? 32 : 128}` : entry
  if (written === null || !ipaddr.isValidCIDR(written)) throw unusable(entry, 'is no network: write it like "10.1.0.0/16"')
  const network = ipaddr.parseCIDR(written)
  if (network[0].range() === 'ipv4Mapped') throw unusable(entry, 'is an IPv4 network written as IPv6: write it as IPv4')
  return network
}

function nameOf(entry: string): string {
  const url = webAddress(`http://${entry}/`)
  if (url?.hostname !== entry.toLowerCase() || isIP(url.hostname) !== 0) throw unusable(entry, 'is neither an address, a network nor the name of a host')
  return bare(entry)
}

/** A host's name without what does not matter in it. */
const bare = (host: string): string => host.toLowerCase().replace(/\.$/, '')

const unusable = (entry: string, why: string) => new PaperclipError('misconfigured', `The entry ${JSON.stringify(entry)} of "allow" ${why}.`)
