import { systemClock, type Clock, type Store } from '@paperclip/core'
import { inTransaction, viewOf, type Keepers } from '@paperclip/core/store'
import { migrate } from './migrate.ts'
import { postgresAlarms } from './postgres-alarms.ts'
import { RowStatements } from './row-statements.ts'
import { PostgresSearch } from './postgres-search.ts'
import { sqlBurial } from './sql-burial.ts'
import type { SqlDriver } from './sql-driver.ts'
import { sqlInstance } from './sql-instance.ts'
import { SqlRows, type CompanyStatements } from './sql-rows.ts'
import { sqliteAlarms } from './sqlite-alarms.ts'
import { SqliteSearch } from './sqlite-search.ts'

export interface SqlStoreOptions {
  /** Judges leases. Unless given, that of the database where it has one, or the machine's own. */
  clock?: Clock
  /** Where bytes, logs and the master key are kept beside the database. */
  keepers?: Keepers
}

/**
 * A store over a database that a driver opened. Brings its tables up to date first; a database that is not Paperclip's, or that a newer version
 * wrote, is refused with `misconfigured` and left as it is, and the driver is closed.
 */
export async function sqlStore(driver: SqlDriver, { clock, keepers }: SqlStoreOptions = {}): Promise<Store> {
  try {
    await migrate(driver)
  } catch (error) {
    await driver.close()
    throw error
  }
  const { dialect } = driver, words = dialect === 'sqlite' ? new SqliteSearch() : new PostgresSearch()
  const reading: CompanyStatements = { rows: new RowStatements(dialect), words }
  const writing: CompanyStatements = dialect === 'sqlite' ? reading : { rows: new RowStatements(dialect, 'with claims beside'), words }
  return {
    ...(keepers ? { keepers } : {}),
    transact: (company, work) => driver.write(company, session => inTransaction(new SqlRows(session, company, writing), work)),
    read: (company, work) => driver.read(company, session => work(viewOf(new SqlRows(session, company, reading)))),
    instance: { ...sqlInstance(driver), ...sqlBurial(driver, writing) },
    alarms: dialect === 'sqlite' ? sqliteAlarms(driver, clock ?? systemClock) : postgresAlarms(driver, clock),
    watch: changed => driver.watch(changed),
    close: () => driver.close(),
  }
}
