import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { resolve } from 'node:path'
import { CliError } from '../cli-error.ts'
import type { Io } from '../io.ts'

const MOST_BYTES = 32_000_000

/** A text as it was given: itself, `@file` for what is in a file, `@-` for what is piped in. `@@` begins a text with an @. */
export async function givenText(io: Io, option: string, text: string): Promise<string> {
  if (!text.startsWith('@')) return text
  if (text.startsWith('@@')) return text.slice(1)
  const bytes = text === '@-' ? await pipedBytes(io, option) : await fileBytes(io, option, text.slice(1))
  return decoded(bytes, option)
}

/** The bytes of a file that was named. */
export async function fileBytes({ cwd }: Pick<Io, 'cwd'>, option: string, file: string): Promise<Uint8Array> {
  const path = resolve(cwd, file)
  try {
    return await readFile(path)
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
    throw new CliError('invalid_input', `${option}: ${path} ${code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${String(code)})`}.`, 'Name a file that can be read, or give the text itself.')
  }
}

/** All that is piped in. */
export async function pipedBytes({ piped }: Pick<Io, 'piped'>, option: string): Promise<Uint8Array> {
  if (!piped) throw new CliError('invalid_input', `${option}: nothing is piped in.`, 'Pipe it: cat file | … , or name a file.')
  return everything(piped, option)
}

async function everything(piped: Readable, option: string): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of piped) {
    const chunk = Buffer.isBuffer(part) ? part : Buffer.from(String(part))
    bytes += chunk.byteLength
    if (bytes > MOST_BYTES) throw new CliError('too_large', `${option}: more than ${MOST_BYTES / 1_000_000} MB are piped in.`, 'Pipe less, or name a file.')
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}

/** Bytes as a text, or a refusal: a text that is not UTF-8 would be kept damaged. */
export function decoded(bytes: Uint8Array, option: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CliError('invalid_input', `${option}: is not a text in UTF-8.`, 'Convert it first, or attach it as a file: artifact attach <task> <file>')
  }
}

/** Data written as JSON: in place, in a file (`@file`) or piped in (`@-`). */
export async function givenJson(io: Io, option: string, text: string): Promise<unknown> {
  const written = await givenText(io, option, text)
  try {
    return JSON.parse(written) as unknown
  } catch (error) {
    throw new CliError('invalid_input', `${option}: is not JSON (${error instanceof Error ? error.message : String(error)}).`, `Write it like ${option} '{"name": "value"}', or @file.`)
  }
}
