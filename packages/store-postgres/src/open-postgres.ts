import { PaperclipError, systemClock, type Clock, type Store } from '@paperclip/core'
import type { Keepers } from '@paperclip/core/store'
import { sqlStore } from '@paperclip/store-kysely'
import { prepareAsOwner } from './owner.ts'
import { postgresDriver } from './postgres-driver.ts'
import { checkSchema, checkWall, roleOf } from './serving-role.ts'

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
  /** Where bytes, logs and the master key are kept. */
  keepers?: Keepers
  /** How many connections are open at most, 10 unless given; one more listens. */
  connections?: number
  /** How long, in milliseconds, the database may take to answer anything before that is `unavailable`: 10,000 unless given. */
  deadlineMs?: number
}

/**
 * Opens a store on a PostgreSQL database, version 14 or newer; any number of processes may. What a transaction wrote is durable when it resolves. Throws
 * `misconfigured` for a database or a role that cannot be used (the message says why and what to do), `unavailable` where it cannot be reached.
 */
export async function openPostgres(options: PostgresOptions): Promise<Store> {
  const { url, wall = 'required', clock, keepers, connections = CONNECTIONS, deadlineMs = DEADLINE_MS } = options
  checkNumber('connections', connections, 1_000)
  checkNumber('deadlineMs', deadlineMs, LONGEST_MS)
  const ownerUrl = options.ownerUrl ?? (wall === 'waived' ? url : undefined)
  const driver = postgresDriver({ url, connections, deadlineMs }, { clock: systemClock, chance: Math.random })
  try {
    if (ownerUrl !== undefined) await prepareAsOwner(ownerUrl, await roleOf(driver))
    await checkSchema(driver)
    if (wall === 'required') await checkWall(driver)
  } catch (error) {
    await driver.close()
    throw error
  }
  return sqlStore(driver, { ...(clock ? { clock } : {}), ...(keepers ? { keepers } : {}) })
}

function checkNumber(field: string, given: number, most: number): void {
  if (Number.isInteger(given) && given >= 1 && given <= most) return
  throw new PaperclipError('misconfigured', `${field}: must be a whole number from 1 to ${most} (was ${given}).`)
}
