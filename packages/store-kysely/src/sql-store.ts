import { systemClock, type Clock, type Store } from '@paperclip/core'
import { inTransaction, viewOf, type Keepers } from '@paperclip/core/store'
import { migrate } from './migrate.ts'
import { RowStatements } from './row-statements.ts'
import { SearchStatements } from './search-statements.ts'
import { sqlAlarms } from './sql-alarms.ts'
import { sqlBurial } from './sql-burial.ts'
import type { SqlDriver, SqlSession } from './sql-driver.ts'
import { sqlInstance } from './sql-instance.ts'
import { SqlRows } from './sql-rows.ts'

export interface SqlStoreOptions {
  clock?: Clock
  /** Where bytes, logs and the master key are kept beside the database. */
  keepers?: Keepers
}

/**
 * A store over a database that a driver opened. Brings its tables up to date first; a database that is not Paperclip's, or that a newer version
 * wrote, is refused with `misconfigured` and left as it is, and the driver is closed.
 */
export async function sqlStore(driver: SqlDriver, { clock = systemClock, keepers }: SqlStoreOptions = {}): Promise<Store> {
  try {
    await migrate(driver)
  } catch (error) {
    await driver.close()
    throw error
  }
  const statements = new RowStatements(driver.dialect), words = new SearchStatements(driver.dialect)
  const rowsOf = (session: SqlSession, company: string) => new SqlRows(session, company, { rows: statements, words })
  return {
    ...(keepers ? { keepers } : {}),
    transact: (company, work) => driver.write(company, session => inTransaction(rowsOf(session, company), work)),
    read: (company, work) => driver.read(company, session => work(viewOf(rowsOf(session, company)))),
    instance: { ...sqlInstance(driver), ...sqlBurial(driver, { rows: statements, words }) },
    alarms: sqlAlarms(driver, clock),
    watch: changed => driver.watch(changed),
    close: () => driver.close(),
  }
}
