import { chmodSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Writable } from 'node:stream'
import type { Logger } from '@paperclip/core'
import { pino, stdSerializers } from 'pino'
import { maskCredentials } from './mask-credentials.ts'

/** Where a server says what it does: core's `Logger`, and a line for each request. */
export interface ServerLogger extends Logger {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void
}

export interface PinoLoggerOptions {
  /** `info` unless said. */
  level?: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** A file that only this user reads (0600), appended to; or a stream. Standard error unless said. */
  to?: string | Writable
  /** Texts that stand in no line, such as a client secret or a master key: as they are, in base64, in hex and in URLs. */
  hide?: readonly string[]
}

/**
 * Writes one line of JSON for each thing it is told (pino), before it goes on: a process that dies has said what it had to say. Whatever looks like a credential is taken out of the finished line, so that it does not matter in which field, error or stack it stood.
 */
export function pinoLogger({ level = 'info', to, hide = [] }: PinoLoggerOptions = {}): ServerLogger {
  const destination = typeof to === 'object' ? to : pino.destination({ fd: to === undefined ? 2 : ownFile(to), sync: true })
  const masks = hide.filter(text => text.length >= LEAST_HIDDEN).flatMap(formsOf).sort((a, b) => b.length - a.length)
  const log = pino({
    level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'message', formatters: { level: label => ({ level: label }) },
    serializers: { error: stdSerializers.err },
    hooks: { streamWrite: line => maskCredentials(masks.reduce((left, text) => left.replaceAll(text, '[hidden]'), line)) },
  }, destination)
  const say = (as: 'info' | 'warn' | 'error') => (message: string, facts: Readonly<Record<string, unknown>> = {}): void => log[as](facts, message)
  return { info: say('info'), warn: say('warn'), error: say('error') }
}

const LEAST_HIDDEN = 6

/** Opens a file to append to, and keeps others out of it, also if it was there before. */
function ownFile(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const fd = openSync(path, 'a', 0o600)
  chmodSync(path, 0o600)
  return fd
}

/** How a text may stand in a line. */
function formsOf(text: string): string[] {
  const bytes = Buffer.from(text)
  return [...new Set([text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text), bytes.toString('hex'), ...[0, 1, 2].map(before => inBase64(bytes, before)), ...[0, 1, 2].map(before => inBase64(bytes, before).replaceAll('+', '-').replaceAll('/', '_'))])].filter(form => form.length >= LEAST_HIDDEN)
}

/** Bytes in base64 as they look in a longer text, without the characters that they share with their neighbours. */
function inBase64(bytes: Buffer, before: number): string {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/(?<!=)=+$/, '')
  return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
}
