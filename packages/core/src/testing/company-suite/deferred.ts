import assert from 'node:assert/strict'
import type { Outcome } from '../../ports/adapter.ts'
import { scripted, type Trial } from '../trial.ts'
import { stopped, type House, type Topic } from './opened-company.ts'
import { done, failing, finishes, Gate, HOUR, inTurn, like, MINUTE, only, refusedWith, SECOND } from './steps.ts'

interface Remote { polled: unknown[]; cancelled: unknown[]; answer: () => Promise<Outcome | null> }

/** A company whose agent hands its first run to the other side for an hour; `remote` is that side. */
async function deferring(house: House, { polls }: { polls: 'can_be_polled' | 'calls_back' }, options: Parameters<House['found']>[1] = {}): Promise<Trial & { remote: Remote }> {
  const remote: Remote = { polled: [], cancelled: [], answer: async () => null }
  const trial = await house.run({
    remote: inTurn(async () => ({ kind: 'deferred', until: new Date(house.clock.now().getTime() + HOUR), handle: { job: 7 } }), finishes),
    work: finishes,
  }, {
    adapter: {
      cancel: async handle => void remote.cancelled.push(handle),
      ...(polls === 'can_be_polled' ? { poll: async handle => { remote.polled.push(handle); return remote.answer() } } : {}),
    },
    ...options,
  })
  await trial.acme.agents.hire({ ...scripted('dev', 'remote'), budget: { limit: '$10' } })
  await trial.acme.tasks.create({ title: 'Build', assignee: 'dev' })
  await trial.clock.advance(SECOND)
  like(only((await trial.acme.runs.list()).rows), { status: 'deferred', handle: { job: 7 }, reserved: 1_000_000 })
  return { ...trial, remote }
}

