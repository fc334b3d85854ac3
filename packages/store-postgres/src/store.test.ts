import { FakeClock, testStore } from '@paperclip/core/testing'
import { afterAll } from 'vitest'
import { Bench } from './testing/bench.ts'
import { onPostgres } from './testing/test-database.ts'

const bench = new Bench()
afterAll(() => bench.clear())

testStore(onPostgres, {
  name: 'PostgreSQL',
  async open() {
    const clock = new FakeClock()
    return { ...await bench.take(clock), clock }
  },
})
