import { fileKeepers, systemClock, type Clock } from '@paperclip/core'
import type { Keepers } from '@paperclip/core/store'
import { sqlStore, type SqlStore } from '@paperclip/store-kysely'
import { dataFile } from './data-file.ts'
import { libsqlConnect, type Connect } from './database.ts'
import type { Patience } from './patience.ts'
import { sqliteDriver } from './sqlite-driver.ts'
import { isBusy } from './sqlite-error.ts'

const BUSY_MS = 10_000
const AGAIN_MS = 20

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
  /** Whether a file is opened that a copy has begun to fill and not ended: `refused` unless given. `accepted` is for what copies into it. */
  unfinished?: 'refused' | 'accepted'
}

/**
 * Opens a store on a SQLite file; other processes may open the same one. What a transaction wrote has reached the disk when it resolves. Throws
 * `misconfigured` for a file that cannot be used (the message says why and what to do), `unavailable` where the disk is full or the file stays locked.
 */
export async function openSqlite({ file, clock = systemClock, connect, keepers, busyMs = BUSY_MS, unfinished = 'refused' }: SqliteOptions): Promise<SqlStore> {
  const path = dataFile(file), connecting = connect ?? await libsqlConnect()
  const patience: Patience = { clock: systemClock, chance: Math.random, forMs: busyMs }
  const began = systemClock.monotonic()
  for (;;) {
    try {
      return await sqlStore(await sqliteDriver({ file: path, clock, connect: connecting, patience }), { clock, unfinished, keepers: keepers ?? fileKeepers(`${path}-files`) })
    } catch (error) {
      // while others open or close the same file, SQLite may find it busy in the middle of what was begun free
      const isPassing = error instanceof Error && isBusy(error.cause) && systemClock.monotonic() - began < busyMs
      if (!isPassing) throw error
      await new Promise<void>(resolve => void systemClock.after(AGAIN_MS, resolve))
    }
  }
}
