import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FakeClock, testStore } from '@paperclip/core/testing'
import { describe, it } from 'vitest'
import type { SqliteDatabase } from './database.ts'
import { openSqlite } from './open-sqlite.ts'

const NodeDatabase = process.getBuiltinModule('node:sqlite' as 'node:module') as unknown as { DatabaseSync: new (file: string) => SqliteDatabase } | undefined

if (!NodeDatabase) it.skip(`SQLite through node:sqlite (SKIPPED: Node ${process.version} has no node:sqlite)`, () => {})
else {
  const { DatabaseSync } = NodeDatabase
  testStore({ describe, it }, {
    name: 'SQLite through node:sqlite',
    async open() {
      const folder = mkdtempSync(join(tmpdir(), 'paperclip-store-')), file = join(folder, 'paperclip.db'), clock = new FakeClock()
      const connect = (path: string) => new DatabaseSync(path)
      const store = await openSqlite({ file, clock, connect }), second = await openSqlite({ file, clock, connect })
      return {
        store, second, clock,
        async close() {
          await Promise.all([store.close(), second.close()])
          rmSync(folder, { recursive: true })
        },
      }
    },
  })
}
