import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { memoryKeepers, rowLogs } from '@paperclip/core'
import { foundCompany, sampleRow, testLogs } from '@paperclip/core/testing'
import { describe, expect, it } from 'vitest'
import { openSqlite } from './open-sqlite.ts'
import { temporaryFile } from './testing/temporary-file.ts'

testLogs({ describe, it }, {
  name: 'the rows of a SQLite file',
  async open() {
    const file = temporaryFile(), store = await openSqlite({ file }), second = await openSqlite({ file })
    return {
      logs: rowLogs(store), second: rowLogs(second),
      async begin(company, id) {
        if (!await store.instance.company(company)) await foundCompany(store, { id: company })
        const after = sampleRow('run', 'bare', { id, status: 'succeeded' })
        await store.transact(company, tx => tx.record({ action: 'run.begin', noun: 'run', before: null, after, at: new Date(0), actorKind: 'system', actorId: 'test', onBehalfOf: null, runId: null }))
      },
      async close() {
        await Promise.all([store.close(), second.close()])
      },
    }
  },
})

describe('the keepers of a SQLite file', () => {
  it('lie in a folder beside it, which is made when something is kept', async () => {
    const file = temporaryFile(), store = await openSqlite({ file }), folder = `${file}-files`
    const company = await foundCompany(store)
    expect(existsSync(folder)).toBe(false)
    await store.keepers?.blobs.put(company, Buffer.from('abc'), { most: 3 })
    await store.keepers?.logs.append(company, 'run_1', [{ n: 0, at: new Date(0), stream: 'run', level: 'info', text: 'hello' }])
    const signature = await store.keepers?.vault.sign('one')
    expect(readdirSync(folder).sort()).toEqual(['blobs', 'logs', 'master.key'])
    expect(readdirSync(join(folder, 'logs', company))).toEqual(['run_1.jsonl'])
    const second = await openSqlite({ file })
    expect(await second.keepers?.vault.sign('one')).toBe(signature)
    await Promise.all([store.close(), second.close()])
  })

  it('can be others', async () => {
    const file = temporaryFile(), keepers = memoryKeepers(), store = await openSqlite({ file, keepers })
    expect(store.keepers).toBe(keepers)
    await store.keepers?.vault.sign('one')
    expect(existsSync(`${file}-files`)).toBe(false)
    await store.close()
  })
})
