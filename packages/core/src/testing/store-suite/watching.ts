import assert from 'node:assert/strict'
import { aSession, found, putAll } from './sample-rows.ts'
import type { FakeClock } from '../fake-clock.ts'
import type { Topic } from './opened-store.ts'

/** Waits for a call while time passes: a store may look for changes by its clock, or be told of them by its database. */
async function whileTimePasses(called: Promise<void>, clock: FakeClock): Promise<void> {
  const waiting = { done: false }
  void called.then(() => void (waiting.done = true))
  while (!waiting.done) await clock.advance(1_000)
}

export function watching({ describe, on }: Topic): void {
  describe('watch', () => {
    on('tells of a write through another handle, again and again', async ({ store, second, clock }) => {
      const company = await found(store)
      for (const state of [1, 2]) {
        let stop = () => {}
        const called = new Promise<void>(resolve => void (stop = store.watch(resolve)))
        await putAll(second, company, 'session', [aSession('s', state)])
        await whileTimePasses(called, clock)
        stop()
      }
    })

    on('tells nobody who has stopped, and leaves no timer behind', async ({ store, second, clock }) => {
      const company = await found(store)
      const timers = clock.waiting
      let calls = 0
      const stop = store.watch(() => void calls++)
      stop()
      stop()
      await putAll(second, company, 'session', [aSession('s')])
      const stopOther = store.watch(() => {})
      await clock.advance(5_000)
      stopOther()
      assert.equal(calls, 0)
      assert.equal(clock.waiting, timers)
    })
  })
}
