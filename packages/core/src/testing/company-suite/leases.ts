import assert from 'node:assert/strict'
import { PaperclipError } from '../../domain/error.ts'
import { DEFAULT_LIMITS } from '../../domain/limits.ts'
import { usd } from '../../domain/money.ts'
import { FakeClock } from '../fake-clock.ts'
import { scripted } from '../trial.ts'
import { altered } from './altered-store.ts'
import { recordsOf } from './house-rules.ts'
import type { House, Topic } from './opened-company.ts'
import { done, finishes, Gate, HOUR, inTurn, like, MINUTE, only, refusedWith, SECOND, type Job } from './steps.ts'

const { leaseMs, sweepMs, selfAbortMs } = DEFAULT_LIMITS
const answers = (job: Job) => job.desk

/** The store, whose leases cannot be renewed. */
export const unrenewed = ({ store }: House) => altered(store, { alarms: { ...store.alarms, claim: request => store.alarms.claim(request), nextDue: () => store.alarms.nextDue(), now: () => store.alarms.now(), renew: async () => { throw new PaperclipError('unavailable', 'The store is away.') } } })

/** A node that has begun a run and then stands still, as a stopped process does: its clock does not go on. */
async function standingStill(house: House, step: (job: Job) => Promise<void>, adapter: Parameters<House['found']>[1] = {}) {
  const still = new FakeClock(house.clock.now())
  const gate = new Gate()
  const trial = await house.run({ work: inTurn(async job => { await gate.pass(); await step(job); return done('Too late.') }, finishes) }, { ...adapter, clock: still })
  await trial.acme.agents.hire({ ...scripted('dev', 'work'), budget: { limit: '$100' } })
  await trial.acme.tasks.create({ title: 'Build', assignee: 'dev' })
  await still.advance(1)
  assert.equal(trial.adapter.jobs.length, 1)
  return { ...trial, still, gate }
}

