import { masker } from '@paperclip/server/masks'
import type { ServerLogger } from '@paperclip/server/logs'
import type { Io } from '../io.ts'
import { plainLine } from '../output/plain-line.ts'

/** How much is said on stderr beside what people are told; `info` is also a line for each request. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Under such names the environment holds what nobody may read. */
const SECRET_NAME = /(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?)(?:_?\d+)?$/i
/** Shorter values are words, and stand in texts for other reasons. */
const LEAST_SECRET = 8

/** What of the environment stands in no line: the values of variables that are called like secrets, each word of one that holds several keys, and passwords in addresses, whatever those are called. */
export const hiddenIn = (env: Io['env']): string[] => Object.entries(env).flatMap(([name, value = '']) => [...SECRET_NAME.test(name) ? [value, ...KEYS.test(name) ? value.split(/\s+/) : []] : [], ...passwordsIn(value)].filter(secret => secret.length >= LEAST_SECRET))

/** Variables that may hold the key there is to be and the ones that were, with blanks between. */
const KEYS = /KEY(?:_?\d+)?$/i

/** The passwords that an address tells, as they stand there and as they are meant. */
function passwordsIn(value: string): string[] {
  if (!value.includes('://') || !URL.canParse(value)) return []
  const { password, searchParams } = new URL(value), asked = searchParams.get('password') ?? ''
  return [...new Set([password, decoded(password), asked])]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text                                                    // a % of its own
  }
}

/** Takes out of a text what looks like a credential, and what the environment holds under the name of a secret. */
export const maskOn = ({ env }: Pick<Io, 'env'>): ((text: string) => string) => masker(hiddenIn(env))

/** What is said in the background goes beside the data, one line each, without what looks like a credential. */
export function loggerOn({ stderr, env }: Pick<Io, 'stderr' | 'env'>, level: LogLevel = 'warn'): ServerLogger {
  const mask = maskOn({ env }), most = LOG_LEVELS.indexOf(level)
  const say = (at: LogLevel) => (message: string, { error, ...facts }: Readonly<Record<string, unknown>> = {}): void => {
    if (LOG_LEVELS.indexOf(at) > most) return
    const why = error instanceof Error ? error.message : error === undefined ? '' : String(error)
    void stderr.write(`paperclip: ${mask(plainLine([message, why, ...at === 'info' ? wordsOf(facts) : []].join(' ')))}\n`)
  }
  return { info: say('info'), warn: say('warn'), error: say('error') }
}

const wordsOf = (facts: Readonly<Record<string, unknown>>): string[] => Object.entries(facts).map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
