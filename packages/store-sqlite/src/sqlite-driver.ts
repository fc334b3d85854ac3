import { PaperclipError, type Clock } from '@paperclip/core'
import { schemaState, type SqlDriver, type Statement } from '@paperclip/store-kysely'
import { ChangeWatch } from './change-watch.ts'
import { Connection } from './connection.ts'
import type { Connect } from './database.ts'
import { Line } from './line.ts'
import { OpenSession } from './open-session.ts'
import { whenFree, type Patience } from './patience.ts'
import { explained, isBusy } from './sqlite-error.ts'

export interface SqliteDriverOptions { file: string; connect: Connect; clock: Clock; patience: Patience }

/** Opens the two connections to a file, one to write and one to read beside it. What is in the file already is looked at before anything in it changes. */
export async function sqliteDriver({ file, connect, clock, patience }: SqliteDriverOptions): Promise<SqlDriver> {
  const opened: Connection[] = []
  const open = () => {
    const connection = new Connection(connect(file))
    opened.push(connection)
    connection.exec('pragma busy_timeout = 0; pragma foreign_keys = on; pragma synchronous = full; pragma trusted_schema = off; pragma secure_delete = on')
    return connection
  }
  const closeAll = () => opened.splice(0).reverse().forEach(connection => connection.close())
  try {
    const writer = open()
    await examine(writer, file, patience)
    await setWal(writer, file, patience)
    const reader = open()
    reader.exec('pragma query_only = on')
    const writing = new Line(writer, { file, patience, begin: connection => connection.exec('begin immediate'), share: 'commit' })
    const reading = new Line(reader, { file, patience, begin: beginSnapshot, share: 'snapshot' })
    // the writer's own commits do not count on its own connection
    const changes = new ChangeWatch(() => versionOf(writer), clock)
    let closed: Promise<void> | undefined
    return {
      dialect: 'sqlite',
      name: file,
      write: (_company, work) => writing.push(work),
      read: (_company, work) => reading.push(work),
      urgent: work => writing.push(work),
      async snapshot() {
        const connection = open()
        const close = () => {
          if (!opened.includes(connection)) return                          // the store was closed meanwhile
          opened.splice(opened.indexOf(connection), 1)
          connection.close()
        }
        try {
          connection.exec('pragma query_only = on')
          await whenFree(() => beginSnapshot(connection), file, patience)
        } catch (error) {
          close()
          throw explained(error, file)
        }
        const session = new OpenSession(connection, file)
        return { session, end: async () => { session.end(); close() } }
      },
      watch: changed => changes.add(changed),
      close: () => closed ??= (async () => {
        changes.stop()
        await Promise.all([writing.close(), reading.close()])
        closeAll()
      })(),
    }
  } catch (error) {
    closeAll()
    throw explained(error, file)
  }
}

async function examine(connection: Connection, file: string, patience: Patience): Promise<void> {
  await whenFree(() => beginSnapshot(connection), file, patience)
  const session = new OpenSession(connection, file)
  try {
    await schemaState(session, { dialect: 'sqlite', name: file })
  } finally {
    connection.exec('rollback')
  }
}

async function setWal(connection: Connection, file: string, patience: Patience): Promise<void> {
  await whenFree(() => connection.exec('pragma journal_mode = wal'), file, patience)
  const mode = connection.pragma('journal_mode')
  if (mode === 'wal') return
  throw new PaperclipError('misconfigured', `${file} is on a disk that cannot hold SQLite's write-ahead log (journal mode stayed "${String(mode)}"). Choose a local disk.`)
}

/** SQLite takes the snapshot with the first read, so that is done at once. Not by a prepared statement: one that found it busy would stay half done. */
function beginSnapshot(connection: Connection): void {
  connection.exec('begin')
  try {
    connection.exec('select 1 from sqlite_master limit 1')
  } catch (error) {
    connection.exec('rollback')
    throw error
  }
}

/** Asked each second, so it is prepared once. */
const VERSION: Statement = { sql: 'pragma data_version', gives: 'row', parameters: [] }

function versionOf(connection: Connection): unknown {
  try {
    return connection.run(VERSION, []).rows[0]?.[0]
  } catch (error) {
    if (isBusy(error)) return undefined                // taken for a change: to be told once too often does no harm
    throw error
  }
}