export function deferred({ describe, on }: Topic): void {
  describe('a deferred run', () => {
    on('is polled until the other side has an outcome', async house => {
      const { acme, clock, remote } = await deferring(house, { polls: 'can_be_polled' })
      await clock.advance(5 * MINUTE)
      assert.equal(remote.polled.length, 10)
      assert.deepEqual(remote.polled[0], { job: 7 })
      remote.answer = async () => ({ kind: 'done', summary: 'Built over there.', session: { at: 3 } })
      await clock.advance(30 * SECOND)
      like(only((await acme.runs.list()).rows), { status: 'succeeded', summary: 'Built over there.', handle: null, until: null, reserved: 0 })
    })

    on('keeps its agent busy and its money reserved, but not a place on the node', async house => {
      const { acme, clock, adapter } = await deferring(house, { polls: 'calls_back' }, { options: { limits: { nodeRuns: 1 } } })
      await acme.agents.hire(scripted('other', 'work'))
      await acme.tasks.create({ title: 'Meanwhile', assignee: 'other' })
      await acme.agents.wake('dev')
      await clock.advance(10 * MINUTE)
      like(await acme.tasks.get('ACME-2'), { status: 'done' })
      assert.deepEqual(adapter.jobs.map(({ agent }) => agent.slug), ['dev', 'other'])
      like(await acme.agents.standing('dev'), { state: 'running' })
    })

    on('R2: is ended by a callback with its fence, once, and by no other', async house => {
      const { acme, clock } = await deferring(house, { polls: 'calls_back' })
      const { id, fence } = only((await acme.runs.list()).rows)
      await refusedWith('stale_lease', acme.runs.finish(id, { fence: fence - 1, outcome: done() }))
      await refusedWith('stale_lease', acme.runs.finish(id, { fence: fence + 1, outcome: done() }))
      await refusedWith('not_found', acme.runs.finish('run_unknown', { fence, outcome: done() }))
      like(await acme.runs.finish(id, { fence, outcome: done('Called back.') }), { status: 'succeeded', summary: 'Called back.' })
      await refusedWith('stale_lease', acme.runs.finish(id, { fence, outcome: failing('crashed') }))
      await clock.advance(31 * MINUTE)
      like((await acme.runs.list()).rows, [{ status: 'succeeded' }, { status: 'succeeded' }])
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
    })

    on('may be put off by a callback, and fail by one', async house => {
      const { acme, clock } = await deferring(house, { polls: 'calls_back' })
      const { id, fence } = only((await acme.runs.list()).rows)
      await acme.runs.finish(id, { fence, outcome: { kind: 'deferred', until: new Date(clock.now().getTime() + 3 * HOUR), handle: null } })
      await clock.advance(2 * HOUR)
      like(only((await acme.runs.list()).rows), { status: 'deferred' })
      like(await acme.runs.finish(id, { fence, outcome: failing('overloaded') }), { status: 'failed', failure: 'overloaded' })
      like(await acme.agents.standing('dev'), { failures: 1 })
    })

    on('ends when it is cancelled, and the other side is told', async house => {
      const { acme, clock, remote } = await deferring(house, { polls: 'calls_back' })
      await acme.runs.cancel(only((await acme.runs.list()).rows).id)
      await clock.advance(SECOND)
      like(only((await acme.runs.list()).rows), { status: 'cancelled', reserved: 0 })
      assert.deepEqual(remote.cancelled, [{ job: 7 }])
    })

    on('ends soon when it was cancelled before the node that has it had put it off', async house => {
      const gate = new Gate(), trial = await house.run({ remote: async () => { await gate.pass(); return { kind: 'deferred', until: new Date(house.clock.now().getTime() + 8 * HOUR), handle: { job: 7 } } } })
      const { acme, clock } = trial
      await acme.agents.hire({ ...scripted('dev', 'remote'), budget: { limit: '$10' } })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      await (await house.another(trial).company('acme')).runs.cancel(only((await acme.runs.list()).rows).id)        // by a node that does not have it in hand
      gate.open()
      await clock.advance(MINUTE)
      like(only((await acme.runs.list()).rows), { status: 'cancelled', reserved: 0 })
    })

    on('that is cancelled is not put off any more by a callback', async house => {
      const { acme, clock, remote } = await deferring(house, { polls: 'calls_back' })
      const { id, fence } = only((await acme.runs.list()).rows)
      await acme.runs.cancel(id)
      await acme.runs.finish(id, { fence, outcome: { kind: 'deferred', until: new Date(clock.now().getTime() + 24 * HOUR), handle: null } })
      await clock.advance(MINUTE)
      like(only((await acme.runs.list()).rows), { status: 'cancelled', reserved: 0 })
      assert.equal(remote.cancelled.length, 1)
    })

    on('ends at once when its agent is held', async house => {
      const { acme, clock, remote } = await deferring(house, { polls: 'calls_back' })
      await acme.agents.hold('dev')
      await clock.advance(SECOND)
      like(only((await acme.runs.list()).rows), { status: 'cancelled' })
      assert.equal(remote.cancelled.length, 1)
      like(await acme.agents.standing('dev'), { state: 'held', dueAt: null })
    })

    on('ends at once when its agent is terminated', async house => {
      const { acme, clock, remote } = await deferring(house, { polls: 'calls_back' })
      await acme.agents.terminate('dev')
      await clock.advance(SECOND)
      like(only((await acme.runs.list()).rows), { status: 'cancelled' })
      assert.equal(remote.cancelled.length, 1)
      like(await acme.agents.standing('dev'), { state: 'terminated', dueAt: null })
    })

    on('is given up at its time, even if the other side cannot be told', async house => {
      house.expect(/could not be told/)
      const { acme, clock, complaints } = await deferring(house, { polls: 'calls_back' }, { adapter: { cancel: async () => { throw new Error('It is away.') } } })
      await clock.advance(HOUR + SECOND)
      like((await acme.runs.list()).rows[0], { status: 'timed_out', failure: 'timeout', reserved: 0 })
      assert.equal(complaints.length, 1)
    })

    on('B4: posts what the other side says it took, or the worst where it does not say', async house => {
      const { acme, clock, remote } = await deferring(house, { polls: 'can_be_polled' })
      remote.answer = async () => ({ kind: 'done', summary: 'Built.', usage: [{ id: 'all', cost: 70_000 }] })
      await clock.advance(MINUTE)
      like((await acme.runs.list()).rows[0], { status: 'succeeded', spent: 70_000, estimated: false, reserved: 0 })
      const [budget] = (await acme.budgets.list()).rows
      like(await acme.budgets.balance(budget?.id ?? ''), { spent: 70_000, reserved: 0 })
    })

    on('B4: posts the worst for what is given up, marked as an estimate', async house => {
      const { acme, clock } = await deferring(house, { polls: 'calls_back' })
      await clock.advance(HOUR + SECOND)
      like((await acme.runs.list()).rows[0], { status: 'timed_out', spent: 1_000_000, estimated: true, reserved: 0 })
    })

    on('B4: takes usage that cannot be read for none', async house => {
      house.expect(/cannot be read/)
      const { acme, clock, remote } = await deferring(house, { polls: 'can_be_polled' })
      remote.answer = async () => ({ kind: 'done', summary: 'Built.', usage: [{ id: 'all', cost: -1 }] })
      await clock.advance(MINUTE)
      like((await acme.runs.list()).rows[0], { status: 'succeeded', spent: 1_000_000, estimated: true })
    })

    on('is given up at its time, even if the other side never answers', async house => {
      house.expect(/could not be told/)
      const { acme, clock, complaints } = await deferring(house, { polls: 'calls_back' }, { adapter: { cancel: () => new Promise(() => {}) } })
      await clock.advance(HOUR + MINUTE)
      like((await acme.runs.list()).rows[0], { status: 'timed_out', reserved: 0 })
      assert.equal(complaints.length, 1)
    })

    on('outlives polls that fail, and a poll that comes too late for a callback', async house => {
      house.expect(/poll|heartbeat/i)
      const { acme, clock, remote } = await deferring(house, { polls: 'can_be_polled' })
      remote.answer = async () => { throw new Error('It is away.') }
      await clock.advance(10 * MINUTE)
      assert.ok(remote.polled.length > 5)
      const { id, fence } = only((await acme.runs.list()).rows)
      remote.answer = async () => { await acme.runs.finish(id, { fence, outcome: done('By callback.') }); return done('By poll.') }
      await clock.advance(2 * MINUTE)
      like((await acme.runs.list()).rows[0], { status: 'succeeded', summary: 'By callback.' })
    })

    on('C4: survives the node that began it: another one goes on', async house => {
      const trial = await deferring(house, { polls: 'can_be_polled' })
      const { acme, clock, paperclip, remote, adapter } = trial
      await stopped(paperclip, clock)
      await clock.advance(10 * MINUTE)
      like(only((await acme.runs.list()).rows), { status: 'deferred' })
      await house.another(trial).start()
      remote.answer = async () => done('Built over there.')
      await clock.advance(MINUTE)
      like((await acme.runs.list()).rows[0], { status: 'succeeded', summary: 'Built over there.' })
      assert.equal(adapter.jobs.length, 1, 'it was not begun again')
    })
  })
}
