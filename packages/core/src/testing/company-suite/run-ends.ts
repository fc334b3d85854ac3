import assert from 'node:assert/strict'
import type { CompanyHandle } from '../../company.ts'
import { usd } from '../../domain/money.ts'
import { FAILURES } from '../../domain/run.ts'
import { scripted } from '../trial.ts'
import type { Topic } from './opened-company.ts'
import { allRefusedWith, done, endless, failing, finishes, Gate, HOUR, inTurn, like, MINUTE, only, SECOND, toldToEnd } from './steps.ts'

const PATIENT = { breakerAfter: 1_000, parkAfter: 1_000 }

async function minutesBetweenRuns(acme: CompanyHandle): Promise<number[]> {
  const runs = (await acme.runs.list()).rows
  return runs.slice(1).map(({ startedAt }, n) => Math.round((startedAt.getTime() - (runs[n]?.endedAt?.getTime() ?? 0)) / MINUTE))
}

export function runEnds({ describe, on }: Topic): void {
  describe('the end of a run', () => {
    on('that failed keeps the class of its failure, and backs off from 5 minutes to an hour', async house => {
      const { acme, clock } = await house.run({ work: inTurn(...FAILURES.map(kind => async () => failing(kind)), async () => done()) }, { options: { limits: PATIENT } })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.agents.wake('dev')
      await clock.advance(9 * HOUR)
      const runs = (await acme.runs.list()).rows
      assert.deepEqual(runs.map(({ failure }) => failure), [...FAILURES, null])
      assert.deepEqual(await minutesBetweenRuns(acme), [5, 10, 20, 40, 60, 60, 60, 60, 60, 60])
      like(await acme.agents.standing('dev'), { failures: 0, dueAt: null })
    })

    on('waits as long as the other side has said, if that is longer', async house => {
      const { acme, clock } = await house.run({ work: inTurn(async () => failing('rate_limit', 2 * HOUR), async () => failing('overloaded', SECOND), finishes) })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(5 * HOUR)
      assert.deepEqual(await minutesBetweenRuns(acme), [120, 10])
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
    })

    on('that failed is not made worse by whatever else wakes the agent; an operator may insist', async house => {
      const { acme, clock, adapter } = await house.run({ work: inTurn(async () => failing('network'), finishes) })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(SECOND)
      await acme.tasks.create({ title: 'More', assignee: 'dev' })
      await clock.advance(MINUTE)
      assert.equal(adapter.jobs.length, 1)
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      assert.equal(adapter.jobs.length, 3)
    })

    on('P2: opens the breaker at the fifth failure in a row, wakes the manager once, and resuming begins afresh', async house => {
      const { acme, clock, adapter } = await house.run({ work: inTurn(...Array.from({ length: 6 }, () => async () => failing('auth')), async () => done()) })
      await acme.agents.hire(scripted('boss', 'rest'))
      await acme.agents.hire({ ...scripted('dev', 'work'), reportsTo: 'boss', heartbeat: { every: '1m', idle: 'run' } })
      await clock.advance(3 * HOUR)
      const jobsOf = (slug: string) => adapter.jobs.filter(({ agent }) => agent.slug === slug).length
      assert.deepEqual([jobsOf('dev'), jobsOf('boss')], [5, 1])
      like(await acme.agents.standing('dev'), { state: 'held', failures: 5, dueAt: null, holds: [{ cause: 'breaker', reason: /5 runs in a row failed, the last with: It failed: auth/ }] })
      like(only((await acme.incidents.list()).rows), { kind: 'breaker_open', status: 'open' })
      await acme.agents.resume('dev')
      like(only((await acme.incidents.list()).rows), { status: 'closed' })
      await clock.advance(2 * MINUTE)
      like(await acme.agents.standing('dev'), { failures: 1, holds: [] })
      await clock.advance(10 * MINUTE)
      like(await acme.agents.standing('dev'), { failures: 0 })
    })

    on('comes with a throw as a crash', async house => {
      const { acme, clock } = await house.run({ work: inTurn(async () => { throw new TypeError('x is not a function') }, finishes) })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(10 * MINUTE)
      like((await acme.runs.list()).rows, [{ status: 'failed', failure: 'crashed', error: { message: 'x is not a function' } }, { status: 'succeeded' }])
    })

    on('comes with the timeout of the heartbeat', async house => {
      const { acme, clock } = await house.run({ work: async job => {
        for (let minute = 0; minute < 60; minute++) {
          job.log({ stream: 'stdout', level: 'info', text: `Minute ${minute}` })
          await new Promise<void>(resolve => { house.clock.after(MINUTE, resolve) })
          if (job.signal.aborted) return failing('crashed')
        }
        return done()
      } })
      await acme.agents.hire({ ...scripted('dev', 'work'), heartbeat: { timeout: '5m', silence: '2m' } })
      await acme.agents.wake('dev')
      await clock.advance(6 * MINUTE)
      const run = only((await acme.runs.list()).rows)
      like(run, { status: 'timed_out', failure: 'timeout', error: { message: /longer than 5m/ } })
      like((await acme.runs.log(run.id)).rows.at(-1), { stream: 'run', text: /took too long/ })
      await clock.advance(2 * HOUR)
    })

    on('comes with silence, also for an adapter that does not end when it is told to', async house => {
      const { acme, clock } = await house.run({ deaf: () => new Promise(() => {}) })
      await acme.agents.hire({ ...scripted('dev', 'deaf'), heartbeat: { silence: '3m' } })
      await acme.agents.wake('dev')
      await clock.advance(4 * MINUTE)
      const run = only((await acme.runs.list()).rows)
      like(run, { status: 'timed_out', failure: 'timeout', error: { message: /said nothing for 3m/ } })
      assert.equal((run.endedAt?.getTime() ?? 0) - run.startedAt.getTime(), 3 * MINUTE + 20 * SECOND)
    })

    on('comes with the cap on its spend', async house => {
      const { acme, clock } = await house.run({ greedy: async job => {
        for (let call = 0; !job.signal.aborted; call++) await job.spend({ id: `call-${call}`, cost: usd(0.03) })
        return failing('crashed')
      } })
      await acme.agents.hire({ ...scripted('dev', 'greedy'), heartbeat: { cap: '$0.30' }, budget: { limit: '$10' } })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like(only((await acme.runs.list()).rows), { status: 'failed', failure: 'budget', spent: usd(0.3), error: { message: /cap of \$0.30/ } })
      assert.deepEqual((await acme.incidents.list()).rows, [])
    })

    on('comes when somebody cancels it, also on another node', async house => {
      const trial = await house.run({ work: inTurn(endless, endless, finishes) })
      const { acme, clock } = trial
      const elsewhere = await house.another(trial).company('acme')
      await acme.agents.hire({ ...scripted('dev', 'work'), heartbeat: { every: '10m', jitterPercent: 0 } })
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(SECOND)
      await acme.runs.cancel(only((await acme.runs.list()).rows).id, 'Wrong way.')
      await clock.advance(SECOND)
      like((await acme.runs.list()).rows, [{ status: 'cancelled', failure: null, cancelReason: 'Wrong way.' }])
      await clock.advance(10 * MINUTE)
      const [, second] = (await acme.runs.list()).rows
      await elsewhere.runs.cancel(second?.id ?? '')
      await clock.advance(21 * SECOND)
      like((await acme.runs.list()).rows, [{ status: 'cancelled' }, { status: 'cancelled' }])
      like(await acme.agents.standing('dev'), { failures: 0 })
      await clock.advance(10 * MINUTE)
      like(await acme.tasks.get('ACME-1'), { status: 'done', failedRuns: 0 })
    })

    on('comes with a hold, which keeps the agent from waking until it is resumed', async house => {
      const { acme, clock, adapter } = await house.run({ work: inTurn(endless, finishes) })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(SECOND)
      await acme.agents.hold('dev', 'Audit.')
      await clock.advance(SECOND)
      like((await acme.runs.list()).rows, [{ status: 'cancelled' }])
      await acme.tasks.create({ title: 'More', assignee: 'dev', priority: 'critical' })
      await clock.advance(2 * HOUR)
      assert.equal(adapter.jobs.length, 1)
      like(await acme.agents.standing('dev'), { state: 'held', dueAt: null, holds: [{ cause: 'operator', reason: 'Audit.' }] })
      await acme.agents.resume('dev')
      await clock.advance(SECOND)
      assert.equal((await acme.tasks.list({ where: { status: 'done' } })).rows.length, 2)
    })

    on('in spite of being told to end counts as done, if the work was done', async house => {
      const { acme, clock } = await house.run({ work: async job => { await toldToEnd(job.signal); return finishes(job) } })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(SECOND)
      await acme.runs.cancel(only((await acme.runs.list()).rows).id)
      await clock.advance(SECOND)
      like((await acme.runs.list()).rows, [{ status: 'succeeded' }])
    })

    on('S2: is the end: an adapter that talks on after it is not heard, and leaves no timer', async house => {
      const gate = new Gate(), later: string[] = []
      const { acme, clock, complaints } = await house.run({ chatty: async job => {
        void gate.pass().then(async () => {
          job.log({ stream: 'stdout', level: 'info', text: 'One more thing.' })
          later.push(...await allRefusedWith('stale_lease', [job.spend({ id: 'late', cost: usd(0.9) }), job.desk.say({ to: 'dev', body: 'x' })]))
        })
        return done()
      } })
      await acme.agents.hire(scripted('dev', 'chatty'))
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      gate.open()
      await clock.advance(SECOND)
      assert.equal(later.length, 2)
      const run = only((await acme.runs.list()).rows)
      assert.deepEqual([run.status, run.spent, (await acme.runs.log(run.id)).rows, complaints], ['succeeded', 0, [], []])
    })

    on('is a failure without cost where the adapter refuses its stored configuration by now', async house => {
      const trial = await house.found({ old: async () => done() })
      await trial.acme.agents.hire({ ...scripted('dev', 'old'), budget: { limit: '$10' } })
      await trial.acme.tasks.create({ title: 'Build', assignee: 'dev' })
      const [wanting] = [{ ...trial.adapter, parse: () => { throw new Error('script: there is no "old" any more') } }]
      await house.another(trial, { adapters: [wanting] }).start()
      await trial.clock.advance(2 * SECOND)
      like(only((await trial.acme.runs.list()).rows), { status: 'failed', failure: 'crashed', spent: 0, error: { message: /no "old" any more/ } })
    })
  })
}
