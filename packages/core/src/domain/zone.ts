import { z } from 'zod'

/** An IANA time zone, such as `Europe/Berlin`. */
export const zone = () => z.string().max(64).refine(isZone, 'must be an IANA time zone like "UTC" or "Europe/Berlin"').meta({ fact: true })

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
