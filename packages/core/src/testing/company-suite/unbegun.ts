import assert from 'node:assert/strict'
import { DEFAULT_LIMITS } from '../../domain/limits.ts'
import type { Store } from '../../ports/store.ts'
import { FakeClock } from '../fake-clock.ts'
import { scripted } from '../trial.ts'
import { altered } from './altered-store.ts'
import { unrenewed } from './leases.ts'
import type { Topic } from './opened-company.ts'
import { finishes, Gate, like, only, SECOND } from './steps.ts'

const { leaseMs, sweepMs, selfAbortMs } = DEFAULT_LIMITS

/** The clock of a process that is too busy to come to its timers. */
class LateClock extends FakeClock {
  readonly #stores: FakeClock
  #stalledMs = 0

  constructor(stores: FakeClock) {
    super(stores.now())
    this.#stores = stores
  }

  override monotonic(): number {
    return super.monotonic() + this.#stalledMs
  }

  /** Time passes, and no timer fires. */
  stall(ms: number): void {
    this.#stalledMs += ms
    this.jump(ms)
    this.#stores.jump(ms)
  }
}

/** A store that tells of what it wrote only after `act`, from the first run on. */
const onceBegun = (store: Store, act: () => Promise<void> | void): Store => altered(store, { transact: async (company, work) => {
  const result = await store.transact(company, work)
  const { rows } = await store.read(company, view => view.list('run', { by: 'startedAt', limit: 1 }))
  if (rows.length > 0) await act()
  return result
} })

export function unbegun({ describe, on }: Topic): void {
  describe('a run whose lease is over before its adapter is called', () => {
    on('R6: never calls it: the run is handed back, costs nothing, and counts as no failure', async house => {
      house.expect(/could not be renewed/)
      const answering = new Gate()
      const slow = onceBegun(unrenewed(house), () => answering.pass())
      const trial = await house.run({ work: finishes }, { store: slow, adapter: { metering: 'none' } })
      const { acme, clock, adapter } = trial
      await acme.agents.hire({ ...scripted('dev', 'work'), adapter: { kind: 'scripted', config: { script: 'work' }, perRun: '$0.20' }, budget: { limit: '$5' } })
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(selfAbortMs)
      assert.equal(adapter.jobs.length, 0)
      answering.open()
      await clock.advance(SECOND)
      assert.equal(adapter.jobs.length, 1)
      like((await acme.runs.list()).rows, [{ status: 'cancelled', spent: 0, estimated: false, reserved: 0 }, { status: 'succeeded', causes: ['assignment'] }])
      like(await acme.agents.standing('dev'), { failures: 0 })
      like(await acme.tasks.get('ACME-1'), { status: 'done', failedRuns: 0 })
    })

    on('R6: goes by the clock of its node, also in a process too busy to come to its timers', async house => {
      const late = new LateClock(house.clock)
      let state: 'quick' | 'slow' = 'slow'
      const busy = onceBegun(house.store, () => {
        if (state === 'slow') late.stall(selfAbortMs)
        state = 'quick'
      })
      const { acme, adapter } = await house.run({ work: finishes }, { store: busy, clock: late })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await late.advance(SECOND)
      assert.equal(adapter.jobs.length, 1)
      like((await acme.runs.list()).rows, [{ status: 'cancelled' }, { status: 'succeeded' }])
    })

    on('R6: is not even written where its claim waited for its turn for so long', async house => {
      const late = new LateClock(house.clock)
      let claims = 0
      const { alarms } = house.store
      const slow = altered(house.store, { alarms: { ...alarms, renew: (lease, ms) => alarms.renew(lease, ms), nextDue: () => alarms.nextDue(), now: () => alarms.now(), claim: async request => {
        const claimed = await alarms.claim(request)
        if (claimed.length > 0 && claims++ === 0) late.stall(selfAbortMs)
        return claimed
      } } })
      const { acme, adapter } = await house.run({ work: finishes }, { store: slow, clock: late })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await late.advance(SECOND)
      assert.equal(claims, 1)
      assert.deepEqual((await acme.runs.list()).rows, [])
      await house.clock.advance(leaseMs)
      await late.advance(leaseMs + sweepMs)
      assert.equal(adapter.jobs.length, 1)
      like(only((await acme.runs.list()).rows), { status: 'succeeded' })
    })
  })
}
