import assert from 'node:assert/strict'
import type { CompanyHandle } from '../../company.ts'
import { WAKE_CAUSES, type WakeCause } from '../../domain/heartbeat.ts'
import type { FakeClock } from '../fake-clock.ts'
import { scripted } from '../trial.ts'
import type { Topic } from './opened-company.ts'
import { done, failing, finishes, Gate, HOUR, inTurn, like, MINUTE, only, SECOND, type Job } from './steps.ts'

/** A deed of an operator, for each cause by which one can wake an agent. */
const DEEDS: Partial<Record<WakeCause, (acme: CompanyHandle) => Promise<unknown>>> = {
  assignment: acme => acme.tasks.create({ title: 'Build', assignee: 'dev' }),
  message: acme => acme.messages.say({ to: 'dev', body: 'Hello.' }),
  goal: acme => acme.goals.set({ title: 'Win', owner: 'dev' }),
  signal: acme => acme.signals.send({ to: 'dev', source: 'webhook', payload: 1 }),
  answer: async acme => acme.messages.answer(only((await acme.messages.list()).rows).id, 'Yes.'),
  decision: async acme => acme.approvals.reject(only((await acme.approvals.list()).rows).id, 'No.'),
  child_done: async acme => acme.tasks.finish('ACME-2'),
  raise: async acme => acme.tasks.block('ACME-2', { reason: 'No key.' }),
}

/** An agent that has asked a question and proposed a hire, leads another, and has a planned task with a part of it. */
async function prepared(acme: CompanyHandle, clock: FakeClock, wakeOn: WakeCause[]): Promise<void> {
  await acme.roles.set({ slug: 'lead', permissions: { 'agent.hire': 'team' } })
  await acme.agents.hire({ ...scripted('dev', 'work'), role: 'lead', heartbeat: { every: '1h', jitterPercent: 0, wakeOn } })
  await acme.agents.hire({ ...scripted('junior', 'rest'), reportsTo: 'dev', status: 'draft' })
  await acme.tasks.create({ title: 'Whole', assignee: 'dev', status: 'backlog' })
  await acme.tasks.create({ title: 'Part', assignee: 'junior', parent: 'ACME-1' })
  await acme.agents.wake('dev')
  await clock.advance(SECOND)
}

const asksAndProposes = () => inTurn(async ({ desk }: Job) => {
  await desk.ask({ to: 'board', body: 'May I?', due: '100h' })
  await desk.propose({ kind: 'agent.hire', input: { slug: 'more', role: 'worker', adapter: { kind: 'scripted', config: { script: 'rest' } } } })
  return done()
}, finishes)

