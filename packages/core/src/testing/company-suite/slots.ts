import assert from 'node:assert/strict'
import type { HeartbeatInput } from '../../domain/heartbeat.ts'
import { scripted } from '../trial.ts'
import { stopped, type Topic } from './opened-company.ts'
import { DAY, done, Gate, HOUR, like, MINUTE, only, SECOND } from './steps.ts'

const duty = (slug: string, heartbeat: HeartbeatInput) => ({ ...scripted(slug, 'rest'), heartbeat: { idle: 'run' as const, jitterPercent: 0, ...heartbeat } })
const isoOf = (dates: readonly (Date | null | undefined)[]): string[] => dates.map(date => date?.toISOString() ?? 'none')

export function slots({ describe, on, idleAgents }: Topic): void {
  describe('the slots of a schedule', () => {
    on('H1: begin one run each, on two nodes, without drift', async house => {
      const trial = await house.run()
      await house.another(trial).start()
      const { acme, clock } = trial
      await acme.agents.hire(duty('guard', { every: '1m' }))
      await clock.advance(HOUR)
      const runs = (await acme.runs.list()).rows
      assert.deepEqual(isoOf(runs.map(({ slot }) => slot)), Array.from({ length: 60 }, (_, n) => new Date(Date.parse('2026-01-05T09:01:00Z') + n * MINUTE).toISOString()))
      assert.ok(runs.every(({ slot, startedAt }) => slot && startedAt.getTime() - slot.getTime() < SECOND))
    })

    const missed = [
      ['once', 'once', ['09:20']], ['skip', 'skip', []], ['all, at most 3', { all: 3 }, ['09:20', '09:30', '09:40']],
      ['all, at most 100', { all: 100 }, ['09:20', '09:30', '09:40', '09:50', '10:00', '10:10']],
    ] as const
    for (const [name, catchUp, expected] of missed) {
      on(`H2: that were missed are caught up "${name}"`, async house => {
        const trial = await house.run()
        const { acme, clock, paperclip } = trial
        await acme.agents.hire(duty('guard', { every: '10m', catchUp }))
        await clock.advance(11 * MINUTE)
        await stopped(paperclip, clock)
        await clock.advance(Date.parse('2026-01-05T10:15:00Z') - clock.now().getTime())
        await house.another(trial).start()
        await clock.advance(SECOND)
        const slotsOf = async () => isoOf((await acme.runs.list()).rows.slice(1).map(({ slot }) => slot)).map(iso => iso.slice(11, 16))
        assert.deepEqual(await slotsOf(), expected)
        await clock.advance(10 * MINUTE)
        assert.deepEqual(await slotsOf(), [...expected, '10:20'])
      })
    }

    on('H2: a thousand missed slots cost one run, and one look', async house => {
      const trial = await house.found()
      await trial.acme.agents.hire(duty('guard', { every: '10s' }))
      await trial.clock.advance(DAY)
      await trial.paperclip.start()
      await trial.clock.advance(5 * SECOND)
      like((await trial.acme.runs.list()).rows, [{ status: 'succeeded', causes: ['schedule'] }])
    })

    on('H2: a missed slot that is skipped does not take a wake with it that was for now', async house => {
      const trial = await house.found()
      await trial.acme.agents.hire(duty('guard', { every: '10m', catchUp: 'skip' }))
      await trial.clock.advance(35 * MINUTE)
      await trial.acme.agents.wake('guard')
      await trial.paperclip.start()
      await trial.clock.advance(SECOND)
      like((await trial.acme.runs.list()).rows, [{ causes: ['operator'] }])
    })

    on('H3: whatever wakes an agent at work coalesces into one more run that knows all reasons', async house => {
      const gate = new Gate()
      const { acme, clock, adapter } = await house.run({ work: async () => { await gate.pass(); return done() } })
      await acme.agents.hire({ ...scripted('dev', 'work'), heartbeat: { wakeOn: ['assignment', 'message', 'signal', 'operator', 'goal'] } })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      for (let n = 0; n < 40; n++) {
        await acme.messages.say({ to: 'dev', body: `Message ${n}` })
        await acme.signals.send({ to: 'dev', source: 'webhook', payload: { n } })
        await acme.agents.wake('dev')
      }
      await acme.goals.set({ title: 'Win', owner: 'dev' })
      await clock.advance(MINUTE)
      assert.equal(adapter.jobs.length, 1)
      gate.open()
      await clock.advance(MINUTE)
      assert.equal(adapter.jobs.length, 2)
      assert.deepEqual([...adapter.jobs[1]?.brief.run.causes ?? []].sort(), ['goal', 'message', 'operator', 'signal'])
      assert.equal(adapter.jobs[1]?.brief.inbox.length, 121)
      like(await acme.agents.standing('dev'), { unseen: 0, dueAt: null })
    })

    on('H6: fall by the clock of their own zone, also when they are caught up', async house => {
      const trial = await house.run()
      const { acme, clock, paperclip } = trial
      for (const [slug, zone] of [['azores', 'Atlantic/Azores'], ['st-johns', 'America/St_Johns'], ['new-york', 'America/New_York']] as const) await acme.agents.hire(duty(slug, { cron: '0 9 * * *', zone }))
      await clock.advance(5 * HOUR + MINUTE)
      const bySlug = async () => Promise.all((await acme.agents.list()).rows.map(async ({ id, slug }) => [slug, ...isoOf((await acme.runs.list({ where: { agentId: id } })).rows.map(({ slot }) => slot))]))
      assert.deepEqual(await bySlug(), [['azores', '2026-01-05T10:00:00.000Z'], ['st-johns', '2026-01-05T12:30:00.000Z'], ['new-york', '2026-01-05T14:00:00.000Z']])
      await stopped(paperclip, clock)
      await clock.advance(3 * DAY)
      await house.another(trial).start()
      await clock.advance(SECOND)
      assert.deepEqual((await bySlug()).map(([slug, , caughtUp]) => [slug, caughtUp]), [['azores', '2026-01-06T10:00:00.000Z'], ['st-johns', '2026-01-06T12:30:00.000Z'], ['new-york', '2026-01-06T14:00:00.000Z']])
    })

    on('H7: never fire early: not at start, not at a restart, not after another configuration', async house => {
      const trial = await house.found()
      const { acme, clock, paperclip, adapter } = trial
      await acme.agents.hire(duty('guard', { every: '1h' }))
      await paperclip.start()
      await clock.advance(59 * MINUTE)
      assert.equal(adapter.jobs.length, 0)
      await stopped(paperclip, clock)
      await house.another(trial).start()
      await acme.agents.configure('guard', { name: 'The guard' })
      await clock.advance(30 * SECOND)
      assert.equal(adapter.jobs.length, 0)
      await clock.advance(30 * SECOND)
      assert.equal(adapter.jobs.length, 1)
      await acme.agents.configure('guard', { heartbeat: { every: '2h' } })
      await clock.advance(59 * MINUTE)
      assert.equal(adapter.jobs.length, 1)
      await clock.advance(2 * MINUTE)
      assert.deepEqual(isoOf((await acme.runs.list()).rows.map(({ slot }) => slot)), ['2026-01-05T10:00:00.000Z', '2026-01-05T11:00:00.000Z'])
    })

    on('of a standing duty begin a run without any work, and with a manager that has none nobody else', async house => {
      const { acme, clock, adapter } = await house.run()
      await acme.agents.hire(scripted('boss', 'rest'))
      await acme.agents.hire({ ...duty('guard', { every: '30m' }), reportsTo: 'boss' })
      await clock.advance(2 * HOUR)
      assert.deepEqual(adapter.jobs.map(({ agent, brief }) => [agent.slug, brief.focus, brief.run.causes]), Array.from({ length: 4 }, () => ['guard', null, ['schedule']]))
      like(only((await acme.agents.chart()).map(({ agent }) => agent.slug)), 'boss')
    })

    on('H8: of many agents that a stop made wait are released a few at a time, each once', async house => {
      const MANY = 100, MOST = 5
      let atOnce = 0, most = 0
      const trial = await house.found({ work: async () => {
        most = Math.max(most, ++atOnce)
        await new Promise<void>(resolve => void house.clock.after(SECOND, resolve))
        atOnce--
        return done()
      } }, { options: { limits: { nodeRuns: MOST } } })
      const { acme, clock, adapter, paperclip } = trial
      await acme.update({ maxRuns: MANY })
      for (let n = 0; n < MANY; n++) await acme.agents.hire({ ...duty(`guard-${n}`, { cron: '0 10 * * *', jitterPercent: 5 }), adapter: { kind: 'scripted', config: { script: 'work' } } })
      await clock.advance(2 * HOUR)
      await paperclip.start()
      await clock.advance(3 * SECOND)
      assert.ok(adapter.jobs.length <= 4 * MOST, `${adapter.jobs.length} began in three seconds`)
      await clock.advance(MINUTE)
      assert.deepEqual([most, adapter.jobs.length, new Set(adapter.jobs.map(({ agent }) => agent.slug)).size], [MOST, MANY, MANY])
    })

    on(`B7: ${idleAgents} agents without work start no adapter and write nothing in 24 hours`, async house => {
      const { acme, clock, adapter, paperclip } = await house.found({}, { options: { limits: { sweepMs: 5 * MINUTE } } })       // only so that the test is quick
      for (let n = 0; n < idleAgents; n += 100) await Promise.all(Array.from({ length: 100 }, (_, at) => acme.agents.hire(scripted(`idle-${n + at}`, 'rest'))))
      const before = await acme.audit.verify()
      await paperclip.start()
      await clock.advance(DAY)
      assert.equal(adapter.jobs.length, 0)
      assert.deepEqual([await acme.audit.verify(), (await acme.runs.list()).rows], [before, []])
    }, 120_000)
  })
}
