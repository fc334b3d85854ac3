import { testFaults } from '@paperclip/core/testing'
import { describe, it } from 'vitest'
import { openSqlite } from './open-sqlite.ts'
import { laidOutFile } from './testing/laid-out-file.ts'

testFaults({ describe, it }, {
  name: 'a SQLite file',
  everyCall: process.env['LONG'] ? 1 : 5,
  async open(clock) {
    const store = await openSqlite({ file: await laidOutFile(), clock })
    return { store, second: store, doctor: async () => {}, close: () => store.close() }
  },
})
