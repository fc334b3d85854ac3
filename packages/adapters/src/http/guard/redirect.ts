import { webAddress } from './web-address.ts'

/** Which redirects are followed: none, those that stay at the origin, or any. */
export type Redirects = 'none' | 'same_origin' | 'any'

/** Where a reply leads. `stay`: it is the answer. */
export type Hop = { kind: 'stay' } | { kind: 'go'; url: URL } | { kind: 'refused'; problem: string }

interface Redirected { method: string; url: URL; redirects: Redirects }

const STAY: Hop = { kind: 'stay' }
/** What keeps the method and the body of a request. */
const FAITHFUL: readonly number[] = [307, 308]
const OTHERS: readonly number[] = [301, 302, 303]

/** Judges a redirect. One that would turn a POST into a GET is not followed. */
export function nextHop({ method, url, redirects }: Redirected, status: number, location: string | undefined): Hop {
  const follows = FAITHFUL.includes(status) || (OTHERS.includes(status) && (method === 'GET' || method === 'HEAD'))
  if (!follows || redirects === 'none' || location === undefined) return STAY
  const next = webAddress(location, url)
  if (next === null || next.username !== '' || next.password !== '') {
    return refused(url, 'to what is no plain http or https address')
  }
  if (url.protocol === 'https:' && next.protocol === 'http:') return refused(url, `to ${next.origin}, which is not encrypted`)
  if (redirects === 'same_origin' && next.origin !== url.origin) return refused(url, `to another origin, ${next.origin}, where nothing of this request may go`)
  next.hash = ''
  return { kind: 'go', url: next }
}

const refused = ({ origin }: URL, where: string): Hop => ({ kind: 'refused', problem: `${origin} redirects ${where}: it is not followed.` })
