import { fileKeepers } from '@paperclip/core'
import type { SqlStore } from '@paperclip/store-kysely'
import type * as Postgres from '@paperclip/store-postgres'
import { openSqlite } from '@paperclip/store-sqlite'
import { CliError } from '../cli-error.ts'
import type { Io } from '../io.ts'
import type { DataFolder } from './data-folder.ts'
import { filesFolder, givenVault, MASTER_KEY, masterKeyFile } from './master-key.ts'

type Driver = typeof Postgres

export interface OpenStoreOptions {
  /** Whether a database is opened that a copy has begun to fill: only by what copies into it. */
  unfinished?: 'refused' | 'accepted'
  /** The url of the role that owns the tables of a PostgreSQL database: given where the schema is brought up to date. */
  ownerUrl?: string
}

/** Opens the database of a folder, or of a server, with its keepers. */
export async function openStore(io: Pick<Io, 'env' | 'clock'>, folder: DataFolder, options: OpenStoreOptions = {}): Promise<SqlStore> {
  const { database, file } = folder, { unfinished = 'refused', ownerUrl } = options
  if (database.kind === 'sqlite') return openSqlite({ file, clock: io.clock, unfinished, keepers: { ...fileKeepers(filesFolder(folder)), ...givenVault(io) } })
  if (database.kind === 'remote') throw new CliError('invalid_input', `${folder.name} is a server: it is asked, not opened.`, 'Name a folder or a database: --data <dir>')
  const { openPostgres } = await postgresDriver()
  return openPostgres({ url: database.url, unfinished, masterKey: io.env[MASTER_KEY] || { file: masterKeyFile(folder) }, ...ownerUrl === undefined ? {} : { ownerUrl } })
}

/** The package of PostgreSQL, which is loaded only where it is needed. */
export async function postgresDriver(load: () => Promise<Driver> = () => import('@paperclip/store-postgres')): Promise<Driver> {
  try {
    return await load()
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
    if (code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new CliError('misconfigured', 'The companies are on PostgreSQL, and the package for it is not installed.', 'npm install @paperclip/store-postgres')
  }
}
