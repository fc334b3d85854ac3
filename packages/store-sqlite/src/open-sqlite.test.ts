import { describe, it } from 'vitest'
import { FakeClock, testStore } from '@paperclip/core/testing'
import { openSqlite } from './open-sqlite.ts'
import { laidOutFile } from './testing/laid-out-file.ts'

testStore({ describe, it }, {
  name: 'SQLite through libsql',
  async open() {
    const file = await laidOutFile()
    const clock = new FakeClock()
    const store = await openSqlite({ file, clock }), second = await openSqlite({ file, clock })
    return {
      store, second, clock,
      async close() {
        await Promise.all([store.close(), second.close()])
      },
    }
  },
})
