/** What stands where a credential stood, by what begins it. */
const mask = (prefix: string): string => `[${prefix}_…]`

/** A token of ours, whole or cut off: see `TOKEN_KINDS` of core. */
const TOKEN = /(pc[karsi])_\w{12,}/g
/** What HTTP proves people with: after these words, up to the next blank, whatever it looks like. */
const AUTHORIZATION = /\b(Bearer|Basic|Digest)(\s+|%20|\+)[\w.~+/=%-]{8,}/gi
/** Cookies of ours, in whatever header or text. */
const COOKIE = /\b((?:__Host-)?paperclip(?:-oidc)?)=[^;\s"\\]{8,}/g
/** Codes and secrets in addresses and forms. */
const PARAMETER = /([?&;\s"](?:code|token|access_token|refresh_token|id_token|client_secret|password|state|code_verifier)=)[^&\s"'\\#]{4,}/gi
/** Who somebody is, in front of a host. */
const USERINFO = /((?<![a-z0-9+.-])[a-z0-9+.-]+:\/\/)[^/\s"@:]*:[^/\s"@]+@/gi
/** Long runs of what base64 and hex are written in. */
const ENCODED = /[A-Za-z0-9+/_-]{32,}={0,2}/g
const HEX = /^(?:[0-9a-f]{2})+$/i

/**
 * Takes whatever looks like a credential out of a text: tokens of ours (also in base64 and hex), what follows `Bearer` and `Basic`, our cookies, codes in addresses, and passwords in front of hosts.
 * What stands in their place says what it was. One that was cut up is found by what is left of its beginning.
 */
export function maskCredentials(text: string): string {
  return text
    .replace(TOKEN, (_, prefix: string) => mask(prefix))
    .replace(AUTHORIZATION, '$1$2[…]')
    .replace(COOKIE, '$1=[…]')
    .replace(PARAMETER, '$1[…]')
    .replace(USERINFO, '$1[…]@')
    .replace(ENCODED, run => (holdsToken(run) ? '[…]' : run))
}

/** Whether something long says a token once it is decoded, wherever in it that begins. */
function holdsToken(run: string): boolean {
  if (HEX.test(run) && isToken(Buffer.from(run, 'hex'))) return true
  return [0, 1, 2, 3].some(from => isToken(Buffer.from(run.slice(from), 'base64')))
}

const isToken = (bytes: Buffer): boolean => /pc[karsi]_\w{12,}/.test(bytes.toString('latin1'))