export function waking({ describe, on }: Topic): void {
  describe('waking', () => {
    for (const [cause, act] of Object.entries(DEEDS) as [WakeCause, (acme: CompanyHandle) => Promise<unknown>][]) {
      on(`by "${cause}" is at once where the heartbeat says so`, async house => {
        const { acme, clock, adapter } = await house.run({ work: asksAndProposes() })
        await prepared(acme, clock, [cause])
        const before = adapter.jobs.length
        await act(acme)
        await clock.advance(SECOND)
        like(only(adapter.jobs.slice(before)).brief.run.causes, [cause])
      })

      on(`by "${cause}" waits for the next slot where it does not`, async house => {
        const { acme, clock, adapter } = await house.run({ work: asksAndProposes() })
        await prepared(acme, clock, WAKE_CAUSES.filter(one => one !== cause))
        const before = adapter.jobs.length
        await act(acme)
        await clock.advance(30 * MINUTE)
        assert.equal(adapter.jobs.length, before)
        await clock.advance(30 * MINUTE)
        const { causes, slot } = only(adapter.jobs.slice(before)).brief.run
        assert.deepEqual([causes.includes(cause), slot], [true, '2026-01-05T10:00:00.000Z'])
      })
    }

    on('by an operator is at once, whatever the heartbeat says', async house => {
      const { acme, clock } = await house.run()
      await acme.agents.hire({ ...scripted('dev', 'rest'), heartbeat: { wakeOn: ['assignment'] } })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like((await acme.runs.list()).rows, [{ causes: ['operator'], status: 'succeeded' }])
    })

    on('never comes from an agent\'s own deeds', async house => {
      const { acme, clock, adapter } = await house.run({ work: inTurn(async ({ desk, brief }: Job) => {
        const task = brief.focus?.identifier ?? ''
        await desk.say({ task, body: 'I begin.' })
        await desk.update({ task, priority: 'high' })
        await desk.say({ to: 'dev', body: 'Note to self.' })
        await desk.propose({ kind: 'goal.set', input: { title: 'Mine', owner: 'dev' } })
        await desk.release({ task })
        await desk.finish({ task, result: 'Done.' })
        return done()
      }, async () => done()) })
      await acme.roles.set({ slug: 'worker', permissions: { 'goal.set': 'self' } })
      await acme.agents.hire({ ...scripted('dev', 'work'), heartbeat: { wakeOn: [...WAKE_CAUSES] } })
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(3 * HOUR)
      assert.equal(adapter.jobs.length, 1)
      like((await acme.runs.list()).rows, [{ status: 'succeeded', notices: [] }])
    })

    on('for what an agent gives itself waits for its slot', async house => {
      const { acme, clock, adapter } = await house.run({ work: inTurn(async ({ desk }: Job) => { await desk.delegate({ title: 'Later', assignee: 'dev' }); return done() }, finishes) })
      await acme.roles.set({ slug: 'worker', permissions: { 'task.create': 'self' } })
      await acme.agents.hire({ ...scripted('dev', 'work'), heartbeat: { every: '1h', jitterPercent: 0 } })
      await acme.agents.wake('dev')
      await clock.advance(59 * MINUTE)
      assert.equal(adapter.jobs.length, 1)
      await clock.advance(2 * MINUTE)
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
    })

    on('G08: of two agents that answer each other for ever ends at depth 12, with one incident', async house => {
      const answers = (to: string) => async ({ desk }: Job) => { await desk.say({ to, body: 'And you?' }); return done() }
      const { acme, clock, adapter } = await house.run({ ping: answers('pong'), pong: answers('ping') })
      for (const slug of ['ping', 'pong']) await acme.agents.hire({ ...scripted(slug, slug), heartbeat: { every: '2h', wakeOn: ['message'], jitterPercent: 0 } })
      await acme.messages.say({ to: 'ping', body: 'Begin.' })
      await clock.advance(HOUR)
      assert.deepEqual((await acme.runs.list()).rows.map(({ depth }) => depth), Array.from({ length: 13 }, (_, depth) => depth))
      like(only((await acme.incidents.list()).rows), { kind: 'depth_limit', status: 'open' })
      await clock.advance(HOUR + MINUTE)
      assert.ok(adapter.jobs.length <= 2 * 14, 'the next slot begins another such chain at most')
    })
  })

  describe('the inbox', () => {
    on('moves on after a run that succeeded, and shows the rest to the next', async house => {
      const gate = new Gate(), shown: string[][] = []
      const look = async ({ brief }: Job) => { shown.push(brief.inbox.map(item => (item.noun === 'message' ? item.message.body : item.noun))); return done() }
      const { acme, clock } = await house.run({ work: inTurn(async job => { await gate.pass(); return look(job) }, look) })
      await acme.agents.hire({ ...scripted('dev', 'work'), heartbeat: { wakeOn: ['message'] } })
      await acme.messages.say({ to: 'dev', body: 'one' })
      await clock.advance(SECOND)
      await acme.messages.say({ to: 'dev', body: 'two' })
      await acme.messages.say({ to: 'dev', body: 'three' })
      like(await acme.agents.standing('dev'), { unseen: 3, state: 'running' })
      gate.open()
      await clock.advance(SECOND)
      assert.deepEqual(shown, [['one'], ['two', 'three']])
      like(await acme.agents.standing('dev'), { unseen: 0, dueAt: null, state: 'idle' })
    })

    on('P3: shows an item again after a run that failed, and parks it with an incident at the third', async house => {
      const shown: number[] = []
      const { acme, clock, adapter } = await house.run({ work: async ({ brief }) => { shown.push(brief.inbox.length); return failing('unknown') } })
      await acme.agents.hire(scripted('boss', 'rest'))
      await acme.agents.hire({ ...scripted('dev', 'work'), reportsTo: 'boss', heartbeat: { wakeOn: ['message'] } })
      await acme.messages.say({ to: 'dev', body: 'Poison.' })
      await clock.advance(2 * HOUR)
      assert.deepEqual(shown, [1, 1, 1])
      like(only((await acme.incidents.list()).rows), { kind: 'item_parked', detail: /shown a message .* in 3 runs/ })
      assert.equal(adapter.jobs.at(-1)?.agent.slug, 'boss')
      like(await acme.agents.standing('dev'), { unseen: 0, hasWork: false, failures: 3 })
      await acme.messages.say({ to: 'dev', body: 'Next.' })
      await clock.advance(SECOND)
      assert.deepEqual(shown, [1, 1, 1, 1])
    })

    on('goes on with what came after more items than one run is shown, once those are parked', async house => {
      const shown: number[] = []
      const { acme, clock } = await house.run({ work: async ({ brief }) => {
        shown.push(brief.inbox.length)
        return shown.length <= 3 ? failing('unknown') : done()
      } })
      await acme.agents.hire({ ...scripted('dev', 'work'), heartbeat: { wakeOn: ['signal'] } })
      for (let n = 0; n < 205; n++) await acme.signals.send({ to: 'dev', source: 'flood', payload: n })
      await clock.advance(3 * HOUR)
      assert.deepEqual(shown, [200, 200, 200, 5])
      like(await acme.agents.standing('dev'), { unseen: 0, hasWork: false, failures: 0 })
    })

    on('finds what is due, and what is most urgent, behind 200 tasks that are neither', async house => {
      const { acme, clock, adapter } = await house.run({ work: inTurn(finishes, finishes, async () => done()) })
      await acme.agents.hire(scripted('dev', 'work'))
      const after = (ms: number) => new Date(clock.now().getTime() + ms)
      for (let n = 0; n < 200; n++) await acme.tasks.create({ title: `Later ${n}`, assignee: 'dev', priority: 'low', notBefore: after(HOUR) })
      await acme.tasks.create({ title: 'Soon', assignee: 'dev', notBefore: after(10 * MINUTE) })
      await acme.tasks.create({ title: 'Fire', assignee: 'dev', priority: 'critical', notBefore: after(HOUR) })
      await clock.advance(20 * MINUTE)
      like(await acme.tasks.get('ACME-201'), { status: 'done' })
      like(await acme.agents.standing('dev'), { tasks: 201 })
      assert.deepEqual(adapter.jobs[0]?.brief.tasks.map(({ identifier }) => identifier).filter(identifier => ['ACME-201', 'ACME-202'].includes(identifier)), ['ACME-201', 'ACME-202'])
      await clock.advance(41 * MINUTE)
      assert.deepEqual(adapter.jobs.slice(0, 3).map(({ brief }) => brief.focus?.identifier), ['ACME-201', 'ACME-202', 'ACME-1'])
      assert.equal(adapter.jobs[1]?.brief.tasks.length, 200)
    })

    on('starts no standing duty between its slots only because a question has become overdue', async house => {
      const { acme, clock, adapter } = await house.run({ work: inTurn(async ({ desk }) => { await desk.ask({ to: 'board', body: 'May I?', due: '5m' }); return done() }, async () => done()) })
      await acme.agents.hire({ ...scripted('dev', 'work'), heartbeat: { idle: 'run', every: '30m', jitterPercent: 0 } })
      await clock.advance(31 * MINUTE)
      await clock.advance(20 * MINUTE)
      assert.equal(adapter.jobs.length, 1)
      like((await acme.incidents.list()).rows, [{ kind: 'ask_overdue' }])
      await clock.advance(10 * MINUTE)
      assert.equal(adapter.jobs.length, 2)
    })
  })
}
