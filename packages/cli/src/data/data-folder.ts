import { statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve, sep } from 'node:path'
import envPaths from 'env-paths'
import { CliError } from '../cli-error.ts'
import type { Io } from '../io.ts'
import { placeOfServer } from '../remote/remote-place.ts'

/** Where the companies are: in a SQLite file of the folder, on a PostgreSQL server, or behind a server of Paperclip; then the folder holds what belongs to this machine alone. */
export type Database = { kind: 'sqlite' } | { kind: 'postgres'; url: string } | { kind: 'remote'; url: string }

/** The data of a command: a folder of this machine, and the database that goes with it. */
export interface DataFolder {
  /** The folder. */
  path: string
  /** The SQLite file in it. */
  file: string
  database: Database
  /** What messages call it, and a person names it by on a command line; never with a password. */
  name: string
  /** True if a person named it: then hints must name it too. */
  isNamed: boolean
}

/** Names the folder of this machine for what is kept beside a PostgreSQL database: the master key, and which company was named last. */
export const HOME = 'PAPERCLIPAI_HOME'
const SERVER = /^postgres(ql)?:\/\//
const OTHER_SCHEME = /^(?!sqlite:)(\w[\w+.-]*):\/\//

/** `--data`, else PAPERCLIPAI_DATA, else the usual place for data of programs on this system. A folder, or the url of a PostgreSQL database. */
export function dataFolder(io: Pick<Io, 'env' | 'cwd'>, named: string | undefined): DataFolder {
  const chosen = named ?? (io.env['PAPERCLIPAI_DATA'] || undefined), isNamed = named !== undefined
  if (chosen === '') throw new CliError('invalid_input', '--data: must name a folder (was empty).', 'Name one, like --data ./company, or a database: --data postgres://role@host/database')
  if (chosen !== undefined && SERVER.test(chosen)) return onServer(io, chosen, isNamed)
  const [, scheme] = OTHER_SCHEME.exec(chosen ?? '') ?? []
  if (scheme !== undefined) throw new CliError('invalid_input', `--data: companies are not kept in ${scheme}://…`, 'Name a folder, like --data ./company, or a database, like --data postgres://role@host/database. A server of Paperclip goes by --url.')
  const path = chosen === undefined ? usualPlace() : resolve(io.cwd, chosen.replace(/^sqlite:/, ''))
  const foreign = join(homedir(), '.paperclip')
  if (path === foreign || path.startsWith(foreign + sep)) throw new CliError('invalid_input', `${path} belongs to another application.`, 'Choose another folder: --data <dir>')
  return { path, file: join(path, FILE), database: { kind: 'sqlite' }, name: path, isNamed }
}

const FILE = 'paperclip.db'
const usualPlace = (): string => envPaths('paperclipai', { suffix: '' }).data

/** A server of Paperclip, by its url; the folder beside it remembers which company was named last. */
export function serverPlace({ env, cwd }: Pick<Io, 'env' | 'cwd'>, url: string, isNamed: boolean): DataFolder {
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) throw new CliError('invalid_input', '--url: must be the address of a server.', 'Write it like --url https://paperclip.example')
  const path = placeOfServer(env[HOME] ? resolve(cwd, env[HOME]) : usualPlace(), url)
  return { path, file: join(path, FILE), database: { kind: 'remote', url }, name: url, isNamed }
}

function onServer({ env, cwd }: Pick<Io, 'env' | 'cwd'>, url: string, isNamed: boolean): DataFolder {
  checkDatabaseUrl(url, '--data')
  const name = withoutPassword(url), home = env[HOME] ? resolve(cwd, env[HOME]) : usualPlace()
  const path = join(home, name.replace(/^\w+:\/\/([^@/]*@)?/, 'postgresql-').replaceAll(/[^A-Za-z0-9]+/g, '-').replace(/(?<!-)-+$/, ''))
  return { path, file: join(path, FILE), database: { kind: 'postgres', url }, name, isNamed }
}

/** Throws for a url that leads to no database, or not to the one that was meant; it is not shown. */
export function checkDatabaseUrl(url: string, option: '--data' | '--owner'): void {
  if (!isWhole(url)) throw new CliError('invalid_input', `${option}: this is no url of a database.`, `Write it like ${option} postgres://role@host:5432/database, with %2F, %3F, %23 and %40 for / ? # and @ in a password.`)
}

/** True for a url that is read as it was meant: what follows a `/`, `?` or `#` in a password would be taken for the name of a database, and shown. */
function isWhole(url: string): boolean {
  const told = url.replace('@/', '@socket/').replace(/^(\w+:\/\/)\//, '$1socket/')                                     // a socket has no host before the path, which URL does not take
  if (!URL.canParse(told)) return false
  const { pathname, search, hash } = new URL(told)
  return !pathname.includes('@') && hash === '' && !/^\?[^=&]*@/.test(search)
}

/** The url as it may be shown. What is written into a password as it is, an `@` too, ends at the last one. */
const withoutPassword = (url: string): string =>
  url.replace(/^(\w+:\/\/[^:@/?]*):[^/?]*@/, '$1@').replaceAll(/([?&])(?:ssl)?password=[^&]*&?/g, '$1').replace(/[?&]$/, '')

/** True if there is a database in the folder, or it is on a server. Throws where that cannot be told: what is hidden is not missing. */
export function holdsData({ path, file, database }: DataFolder): boolean {
  if (database.kind !== 'sqlite') return true
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    throw unusable(path, error)
  }
}

/** Why a folder cannot be used, in words. */
export function unusable(path: string, error: unknown): CliError {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  const next = 'Name another folder: --data <dir>'
  switch (code) {
    case 'ENOTDIR': case 'EEXIST': return new CliError('misconfigured', `${path} is not a folder.`, next)
    case 'EACCES': case 'EPERM': case 'EROFS': return new CliError('misconfigured', `${path} may not be used by this user (${code}).`, `Give this user access to it. ${next}`)
    case 'ENOSPC': case 'EDQUOT': return new CliError('unavailable', `The disk of ${path} is full.`, `Free some space. ${next}`)
    default: return new CliError('misconfigured', `${path} cannot be used (${String(code ?? error)}).`, next)
  }
}
