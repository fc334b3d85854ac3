import { rowLogs } from '@paperclip/core'
import { FakeClock, foundCompany, sampleRow, testLogs } from '@paperclip/core/testing'
import { afterAll } from 'vitest'
import { Bench } from './testing/bench.ts'
import { onPostgres } from './testing/test-database.ts'

const bench = new Bench()
afterAll(() => bench.clear())

testLogs(onPostgres, {
  name: 'the rows of PostgreSQL',
  async open() {
    const { store, second, close } = await bench.take(new FakeClock())
    return {
      logs: rowLogs(store), second: rowLogs(second), close,
      async begin(company, id) {
        if (!await store.instance.company(company)) await foundCompany(store, { id: company })
        const after = sampleRow('run', 'bare', { id, status: 'succeeded' })
        await store.transact(company, tx => tx.record({ action: 'run.begin', noun: 'run', before: null, after, at: new Date(0), actorKind: 'system', actorId: 'test', onBehalfOf: null, runId: null }))
      },
    }
  },
})
