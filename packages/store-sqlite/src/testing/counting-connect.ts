import type { Connect } from '../database.ts'
import { libsqlConnect } from '../database.ts'

/** libsql, counting what the connection that writes was told, such as `commit`; `before` may fail in its place. */
export async function countingConnect(before: (sql: string) => void = () => {}): Promise<{ connect: Connect; told(sql: string): number }> {
  const libsql = await libsqlConnect(), counts = new Map<string, number>()
  let opened = 0
  return {
    told: sql => counts.get(sql) ?? 0,
    connect(file) {
      const database = libsql(file), isWriter = opened++ === 0
      return {
        prepare: sql => database.prepare(sql),
        close: () => database.close(),
        exec(sql) {
          if (isWriter) {
            counts.set(sql, (counts.get(sql) ?? 0) + 1)
            before(sql)
          }
          return database.exec(sql)
        },
      }
    },
  }
}
