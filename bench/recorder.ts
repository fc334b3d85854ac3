import { createRequire } from 'node:module'
import type { SqliteOptions } from '@paperclip/store-sqlite'

type Connect = NonNullable<SqliteOptions['connect']>
type Database = ReturnType<Connect>
type Values = Parameters<ReturnType<Database['prepare']>['run']>

/** One thing that was asked of a connection. */
export type Call = { kind: 'exec'; sql: string } | { kind: 'all' | 'get' | 'run'; sql: string; values: Values }

const { default: Libsql }: { default: new (file: string, options: { timeout: number }) => Database } = await import(createRequire(new URL('../packages/store-sqlite/package.json', import.meta.url)).resolve('libsql'))

/** The driver as the store opens it. */
export const driver: Connect = file => new Libsql(file, { timeout: 0 })

/** The driver, noting whatever is asked of the first connection that is opened: the one that writes. */
export function recording(): { connect: Connect; calls: Call[] } {
  const calls: Call[] = []
  let opened = 0
  return {
    calls,
    connect(file) {
      const database = driver(file)
      if (opened++ > 0) return database
      return {
        exec(sql) {
          calls.push({ kind: 'exec', sql })
          return database.exec(sql)
        },
        prepare(sql) {
          const statement = database.prepare(sql)
          if (sql.startsWith('pragma')) return statement             // looking for another process's writes, each second
          return {
            raw: () => statement.raw?.(),
            all(...values) {
              calls.push({ kind: 'all', sql, values })
              return statement.all(...values)
            },
            get(...values) {
              calls.push({ kind: 'get', sql, values })
              return statement.get(...values)
            },
            run(...values) {
              calls.push({ kind: 'run', sql, values })
              return statement.run(...values)
            },
          }
        },
        close: () => database.close(),
      }
    },
  }
}
