import { describe, it } from 'vitest'
import { MemoryData, memoryStore } from '../../defaults/memory-store.ts'
import { testFaults } from './fault-suite.ts'

testFaults({ describe, it }, {
  name: 'the memory store',
  async open(clock) {
    const data = new MemoryData()
    const store = memoryStore({ data, clock }), second = memoryStore({ data, clock })
    return { store, second, doctor: async () => {}, close: async () => { await Promise.all([store.close(), second.close()]) } }
  },
})
