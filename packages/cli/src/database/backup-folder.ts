import { resolve } from 'node:path'
import { existsSync, readdirSync } from 'node:fs'
import { CliError } from '../cli-error.ts'
import { dataFolder, holdsData, unusable, type DataFolder } from '../data/data-folder.ts'
import type { Io } from '../io.ts'

/** A folder for a backup: a new or an empty one, or one in which a backup did not come to its end. */
export function backupFolder(io: Pick<Io, 'env' | 'cwd'>, named: string): DataFolder {
  const folder = dataFolder(io, named)
  if (folder.database.kind !== 'sqlite') throw new CliError('invalid_input', '--to: a backup is a folder.', `To copy into a database on a server: db copy --to ${folder.name}`)
  try {
    if (!existsSync(folder.path) || holdsData(folder) || readdirSync(folder.path).length === 0) return folder
  } catch (error) {
    throw unusable(folder.path, error)
  }
  throw new CliError('conflict', `${resolve(folder.path)} holds something already, so nothing was written.`, 'Name a folder that is not there yet: --to <dir>')
}
