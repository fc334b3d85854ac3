import { describe, expect, it } from 'vitest'
import { CountingIds } from '../testing/counting-ids.ts'
import { testBlobs } from '../testing/blobs-suite/index.ts'
import { testLogs } from '../testing/logs-suite/index.ts'
import { found, sample, creation } from '../testing/store-suite/sample-rows.ts'
import { testVault } from '../testing/vault-suite/index.ts'
import { memoryBlobs } from './memory-blobs.ts'
import { memoryVault } from './key-vault.ts'
import { memoryLogs } from './memory-logs.ts'
import { MemoryData, memoryStore } from './memory-store.ts'
import { randomIds } from './random-ids.ts'
import { rowLogs } from './row-logs.ts'

const close = async () => {}

testBlobs({ describe, it }, {
  name: 'memory',
  async open() {
    const blobs = memoryBlobs()
    return { blobs, second: blobs, close }
  },
})

testLogs({ describe, it }, {
  name: 'memory',
  async open() {
    const logs = memoryLogs()
    return { logs, second: logs, begin: close, close }
  },
})

testLogs({ describe, it }, {
  name: 'the rows of a store',
  async open() {
    const data = new MemoryData(), store = memoryStore({ data })
    return {
      logs: rowLogs(store), second: rowLogs(memoryStore({ data })), close: () => store.close(),
      async begin(company, id) {
        if (!await store.instance.company(company)) await found(store, { id: company })
        await store.transact(company, tx => tx.record(creation('run', sample('run', 'bare', { id, status: 'succeeded' }))))
      },
    }
  },
})

testVault({ describe, it }, {
  name: 'a key that dies with the process',
  async open() {
    return { vault: memoryVault(new CountingIds()), same: memoryVault(new CountingIds()), other: memoryVault(randomIds), close }
  },
})

describe('the memory store', () => {
  it('brings keepers, the same for all handles on its data and for no other', async () => {
    const data = new MemoryData(), [store, second, stranger] = [memoryStore({ data }), memoryStore({ data }), memoryStore()]
    const { sha256 } = await data.keepers.blobs.put('cmp_a', Buffer.from('abc'), { most: 3 })
    expect(await store.keepers?.blobs.has('cmp_a', sha256)).toBe(true)
    expect(await stranger.keepers?.blobs.has('cmp_a', sha256)).toBe(false)
    expect(await second.keepers?.vault.sign('one')).toBe(await store.keepers?.vault.sign('one'))
    expect(await stranger.keepers?.vault.sign('one')).not.toBe(await store.keepers?.vault.sign('one'))
  })
})
