import { describe, it } from 'vitest'
import { FakeClock } from '../testing/fake-clock.ts'
import { testStore } from '../testing/store-suite/index.ts'
import { MemoryData, memoryStore } from './memory-store.ts'

testStore({ describe, it }, {
  name: 'the memory store',
  async open() {
    const data = new MemoryData(), clock = new FakeClock()
    const store = memoryStore({ data, clock }), second = memoryStore({ data, clock })
    return {
      store, second, clock,
      async close() {
        await Promise.all([store.close(), second.close()])
      },
    }
  },
})
