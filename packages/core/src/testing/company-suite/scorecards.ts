import assert from 'node:assert/strict'
import { scripted } from '../trial.ts'
import type { Topic } from './opened-company.ts'
import { DAY, done, failing, finishes, inTurn, like, MINUTE, refusedWith, SECOND, type Job } from './steps.ts'

export function scorecards({ describe, on }: Topic): void {
  describe('a scorecard', () => {
    on('counts what was finished, sent back and failed, and what it cost for each finished task', async house => {
      const { acme, clock } = await house.run({ work: inTurn(
        async job => { await job.spend({ id: 'a', cost: 30_000 }); return finishes(job) },
        async job => { await job.spend({ id: 'a', cost: 20_001 }); return failing('crashed') },
        async job => { await job.spend({ id: 'a', cost: 50_000 }); await job.spend({ id: 'b', cost: 900_000, billing: 'imputed' }); return finishes(job) },
        finishes,
      ) })
      for (const slug of ['dev', 'other']) await acme.agents.hire({ ...scripted(slug, slug === 'dev' ? 'work' : 'rest'), budget: { limit: '$5' }, heartbeat: { every: '1m' } })
      like(await acme.agents.scorecard('dev'), { finished: 0, sentBack: 0, runs: 0, failed: 0, costMicros: 0, costPerFinishedMicros: null, since: new Date(clock.now().getTime() - 30 * DAY) })
      await acme.tasks.create({ title: 'One', assignee: 'dev' })
      await clock.advance(5 * SECOND)
      await acme.tasks.create({ title: 'Two', assignee: 'dev', reviewer: { operator: 'operator:local' } })
      await clock.advance(20 * MINUTE)
      like(await acme.tasks.get('ACME-2'), { status: 'in_review' })
      like(await acme.agents.scorecard('dev'), { finished: 1, sentBack: 0, runs: 3, failed: 1, costMicros: 100_001, costPerFinishedMicros: 100_001 })
      await acme.tasks.review('ACME-2', { verdict: 'send_back', comment: 'More.' })
      await clock.advance(MINUTE)
      await acme.tasks.review('ACME-2', { verdict: 'accept' })
      like(await acme.agents.scorecard('dev'), { finished: 2, sentBack: 1, runs: 4, failed: 1, costMicros: 100_001, costPerFinishedMicros: 50_001 })
      like(await acme.agents.scorecard('other'), { finished: 0, sentBack: 0, runs: 0, costMicros: 0 })
      like(await acme.agents.scorecard('dev', { since: clock.now() }), { runs: 0, failed: 0, costMicros: 0 })
      await refusedWith('not_found', acme.agents.scorecard('nobody'))
    })

    on('counts from a time on: what was sent back before is not counted again because the task changes', async house => {
      const { acme, clock } = await house.run({ work: finishes })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'One', assignee: 'dev', reviewer: { operator: 'operator:local' } })
      await clock.advance(SECOND)
      await acme.tasks.review('ACME-1', { verdict: 'send_back', comment: 'More.' })
      clock.jump(40 * DAY)
      await acme.tasks.update('ACME-1', { title: 'Renamed' })
      like(await acme.agents.scorecard('dev'), { sentBack: 0, runs: 0 })
      like(await acme.agents.scorecard('dev', { since: new Date(0) }), { sentBack: 1 })
    })

    on('is of its agent: work that was sent back before it was given to somebody else is not theirs', async house => {
      const { acme, clock } = await house.run({ work: async (job: Job) => (job.agent.slug === 'dev' ? finishes(job) : done()) })
      for (const slug of ['dev', 'heir']) await acme.agents.hire(scripted(slug, 'work'))
      await acme.tasks.create({ title: 'One', assignee: 'dev', reviewer: { operator: 'operator:local' } })
      await clock.advance(SECOND)
      await acme.agents.hold('dev')
      await acme.tasks.review('ACME-1', { verdict: 'send_back', comment: 'More.' })
      await acme.tasks.assign('ACME-1', { assignee: 'heir' })
      const [dev, heir] = [await acme.agents.scorecard('dev'), await acme.agents.scorecard('heir')]
      assert.deepEqual([dev.sentBack, heir.sentBack], [1, 0])
    })
  })
}
