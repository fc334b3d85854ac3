/** What stands where a credential stood, by what begins it. */
const mask = (prefix: string): string => `[${prefix}_…]`

/** A token of ours, whole or cut off: see `TOKEN_KINDS` of core. */
const TOKEN = /(pc[karsi])_\w{12,}/g
/** What hooks and webhooks are signed with, also in an address. */
const SIGNING = /(whsec)_(?:[\w+/=-]|\\\/|%2[bf]|%3d){12,}/gi
/** The callback of a deferred run: a list of ids in base64url, and what proves it. */
const CALLBACK = /WyJ[\w-]{20,}(?:\.[\w-]*)?/g
/** What HTTP proves people with: after these words, up to the next blank, whatever it looks like. */
const AUTHORIZATION = /\b(Bearer|Basic|Digest)(\s+|%20|\+)[\w.~+/=%-]{8,}/gi
/** What headers prove people with when it has no scheme, to the end of the line or the text. */
const HEADER = /\b((?:(?:proxy-)?authorization|x-api-key|x-csrf-token|(?:set-)?cookie)\\?["']?\s*[:=](?!\s*\\?["']?(?:Bearer|Basic|Digest)\b)\s*\\?["']?)[^"'\\\r\n]{4,}/gi
/** Cookies of ours, in whatever header or text. */
const COOKIE = /\b((?:__Host-)?paperclip(?:-oidc)?)=[^;\s"\\]{8,}/g
/** Codes and secrets in addresses and forms. */
const PARAMETER = /([?&;\s"](?:code|token|access_token|refresh_token|id_token|client_secret|password|state|code_verifier)=)[^&\s"'\\#]{4,}/gi
/** Who somebody is, in front of a host: up to the last `@`, for a password may hold one. */
const USERINFO = /((?<![a-z0-9+.-])[a-z0-9+.-]+:\/\/)[^/\s"@:]*:[^/\s"]+@/gi
/** Long runs of what base64 and hex are written in. */
const ENCODED = /[A-Za-z0-9+/_-]{32,}={0,2}/g
/** The same kinds in hex, whatever stands in front: in a line of JSON that may be the `n` of a new line. */
const IN_HEX = /(?:7063(?:6b|61|72|73|69)5f|77687365635f|57794a)(?:[2-7][0-9a-f]){12,}/gi

/**
 * Takes whatever looks like a credential out of a text: tokens, signing secrets and callbacks of ours (also in base64 and hex), what follows `Bearer` and `Basic`, what headers of credentials say, our cookies, codes in addresses, and passwords in front of hosts.
 * What stands in their place says what it was. One that was cut up is found by what is left of its beginning.
 */
export function maskCredentials(text: string): string {
  return text
    .replace(TOKEN, (_, prefix: string) => mask(prefix))
    .replace(SIGNING, (_, prefix: string) => mask(prefix))
    .replace(CALLBACK, '[callback…]')
    .replace(AUTHORIZATION, '$1$2[…]')
    .replace(HEADER, '$1[…]')
    .replace(COOKIE, '$1=[…]')
    .replace(PARAMETER, '$1[…]')
    .replace(USERINFO, '$1[…]@')
    .replace(IN_HEX, '[…]')
    .replace(ENCODED, run => (holdsToken(run) ? '[…]' : run))
}

/** Whether something long says a token once it is decoded, wherever in it that begins. */
const holdsToken = (run: string): boolean => [0, 1, 2, 3].some(from => isToken(Buffer.from(run.slice(from), 'base64')))

const isToken = (bytes: Buffer): boolean => /pc[karsi]_\w{12,}|whsec_[\w+/=-]{12,}|WyJ[\w-]{20,}/.test(bytes.toString('latin1'))
