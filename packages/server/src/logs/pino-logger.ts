import { chmodSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Logger } from '@paperclip/core'
import { pino, stdSerializers, type DestinationStream } from 'pino'
import { masker } from './masker.ts'

/** Where a server says what it does: core's `Logger`, and a line for each request. */
export interface ServerLogger extends Logger {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void
}

export interface PinoLoggerOptions {
  /** `info` unless said. */
  level?: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** A file that only this user reads (0600), appended to; or a stream, or whatever else takes lines. Standard error unless said. */
  to?: string | { write(line: string): unknown }
  /** Texts that stand in no line, such as a client secret or a master key: as they are, in base64, in hex and in URLs. */
  hide?: readonly string[]
}

/**
 * Writes one line of JSON for each thing it is told (pino), before it goes on: a process that dies has said what it had to say. Whatever looks like a credential is taken out of the finished line, so that it does not matter in which field, error or stack it stood.
 */
export function pinoLogger({ level = 'info', to, hide = [] }: PinoLoggerOptions = {}): ServerLogger {
  const destination: DestinationStream = typeof to === 'object' ? { write: line => void to.write(line) } : pino.destination({ fd: to === undefined ? 2 : ownFile(to), sync: true })
  const mask = masker(hide)
  const log = pino({
    level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'message', formatters: { level: label => ({ level: label }) },
    serializers: { error: stdSerializers.err },
    hooks: { streamWrite: mask },
  }, destination)
  const say = (as: 'info' | 'warn' | 'error') => (message: string, facts: Readonly<Record<string, unknown>> = {}): void => log[as](facts, message)
  return { info: say('info'), warn: say('warn'), error: say('error') }
}

/** Opens a file to append to, and keeps others out of it, also if it was there before. */
function ownFile(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const fd = openSync(path, 'a', 0o600)
  chmodSync(path, 0o600)
  return fd
}
