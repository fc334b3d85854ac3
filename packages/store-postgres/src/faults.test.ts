import { memoryKeepers } from '@paperclip/core'
import { testFaults } from '@paperclip/core/testing'
import { afterAll } from 'vitest'
import { Bench } from './testing/bench.ts'
import { oneInSix } from './testing/one-in-six.ts'
import { onPostgres } from './testing/test-database.ts'

const bench = new Bench('at once')
afterAll(() => bench.clear())

testFaults(oneInSix(onPostgres), {
  name: 'PostgreSQL',
  everyCall: process.env['LONG'] ? 1 : 25,
  async open(clock) {
    const place = await bench.take(clock), keepers = memoryKeepers()
    return { ...place, store: { ...place.store, keepers }, second: { ...place.second, keepers }, doctor: async () => {} }
  },
})
