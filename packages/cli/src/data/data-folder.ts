import { statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve, sep } from 'node:path'
import envPaths from 'env-paths'
import { CliError } from '../cli-error.ts'
import type { Io } from '../io.ts'

/** The folder in which the companies of this machine lie, and why it is that one. */
export interface DataFolder {
  path: string
  /** The SQLite file in it. */
  file: string
  /** True if a person named it: then hints must name it too. */
  isNamed: boolean
}

/** `--data`, else PAPERCLIPAI_DATA, else the usual place for data of programs on this system. */
export function dataFolder({ env, cwd }: Pick<Io, 'env' | 'cwd'>, named: string | undefined): DataFolder {
  const chosen = named ?? (env['PAPERCLIPAI_DATA'] || undefined)
  if (chosen === '') throw new CliError('invalid_input', '--data: must name a folder (was empty).', 'Name one, like --data ./company')
  const path = chosen === undefined ? envPaths('paperclipai', { suffix: '' }).data : resolve(cwd, chosen)
  const foreign = join(homedir(), '.paperclip')
  if (path === foreign || path.startsWith(foreign + sep)) throw new CliError('invalid_input', `${path} belongs to another application.`, 'Choose another folder: --data <dir>')
  return { path, file: join(path, 'paperclip.db'), isNamed: named !== undefined }
}

/** True if there is a database in the folder. Throws where that cannot be told: what is hidden is not missing. */
export function holdsData({ path, file }: DataFolder): boolean {
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
