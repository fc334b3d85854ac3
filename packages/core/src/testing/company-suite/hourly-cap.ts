import assert from 'node:assert/strict'
import { scripted, type Trial } from '../trial.ts'
import { stopped, type House, type Topic } from './opened-company.ts'
import { done, finishes, HOUR, like, MINUTE, only, SECOND, type Job } from './steps.ts'

const OFTEN = { options: { limits: { maxDepth: 1_000, sweepMs: HOUR } } }

/** `ping` and `pong`, each of which answers whatever it hears; agents may cause `most` runs an hour. */
async function table(house: House, most: number): Promise<Trial> {
  const trial = await house.run({
    rally: async ({ desk, agent }: Job) => { await desk.say({ to: agent.slug === 'ping' ? 'pong' : 'ping', body: 'Your turn.' }); return done() },
    finish: finishes,
  }, OFTEN)
  await trial.acme.update({ agentRunsPerHour: most })
  for (const slug of ['ping', 'pong']) await trial.acme.agents.hire({ ...scripted(slug, 'rally'), heartbeat: { every: '30d', wakeOn: ['message', 'operator', 'assignment'] } })
  return trial
}

const runsIn = async ({ acme }: Trial, hour: string): Promise<number> => (await acme.runs.list({ by: 'startedAt', limit: 500 })).rows.filter(({ startedAt }) => startedAt.toISOString().startsWith(hour)).length

export function hourlyCap({ describe, on }: Topic): void {
  describe('agents that wake each other for ever', () => {
    on('G08: stop at as many runs an hour as the company allows, which is said once, and go on in the next hour', async house => {
      const trial = await table(house, 5)
      const { acme, clock } = trial
      await acme.agents.wake('ping')
      await clock.advance(55 * MINUTE)
      assert.equal(await runsIn(trial, '2026-01-05T09'), 6, 'the one that the operator caused, and five')
      like(only((await acme.incidents.list()).rows), { kind: 'hourly_cap', detail: /5 runs/ })
      like(await acme.check(), { ok: true })
      await clock.advance(HOUR)
      assert.equal(await runsIn(trial, '2026-01-05T10'), 5)
      await clock.advance(2 * HOUR)
      assert.deepEqual([await runsIn(trial, '2026-01-05T11'), await runsIn(trial, '2026-01-05T12')], [5, 5])
      assert.equal((await acme.incidents.list()).rows.length, 1)
    })

    on('G08: are counted together by all nodes, also by one that starts in between', async house => {
      const trial = await table(house, 5)
      const { acme, clock } = trial
      await house.another(trial, OFTEN.options).start()
      await acme.agents.wake('ping')
      await clock.advance(10 * MINUTE)
      await stopped(trial.paperclip, clock)
      await house.another(trial, OFTEN.options).start()
      await clock.advance(40 * MINUTE)
      assert.equal(await runsIn(trial, '2026-01-05T09'), 6)
    })

    on('G08: hold up neither what a schedule asks for, nor an operator, nor a signal, nor another company', async house => {
      const trial = await table(house, 3)
      const { acme, clock, paperclip } = trial
      await acme.agents.hire({ ...scripted('clerk', 'finish'), heartbeat: { every: '10m', idle: 'run', cap: '$0.01' } })
      await acme.agents.hire({ ...scripted('worker', 'finish'), heartbeat: { every: '30d', wakeOn: ['assignment', 'signal'] } })
      await acme.agents.wake('ping')
      await clock.advance(5 * MINUTE)
      assert.equal((await acme.runs.list({ limit: 500 })).rows.filter(({ depth }) => depth > 0).length, 3)
      const other = await paperclip.found({ slug: 'other' })
      await other.roles.set({ slug: 'worker' })
      await other.agents.hire(scripted('dev', 'finish'))
      await other.tasks.create({ title: 'T', assignee: 'dev' })
      await acme.tasks.create({ title: 'From the board', assignee: 'worker' })
      await acme.signals.send({ to: 'worker', source: 'mail', payload: 1 })
      await acme.agents.wake('pong')
      await clock.advance(30 * MINUTE)
      like(await other.tasks.get('OTHER-1'), { status: 'done' })
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
      const clerk = (await acme.agents.get('clerk')).id
      assert.equal((await acme.runs.list({ limit: 500 })).rows.filter(({ agentId }) => agentId === clerk).length, 3)
      assert.equal((await acme.runs.list({ limit: 500 })).rows.filter(({ depth }) => depth > 0).length, 3)
    })

    on('G08: wait for their own schedule at most, where that comes first', async house => {
      const trial = await table(house, 2)
      const { acme, clock } = trial
      for (const slug of ['ping', 'pong']) await acme.agents.configure(slug, { heartbeat: { every: '20m', jitterPercent: 0 } })
      await acme.agents.wake('ping')
      await clock.advance(59 * MINUTE)
      assert.equal((await acme.runs.list({ limit: 500 })).rows.filter(({ depth }) => depth > 0).length, 2)
      assert.ok((await acme.runs.list({ limit: 500 })).rows.some(({ causes }) => causes.includes('schedule')))
    })

    on('G08: may go on at once when the company allows more', async house => {
      const trial = await table(house, 2)
      const { acme, clock } = trial
      await acme.agents.wake('ping')
      await clock.advance(10 * MINUTE)
      assert.equal(await runsIn(trial, '2026-01-05T09'), 3)
      await acme.update({ agentRunsPerHour: 4 })
      await acme.agents.wake('ping')
      await clock.advance(MINUTE)
      assert.equal((await acme.runs.list({ limit: 500 })).rows.filter(({ depth }) => depth > 0).length, 4)
      await clock.advance(SECOND)
    })
  })
}
