import { PaperclipError } from '@paperclip/core'

const LEAST_TOKEN = 32

/** Checks the token of a monitoring system: nobody must be able to guess it. Throws `misconfigured`. */
export function checkMetricsToken(token: string): void {
  if (token.length < LEAST_TOKEN || !/^\w+$/.test(token)) throw new PaperclipError('misconfigured', `metricsToken (PAPERCLIPAI_METRICS_TOKEN): must be ${LEAST_TOKEN} or more letters, digits and underscores, so that nobody guesses it.`)
}
