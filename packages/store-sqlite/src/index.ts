export { openSqlite, type SqliteOptions } from './open-sqlite.ts'
export type { Connect, SqliteDatabase, SqliteStatement } from './database.ts'
