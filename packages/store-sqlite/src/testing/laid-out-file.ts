import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { libsqlConnect } from '../database.ts'
import { openSqlite } from '../open-sqlite.ts'
import { temporaryFile } from './temporary-file.ts'

let laidOut: Promise<Buffer> | undefined

/** A path like `temporaryFile`, where an empty file lies that has its tables already: to lay them out takes longer than many a test. */
export async function laidOutFile(below?: string): Promise<string> {
  const file = temporaryFile('paperclip.db', below)
  await writeFile(file, await (laidOut ??= layOut()), { mode: 0o600 })
  return file
}

async function layOut(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'paperclip-store-')), file = join(folder, 'paperclip.db')
  const store = await openSqlite({ file }), connection = (await libsqlConnect())(file)
  connection.prepare('pragma wal_checkpoint(truncate)').all()                  // all of it into the file itself
  connection.close()
  await store.close()
  const bytes = await readFile(file)
  await rm(folder, { recursive: true })
  return bytes
}
