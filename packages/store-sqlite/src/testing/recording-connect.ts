import { libsqlConnect, type Connect, type SqliteDatabase, type SqliteStatement } from '../database.ts'

export interface RecordingConnect { connect: Connect; databases: SqliteDatabase[]; prepared: Set<string> }

/** libsql, with every database it opened and every statement it prepared; `around` may change how a statement runs. */
export async function recordingConnect(around: (sql: string, statement: SqliteStatement, database: SqliteDatabase) => SqliteStatement = (_, statement) => statement): Promise<RecordingConnect> {
  const libsql = await libsqlConnect()
  const databases: SqliteDatabase[] = [], prepared = new Set<string>()
  return {
    databases, prepared,
    connect(file) {
      const database = libsql(file)
      databases.push(database)
      return {
        exec: sql => database.exec(sql),
        close: () => database.close(),
        prepare(sql) {
          prepared.add(sql)
          return around(sql, database.prepare(sql), database)
        },
      }
    },
  }
}
