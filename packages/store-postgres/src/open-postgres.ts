import { PaperclipError, rowLogs, systemClock, type Clock } from '@paperclip/core'
import type { Keepers } from '@paperclip/core/store'
import { sqlStore, type SqlStore } from '@paperclip/store-kysely'
import { prepareAsOwner } from './owner.ts'
import { postgresBlobs } from './postgres-blobs.ts'
import { postgresDriver } from './postgres-driver.ts'
import { checkSchema, checkWall, servingAs } from './serving-role.ts'
import { sharedVault, type MasterKey } from './shared-vault.ts'

const CONNECTIONS = 10
const DEADLINE_MS = 10_000
const LONGEST_MS = 10 * 60_000

export interface PostgresOptions {
  /** `postgres://role:password@host:port/database`: a plain role that owns nothing, so that row level security holds it. */
  url: string
  /** The url of the role that owns the tables. Given, it brings the schema up to date and grants the serving role what it needs; without it both must have been done. */
  ownerUrl?: string
  /** `required` unless given: a serving role that row level security does not hold is refused. `waived` takes any, and it may then own the tables itself. */
  wall?: 'required' | 'waived'
  /** Judges leases in place of the database's own clock. */
  clock?: Clock
  /** The master key of the secrets, the same on every node: itself, or the file that holds it. Without one a secret cannot be kept, nor a company deleted. */
  masterKey?: MasterKey
  /** Where bytes, logs and the master key are kept: bytes and logs among the rows, and the key as `masterKey` says, unless given. */
  keepers?: Keepers
  /** Whether a database is opened that a copy has begun to fill and not ended: `refused` unless given. `accepted` is for what copies into it. */
  unfinished?: 'refused' | 'accepted'
  /** How many connections are open at most, 10 unless given; one more listens. */
  connections?: number
  /** How long, in milliseconds, the database may take to answer anything before that is `unavailable`: 10,000 unless given. */
  deadlineMs?: number
}

/**
 * Opens a store on a PostgreSQL database, version 14 or newer; any number of processes may. What a transaction wrote is durable when it resolves. Throws
 * `misconfigured` for a database or a role that cannot be used (the message says why and what to do), `unavailable` where it cannot be reached.
 */
export async function openPostgres(options: PostgresOptions): Promise<SqlStore> {
  const { url, wall = 'required', clock, keepers, masterKey, unfinished = 'refused', connections = CONNECTIONS, deadlineMs = DEADLINE_MS } = options
  checkNumber('connections', connections, 1_000)
  checkNumber('deadlineMs', deadlineMs, LONGEST_MS)
  const ownerUrl = options.ownerUrl ?? (wall === 'waived' ? url : undefined)
  const driver = postgresDriver({ url, connections, deadlineMs }, { clock: systemClock, chance: Math.random })
  try {
    if (ownerUrl !== undefined) {
      const serving = await servingAs(driver)
      if (wall === 'required') checkWall(serving)
      await prepareAsOwner(ownerUrl, serving, wall)
    }
    await checkSchema(driver)
    if (wall === 'required') checkWall(await servingAs(driver))
    const store = await sqlStore(driver, { ...(clock ? { clock } : {}), unfinished })
    return { ...store, keepers: keepers ?? { blobs: postgresBlobs(driver), logs: rowLogs(store), vault: await sharedVault(driver, masterKey) } }
  } catch (error) {
    await driver.close()
    throw error
  }
}

function checkNumber(field: string, given: number, most: number): void {
  if (Number.isInteger(given) && given >= 1 && given <= most) return
  throw new PaperclipError('misconfigured', `${field}: must be a whole number from 1 to ${most} (was ${given}).`)
}
