import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CliError } from '../cli-error.ts'
import type { Io } from '../io.ts'

/** Holds the key that a server is asked with. */
const KEY = 'PAPERCLIPAI_KEY'

/** The key for a server: from a file that only its owner reads, or from the environment. Never from the command line, where every process of the machine can read it. */
export function keyFor({ env, cwd }: Pick<Io, 'env' | 'cwd'>, file: string | undefined): string {
  const key = file === undefined ? env[KEY] ?? '' : keyIn(resolve(cwd, file))
  if (key.trim() === '') throw new CliError('unauthorized', 'A server is asked with a key, and none was given.', `Put it into the environment: ${KEY}=pck_…\nor into a file: --key-file <file>`)
  return key.trim()
}

function keyIn(path: string): string {
  try {
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) throw new CliError('misconfigured', `--key-file: ${path} can be read by others on this machine.`, `chmod 600 ${path}`)
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof CliError) throw error
    throw new CliError('invalid_input', `--key-file: ${path} cannot be read (${String(Reflect.get(Object(error), 'code') ?? error)}).`, 'Name a file that holds the key and nothing else.')
  }
}

/** The folder in which is remembered what belongs to a server. */
export const placeOfServer = (home: string, url: string): string => join(home, `server-${url.replace(/^\w+:\/\//, '').replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|(?<!-)-+$/g, '')}`)
