import fc from 'fast-check'
import { describe, it } from 'vitest'
import { MemoryData, memoryStore } from '../defaults/memory-store.ts'
import { testCompany } from './company-suite/index.ts'

testCompany({ describe, it }, {
  name: 'the memory store',
  idleAgents: process.env['MORE'] ? 10_000 : 1_000,
  forAll: check => fc.assert(fc.asyncProperty(fc.array(fc.nat(), { minLength: 30, maxLength: 80 }), check), { numRuns: 40, endOnFailure: true }),
  async open(clock) {
    const data = new MemoryData()
    const store = memoryStore({ data, clock }), second = memoryStore({ data, clock })
    return {
      store, second,
      async doctor(companyId, seq, alter) {
        const table = data.companies.get(companyId)?.table('audit')
        const record = table?.rows.get(String(seq))
        const altered = record && alter(record)
        if (altered) table?.rows.set(String(seq), altered)
        else table?.remove(String(seq))
      },
      async close() {
        await Promise.all([store.close(), second.close()])
      },
    }
  },
})
