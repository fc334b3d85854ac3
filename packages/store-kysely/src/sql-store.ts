import { systemClock, type Clock, type Store } from '@paperclip/core'
import { inTransaction, viewOf, type AlarmStore, type Keepers } from '@paperclip/core/store'
import { checkCurrent, migrate } from './migrate.ts'
import { postgresAlarms } from './postgres-alarms.ts'
import { checkFinished } from './copy/unfinished.ts'
import { companyStatements } from './company-statements.ts'
import { sqlBurial } from './sql-burial.ts'
import type { SqlDriver } from './sql-driver.ts'
import { sqlInstance } from './sql-instance.ts'
import { SqlRows } from './sql-rows.ts'
import { sqliteAlarms } from './sqlite-alarms.ts'

export interface SqlStoreOptions {
  /** Judges leases. Unless given, that of the database where it has one, or the machine's own. */
  clock?: Clock
  /** Where bytes, logs and the master key are kept beside the database. */
  keepers?: Keepers
  /** Whether a database is opened that a copy has begun to fill and not ended: `refused` unless given. `accepted` is for what copies into it. */
  unfinished?: 'refused' | 'accepted'
}

/** A store, and the driver beneath it: what copies one installation into another works there. */
export interface SqlStore extends Store { readonly driver: SqlDriver }

/**
 * A store over a database that a driver opened. Brings its tables up to date first; a database that is not Paperclip's, or that a newer version
 * wrote, is refused with `misconfigured` and left as it is, and the driver is closed.
 */
export async function sqlStore(driver: SqlDriver, { clock, keepers, unfinished = 'refused' }: SqlStoreOptions = {}): Promise<SqlStore> {
  try {
    await migrate(driver)
    if (unfinished === 'refused') await checkFinished(driver)
  } catch (error) {
    await driver.close()
    throw error
  }
  const { dialect } = driver, { reading, writing } = companyStatements(dialect)
  const alarms: AlarmStore & { close?(): void } = dialect === 'sqlite' ? sqliteAlarms(driver, clock ?? systemClock) : postgresAlarms(driver, clock)
  return {
    driver,
    ...(keepers ? { keepers } : {}),
    transact: (company, work) => driver.write(company, session => inTransaction(new SqlRows(session, company, writing), work)),
    read: (company, work) => driver.read(company, session => work(viewOf(new SqlRows(session, company, reading)))),
    instance: { ...sqlInstance(driver), ...sqlBurial(driver, writing) },
    alarms,
    watch: changed => driver.watch(changed),
    ready: () => checkCurrent(driver),
    async close() {
      alarms.close?.()
      await driver.close()
    },
  }
}
