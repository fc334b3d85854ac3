import { lookup } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'
import { allowList, type Address } from './allow-list.ts'

/** Finds the addresses of a host. */
export type Resolve = (host: string) => Promise<readonly string[]>

export interface AddressGuardOptions {
  /**
   * Addresses and networks that may be reached although they are not public, and names that may lead to loopback and private ones:
   * `['127.0.0.1', '10.1.0.0/16', 'agents.internal']`. None unless said otherwise.
   */
  allow?: readonly string[]
  /** How names become addresses: as the system does it unless said otherwise. */
  resolve?: Resolve
}

/** Whether a host may be reached, and at which addresses: those that were checked, so nothing else may be connected to. */
export type Checked =
  | { kind: 'allowed'; addresses: readonly string[] }
  | { kind: 'refused'; problem: string; fix: string }
  | { kind: 'unresolved'; problem: string }

/** Keeps requests that somebody else aims from reaching into the network around this program. */
export interface AddressGuard {
  /** Checks a host, a name or an address in any writing. Every address of a name must pass. */
  check(host: string): Promise<Checked>
}

/** What a trusted name may lead to. Never link-local: there a cloud keeps its credentials. */
const OWN_NETWORK: ReadonlySet<string> = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'])
/** All that is handed out of IPv6 for the public. */
const PUBLIC_IPV6 = ipaddr.parseCIDR('2000::/3')
/** Public by number, but on a virtual machine of Azure it is the host's own service. */
const AZURE_HOST = '168.63.129.16'

/** Makes a guard. Throws `misconfigured` if `allow` cannot be read. */
export function addressGuard({ allow = [], resolve = resolveBySystem }: AddressGuardOptions = {}): AddressGuard {
  const allowed = allowList(allow)

  const whyNot = (address: Address, isTrusted: (range: string) => boolean): string | null => {
    const range = rangeOf(address)
    return range === 'public' || allowed.holds(address) || isTrusted(range) ? null : range
  }

  return {
    async check(given) {
      const host = given.replace(/^\[(.*)\]$/, '$1')
      const found = await addressesOf(host, resolve)
      if (!Array.isArray(found)) return found
      const isTrusted = (range: string) => allowed.names(host) && OWN_NETWORK.has(range)
      for (const address of found) {
        const range = whyNot(address, isTrusted)
        if (range !== null) return refused(host, address, range)
      }
      return { kind: 'allowed', addresses: found.map(String) }
    },
  }
}

async function addressesOf(host: string, resolve: Resolve): Promise<Address[] | Checked> {
  if (ipaddr.isValid(host)) return [ipaddr.process(host)]
  try {
    const answers = await resolve(host)
    const strange = answers.find(answer => !ipaddr.isValid(answer))
    if (answers.length > 0 && strange === undefined) return answers.map(answer => ipaddr.process(answer))
    return { kind: 'unresolved', problem: strange === undefined ? `The name "${host}" has no address.` : `The name "${host}" leads to ${JSON.stringify(strange)}, which is no address.` }
  } catch (error) {
    return { kind: 'unresolved', problem: `The name "${host}" could not be resolved: ${error instanceof Error ? error.message : String(error)}.` }
  }
}

function rangeOf(address: Address): string {
  const range = address.range()
  if (range !== 'unicast') return range
  if (address.kind() === 'ipv6') return address.match(PUBLIC_IPV6) ? 'public' : 'reserved'
  return address.toString() === AZURE_HOST ? 'a host service' : 'public'
}

function refused(host: string, address: Address, range: string): Checked {
  const which = address.toString()
  const of = which === host ? '' : `, to which "${host}" leads,`
  return {
    kind: 'refused',
    problem: `The address ${which}${of} is not public (${range}): it is not connected to.`,
    fix: `If it is meant, whoever runs this installation allows it, outside of any agent's configuration: httpAdapter({ allow: ['${which}'] }).`,
  }
}

const resolveBySystem: Resolve = async host => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)
