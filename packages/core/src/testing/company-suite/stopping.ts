import assert from 'node:assert/strict'
import { scripted } from '../trial.ts'
import { altered } from './altered-store.ts'
import { stopped, type Topic } from './opened-company.ts'
import { endless, failing, finishes, Gate, HOUR, inTurn, like, MINUTE, only, SECOND, toldToEnd } from './steps.ts'

export function stopping({ describe, on }: Topic): void {
  describe('a graceful stop', () => {
    on('S1: begins nothing more at once, and waits for the runs in hand', async house => {
      const gate = new Gate()
      const { acme, clock, paperclip, adapter } = await house.run({ work: async job => { await gate.pass(); return finishes(job) } })
      for (const slug of ['one', 'two']) await acme.agents.hire(scripted(slug, 'work'))
      await acme.tasks.create({ title: 'In hand', assignee: 'one' })
      await clock.advance(SECOND)
      await paperclip.ready()
      const stopping = paperclip.stop({ drainMs: 10 * MINUTE })
      await assert.rejects(paperclip.ready(), { code: 'unavailable', message: 'This node was told to stop, and takes no work any more.' })
      await acme.tasks.create({ title: 'Later', assignee: 'two' })
      await clock.advance(5 * MINUTE)
      assert.equal(adapter.jobs.length, 1)
      gate.open()
      await clock.advance(SECOND)
      assert.deepEqual(await stopping, { drained: true, aborted: 0 })
      assert.equal(clock.waiting, 0)
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
      like(await acme.tasks.get('ACME-2'), { status: 'todo' })
    })

    on('S1: ends what is not done in time and hands it back: another node runs it at once, and nothing counts as a failure', async house => {
      const trial = await house.run({ work: inTurn(async ({ signal }) => { await toldToEnd(signal); return failing('crashed') }, finishes) })
      const { acme, clock, paperclip } = trial
      await acme.agents.hire({ ...scripted('dev', 'work'), budget: { limit: '$5' } })
      await acme.messages.say({ to: 'dev', body: 'Hello.' })
      await acme.tasks.create({ title: 'Long', assignee: 'dev' })
      await clock.advance(SECOND)
      assert.deepEqual(await stopped(paperclip, clock, 5 * SECOND), { drained: false, aborted: 1 })
      assert.equal(clock.waiting, 0)
      like(only((await acme.runs.list()).rows), { status: 'cancelled', reserved: 0, spent: 0 })
      like(await acme.agents.standing('dev'), { failures: 0, hasWork: true })
      await house.another(trial).start()
      await clock.advance(SECOND)
      like((await acme.runs.list()).rows, [{ status: 'cancelled' }, { status: 'succeeded' }])
      like(await acme.tasks.get('ACME-1'), { status: 'done', failedRuns: 0 })
      assert.deepEqual(trial.adapter.jobs[1]?.brief.inbox.map(({ noun }) => noun), ['message', 'task'])
    })

    on('S1: hands back a run that was just being begun, too', async house => {
      const gate = new Gate()
      let writes: 'free' | 'held' = 'free'
      const slow = altered(house.store, { transact: async (company, work) => { if (writes === 'held') await gate.pass(); return house.store.transact(company, work) } })
      const trial = await house.run({ work: endless }, { store: slow })
      const { acme, clock, paperclip, adapter } = trial
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Long', assignee: 'dev' })
      writes = 'held'
      await clock.advance(SECOND)
      const stopping = paperclip.stop({ drainMs: 5 * SECOND })
      await clock.advance(6 * SECOND)
      gate.open()
      await clock.advance(SECOND)
      assert.deepEqual(await stopping, { drained: false, aborted: 1 })
      assert.ok(adapter.jobs.every(({ signal }) => signal.aborted))
      like(only((await acme.runs.list()).rows), { status: 'cancelled' })
      like(await acme.agents.standing('dev'), { failures: 0, hasWork: true })
    })

    on('S2: leaves no timer behind, with nothing in hand and after a second stop', async house => {
      const { acme, clock, paperclip, adapter } = await house.run({ work: finishes })
      await acme.agents.hire({ ...scripted('dev', 'work'), heartbeat: { every: '1m', idle: 'run' } })
      await clock.advance(3 * MINUTE)
      for (let times = 0; times < 2; times++) {
        assert.deepEqual(await paperclip.stop(), { drained: true, aborted: 0 })
        assert.equal(clock.waiting, 0)
      }
      const { length } = adapter.jobs
      await acme.agents.wake('dev')
      await clock.advance(HOUR)
      assert.deepEqual([adapter.jobs.length, clock.waiting], [length, 0])
    })

    on('S1: can be followed by another start', async house => {
      const { acme, clock, paperclip } = await house.run({ work: finishes })
      await acme.agents.hire(scripted('dev', 'work'))
      await paperclip.stop()
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(HOUR)
      like(await acme.tasks.get('ACME-1'), { status: 'todo' })
      await paperclip.start()
      await clock.advance(SECOND)
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
    })
  })
}
