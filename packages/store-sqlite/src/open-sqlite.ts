import { fileKeepers, systemClock, type Clock, type Store } from '@paperclip/core'
import type { Keepers } from '@paperclip/core/store'
import { sqlStore } from '@paperclip/store-kysely'
import { dataFile } from './data-file.ts'
import { libsqlConnect, type Connect } from './database.ts'
import { sqliteDriver } from './sqlite-driver.ts'

const BUSY_MS = 10_000

export interface SqliteOptions {
  /** Path of the data file. It and its folder are made if they are missing, for their owner alone. */
  file: string
  /** Judges leases. The machine's own unless given. */
  clock?: Clock
  /** How a file becomes a database object, if not through libsql: `file => new DatabaseSync(file)` of node:sqlite, for one. */
  connect?: Connect
  /** Where bytes, logs and the master key are kept: in the folder `<file>-files` unless given. It is made when something is first kept. */
  keepers?: Keepers
  /** How long, in milliseconds, another process's lock is waited for before the answer is `unavailable`: 10,000 unless given. */
  busyMs?: number
}

/**
 * Opens a store on a SQLite file; other processes may open the same one. What a transaction wrote has reached the disk when it resolves. Throws
 * `misconfigured` for a file that cannot be used (the message says why and what to do), `unavailable` where the disk is full or the file stays locked.
 */
export async function openSqlite({ file, clock = systemClock, connect, keepers, busyMs = BUSY_MS }: SqliteOptions): Promise<Store> {
  const path = dataFile(file)
  const driver = await sqliteDriver({
    file: path, clock,
    connect: connect ?? await libsqlConnect(),
    patience: { clock: systemClock, chance: Math.random, forMs: busyMs },
  })
  return sqlStore(driver, { clock, keepers: keepers ?? fileKeepers(`${path}-files`) })
}
