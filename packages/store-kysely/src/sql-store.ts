import { systemClock, type Clock, type Store } from '@paperclip/core'
import { inTransaction, viewOf } from '@paperclip/core/store'
import { migrate } from './migrate.ts'
import { RowStatements } from './row-statements.ts'
import { sqlAlarms } from './sql-alarms.ts'
import type { SqlDriver } from './sql-driver.ts'
import { sqlInstance } from './sql-instance.ts'
import { SqlRows } from './sql-rows.ts'

export interface SqlStoreOptions { clock?: Clock }

/**
 * A store over a database that a driver opened. Brings its tables up to date first; a database that is not Paperclip's, or that a newer version
 * wrote, is refused with `misconfigured` and left as it is, and the driver is closed.
 */
export async function sqlStore(driver: SqlDriver, { clock = systemClock }: SqlStoreOptions = {}): Promise<Store> {
  try {
    await migrate(driver)
  } catch (error) {
    await driver.close()
    throw error
  }
  const statements = new RowStatements(driver.dialect)
  return {
    transact: (company, work) => driver.write(company, session => inTransaction(new SqlRows(session, company, statements), work)),
    read: (company, work) => driver.read(company, session => work(viewOf(new SqlRows(session, company, statements)))),
    instance: sqlInstance(driver),
    alarms: sqlAlarms(driver, clock),
    watch: changed => driver.watch(changed),
    close: () => driver.close(),
  }
}
