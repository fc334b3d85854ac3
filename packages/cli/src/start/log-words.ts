import type { ServerLogger } from '@paperclip/server/logs'
import { hiddenIn, LOG_LEVELS, loggerOn, type LogLevel } from '../data/logger-on.ts'
import type { Io } from '../io.ts'
import { oneOf } from '../one-of.ts'
import type { Options } from '../options.ts'

const LEVEL = 'PAPERCLIPAI_LOG_LEVEL'
const FORMATS = ['text', 'json'] as const

/** What a start says of itself on stderr: how much, and whether to a person or to a program. */
export interface LogWords { level: LogLevel; format: (typeof FORMATS)[number] }

/** Reads them: text on a terminal and JSON elsewhere unless said. */
export function logWords(options: Options, { env, stderr }: Pick<Io, 'env' | 'stderr'>): LogWords {
  const level = options.text('logLevel'), format = options.text('logFormat')
  return {
    level: level === undefined ? oneOf(LEVEL, LOG_LEVELS, env[LEVEL] || 'warn') : oneOf('--log-level', LOG_LEVELS, level),
    format: format === undefined ? stderr.isTTY ? 'text' : 'json' : oneOf('--log-format', FORMATS, format),
  }
}

/** The log of a start. What writes JSON is loaded only where that is asked for. */
export async function logOf(io: Pick<Io, 'env' | 'stderr'>, { level, format }: LogWords): Promise<ServerLogger> {
  if (format === 'text') return loggerOn(io, level)
  const { pinoLogger } = await import('@paperclip/server/logs')
  return pinoLogger({ level, to: { write: line => void io.stderr.write(line) }, hide: hiddenIn(io.env) })
}