export function leases({ describe, on }: Topic): void {
  describe('the lease of a run', () => {
    on('R1: gives each agent one run, on two nodes and two handles at once', async house => {
      const trial = await house.run({ work: finishes })
      await house.another(trial).start()
      await house.another(trial, { store: house.store }).start()
      const { acme, clock, adapter } = trial
      const slugs = Array.from({ length: 12 }, (_, n) => `dev-${n}`)
      for (const slug of slugs) await acme.agents.hire(scripted(slug, 'work'))
      for (let round = 0; round < 3; round++) await Promise.all(slugs.map(assignee => acme.tasks.create({ title: 'Build', assignee })))
      await clock.advance(MINUTE)
      assert.equal(adapter.jobs.length, 36)
      assert.deepEqual((await acme.tasks.list({ where: { status: 'done' } })).rows.length, 36)
    })

    on('R1: never begins a second run of an agent that works, whatever wakes it', async house => {
      const gate = new Gate()
      const trial = await house.run({ work: async job => { await gate.pass(); return finishes(job) } })
      await house.another(trial).start()
      const { acme, clock, adapter } = trial
      await acme.agents.hire(scripted('dev', 'work'))
      for (let n = 0; n < 5; n++) {
        await acme.tasks.create({ title: 'Build', assignee: 'dev' })
        await acme.agents.wake('dev')
        await clock.advance(MINUTE)
      }
      assert.equal(adapter.jobs.length, 1)
      like(await acme.agents.standing('dev'), { state: 'running' })
      gate.open()
      await clock.advance(MINUTE)
      assert.equal((await acme.tasks.list({ where: { status: 'done' } })).rows.length, 5)
    })

    on('R2: once it is lost, no deed and no spend of the run changes anything', async house => {
      const refused: string[] = []
      const { acme, still, gate, adapter, complaints } = await standingStill(house, async ({ desk, spend }) => {
        const deeds = [
          () => desk.take({ task: 'ACME-1' }), () => desk.update({ task: 'ACME-1', title: 'Mine' }), () => desk.finish({ task: 'ACME-1', result: 'Mine.' }),
          () => desk.block({ task: 'ACME-1', reason: 'x' }), () => desk.release({ task: 'ACME-1' }), () => desk.delegate({ title: 'More', assignee: 'dev' }),
          () => desk.say({ task: 'ACME-1', body: 'Hello?' }), () => desk.ask({ to: 'board', body: 'Hello?' }), () => desk.review({ task: 'ACME-1', verdict: 'accept' }),
          () => desk.propose({ kind: 'agent.wake', input: { agent: 'dev' } }),
          () => spend({ id: 'late', cost: usd(0.95) }), () => spend({ id: 'later', cost: 1 }),
        ]
        for (const deed of deeds) refused.push(await refusedWith('stale_lease', deed()))
      })
      const rescuer = house.another({ adapter, complaints })
      await rescuer.start()
      await house.clock.advance(leaseMs + sweepMs)
      like(only((await acme.runs.list()).rows), { status: 'lost' })
      const before = await recordsOf(acme)
      gate.open()
      await still.advance(10)
      assert.equal(refused.length, 12)
      assert.deepEqual((await recordsOf(acme)).length, before.length, 'nothing was written')
      like(only((await acme.runs.list()).rows), { status: 'lost', summary: null, notices: [] })
      await house.clock.advance(HOUR)
      like((await acme.runs.list()).rows, [{ status: 'lost' }, { status: 'succeeded' }])
      like(await acme.tasks.get('ACME-1'), { status: 'done', title: 'Build', result: 'Done.' })
    })

    on('R2: from the moment another node has claimed the agent, also while that node still kills what was left', async house => {
      const killing = new Gate(), refused: string[] = []
      const { acme, still, gate, adapter, complaints } = await standingStill(house, async job => {
        refused.push(await refusedWith('stale_lease', answers(job).finish({ task: 'ACME-1', result: 'Mine.' })))
        refused.push(await refusedWith('stale_lease', job.spend({ id: 'late', cost: usd(0.95) })))
      }, { adapter: { reap: () => killing.pass() } })
      const rescuer = house.another({ adapter, complaints })
      await rescuer.start()
      await house.clock.advance(leaseMs + sweepMs)
      like(only((await acme.runs.list()).rows), { status: 'running' })
      const before = (await recordsOf(acme)).length
      gate.open()
      await still.advance(10)
      assert.equal(refused.length, 2)
      assert.equal((await recordsOf(acme)).length, before, 'nothing was written')
      killing.open()
      await house.clock.advance(HOUR)
      like((await acme.runs.list()).rows, [{ status: 'lost', notices: [] }, { status: 'succeeded' }])
    })

    on('R3: a run ends once: what comes after is refused or changes nothing', async house => {
      const { acme, clock } = await house.run({ work: finishes })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(SECOND)
      const run = only((await acme.runs.list()).rows)
      await refusedWith('wrong_state', acme.runs.cancel(run.id))
      await refusedWith('stale_lease', acme.runs.finish(run.id, { fence: run.fence, outcome: done('Again.') }))
      await refusedWith('wrong_state', acme.runs.adjust(run.id, '$1'))
      await acme.agents.terminate('dev')
      assert.deepEqual(await acme.runs.get(run.id), run)
    })

    on('R4: a lost run is rescued within a lease and a sweep, posts the worst, and its agent runs again', async house => {
      const { acme, adapter, complaints } = await standingStill(house, async () => {})
      const began = house.clock.now().getTime()
      await house.another({ adapter, complaints }).start()
      await house.clock.advance(HOUR)
      const [lost, again] = (await acme.runs.list()).rows
      like(lost, { status: 'lost', failure: 'crashed', spent: usd(1), estimated: true, reserved: 0 })
      const late = (lost?.endedAt?.getTime() ?? Infinity) - began
      assert.ok(late >= leaseMs && late <= leaseMs + sweepMs, `rescued after ${late} ms`)
      like(again, { status: 'succeeded', causes: ['assignment'] })
      like(await acme.tasks.get('ACME-1'), { status: 'done', failedRuns: 1 })
    })

    on('B4: a cancelled run whose node died posts the worst too: a cost unknown is not a cost of zero', async house => {
      const { acme, adapter, complaints } = await standingStill(house, async () => {})
      const node = house.another({ adapter, complaints })
      const operator = await node.company('acme')
      await operator.runs.cancel(only((await acme.runs.list()).rows).id)
      await node.start()
      await house.clock.advance(leaseMs + sweepMs)
      like(only((await acme.runs.list()).rows), { status: 'cancelled', spent: usd(1), estimated: true })
    })

    on('R4: a run that renews its lease is left alone, however long it takes', async house => {
      const gate = new Gate()
      const trial = await house.run({ work: async job => { job.log({ stream: 'stdout', level: 'info', text: 'At it.' }); await gate.pass(); return finishes(job) } })
      await house.another(trial).start()
      const { acme, clock, adapter } = trial
      await acme.agents.hire({ ...scripted('dev', 'work'), heartbeat: { timeout: '5h', silence: '5h' } })
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(HOUR)
      assert.equal(adapter.jobs.length, 1)
      gate.open()
      await clock.advance(SECOND)
      like(only((await acme.runs.list()).rows), { status: 'succeeded' })
    })

    on('R4: a run whose end takes longer to write than a lease lasts keeps its lease meanwhile', async house => {
      const writing = new Gate()
      let isDone = false
      const slow = altered(house.store, { transact: async (company, work) => { if (isDone) await writing.pass(); return house.store.transact(company, work) } })
      const trial = await house.run({ work: async job => { const outcome = await finishes(job); isDone = true; return outcome } }, { store: slow })
      const { acme, clock } = trial
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(1)
      await house.another(trial).start()                               // not before: it is not the one that has the run
      await clock.advance(3 * leaseMs)
      writing.open()
      await clock.advance(SECOND)
      like(only((await acme.runs.list()).rows), { status: 'succeeded' })
    })

    on('R4: a look for who asked for its end that is not answered does not keep a run from renewing', async house => {
      const looking = new Gate(), working = new Gate()
      let isAtWork = false
      const deaf = altered(house.store, { read: async (company, look) => { if (isAtWork) await looking.pass(); return house.store.read(company, look) } })
      const trial = await house.run({ work: async job => { isAtWork = true; await working.pass(); isAtWork = false; return finishes(job) } }, { store: deaf })
      const { acme, clock } = trial
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(1)
      await house.another(trial).start()                               // not before: it is not the one that has the run
      await clock.advance(3 * leaseMs)
      looking.open()
      working.open()
      await clock.advance(SECOND)
      like((await house.another(trial).company('acme').then(one => one.runs.list())).rows, [{ status: 'succeeded' }])
    })

    on('R6: a node that cannot renew stops its run before the lease ends', async house => {
      let toldAfter = 0
      house.expect(/could not be renewed/)
      const { acme, clock } = await house.run({ work: inTurn(async ({ signal }) => {
        const began = house.clock.now().getTime()
        await new Promise(resolve => { signal.addEventListener('abort', resolve) })
        toldAfter = house.clock.now().getTime() - began
        return done('Stopped.')
      }, finishes) }, { store: unrenewed(house) })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.agents.wake('dev')
      await clock.advance(2 * MINUTE)
      assert.equal(toldAfter, selfAbortMs)
    })
  })
}
