/** What went wrong between this server and a provider, in words that hold nothing of what was sent: the errors of the library hold tokens and secrets in their causes. */
export function whyOf(error: unknown): string {
  const { code, message, cause, status } = Object(error) as { code?: unknown; message?: unknown; cause?: unknown; status?: unknown }
  switch (code) {
    case 'OAUTH_TIMEOUT':
      return 'does not answer in time'
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
      return `answers with status ${String(Object(cause).status)}`
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_PARSE_ERROR':
      return 'answers something that is not JSON'
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return `calls itself ${JSON.stringify(Object(Object(cause).body).issuer)}: give that as the issuer, to the letter`
  }
  if (error instanceof TypeError) return `cannot be reached (${String(Object(cause).code ?? message)})`
  return `${String(message)}${typeof status === 'number' ? ` (${status})` : ''}`
}

/** The word of the protocol by which a provider refuses, like `access_denied`; null where it said none, or what is no word of a protocol: a code or a state that came in its place is told to nobody. */
export function refusalIn(error: unknown): string | null {
  const said: unknown = Object(error).error
  return typeof said === 'string' && /^[a-z]{1,20}(?:_[a-z]{1,20}){0,4}$/.test(said) ? said : null
}

/** True where it was not said who somebody is because the provider, or the way there, is not well: another time it may be. */
export function isAway(error: unknown): boolean {
  const { code, status, cause } = Object(error) as { code?: unknown; status?: unknown; cause?: unknown }
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_JSON') return true
  if (code === 'OAUTH_RESPONSE_IS_NOT_CONFORM') return Number(Object(cause).status) >= 500
  return (error instanceof TypeError && cause !== undefined) || (typeof status === 'number' && status >= 500)
}
