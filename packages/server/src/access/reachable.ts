import { PaperclipError } from '@paperclip/core'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '[::1]'])

/** True for the names of this machine itself, to the letter. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host.toLowerCase())

/** How a server is going to be reached: the address it binds, and those it is known by. */
export interface Reach { host: string; publicUrls: readonly string[] }

/** True if anybody but this machine is going to reach it: by itself, or through a proxy that stands before it. */
export const reachesBeyond = ({ host, publicUrls }: Reach): boolean => !isLoopback(host) || publicUrls.some(url => !isLoopback(new URL(url).hostname))

/** Names that stand for every address of this machine. */
export const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::'])

/** Refuses public addresses that are none, and to answer at no address at all. */
export function checkPublicUrls(publicUrls: readonly string[]): void {
  if (publicUrls.length === 0) throw new PaperclipError('misconfigured', 'publicUrls: must name at least one address, like https://paperclip.example (there was none): a server answers to no other, and its links and its agents go by the first.')
  checkEach(publicUrls)
}

function checkEach(publicUrls: readonly string[]): void {
  for (const url of publicUrls) {
    const parsed = URL.canParse(url) ? new URL(url) : undefined
    if (parsed && /^https?:$/.test(parsed.protocol) && url.replace(/\/$/, '') === parsed.origin) continue
    throw new PaperclipError('misconfigured', `The public address "${url}" is none: it must be a scheme, a host and perhaps a port, like https://paperclip.example.`)
  }
}

/** Refuses public addresses that are none, and to guess by which name people reach what is bound everywhere. */
export function checkAddresses({ host, publicUrls }: Reach): void {
  checkEach(publicUrls)
  if (EVERYWHERE.has(host) && publicUrls.length === 0) throw new PaperclipError('misconfigured', `"${host}" is every address of this machine. Say by which one people reach it (publicUrls, --public-url): it answers to no other.`)
}

/** Refuses to be reached from beyond this machine while nobody owns the installation. */
export function checkReachable({ hasOwner, ...reach }: Reach & { hasOwner: boolean }): void {
  if (hasOwner || !reachesBeyond(reach)) return
  throw new PaperclipError('misconfigured', 'Nobody owns this installation yet, so it is served to this machine alone. Make the first owner (paperclipai owner new), then serve it to others.')
}
