import { describe, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FakeClock, testStore } from '@paperclip/core/testing'
import { openSqlite } from './open-sqlite.ts'

testStore({ describe, it }, {
  name: 'SQLite through libsql',
  async open() {
    const folder = mkdtempSync(join(tmpdir(), 'paperclip-store-')), file = join(folder, 'paperclip.db')
    const clock = new FakeClock()
    const store = await openSqlite({ file, clock }), second = await openSqlite({ file, clock })
    return {
      store, second, clock,
      async close() {
        await Promise.all([store.close(), second.close()])
        rmSync(folder, { recursive: true })
      },
    }
  },
})
