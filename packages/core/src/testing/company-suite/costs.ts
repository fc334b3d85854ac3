import assert from 'node:assert/strict'
import { DEFAULT_LIMITS } from '../../domain/limits.ts'
import { usd } from '../../domain/money.ts'
import { scripted } from '../trial.ts'
import type { Topic } from './opened-company.ts'
import { done, HOUR, like, only, refusedWith, SECOND } from './steps.ts'

const DAY = 24 * HOUR

export function costs({ describe, on }: Topic): void {
  describe('costs', () => {
    on('are told by agent, by team, by project, by goal, by model and by day', async house => {
      const { acme, clock } = await house.run({
        think: async ({ spend, desk, brief }) => {
          await spend({ id: 'a', cost: usd(1), provider: 'openai', model: 'gpt', inputTokens: 100, cachedTokens: 40, outputTokens: 10 })
          await spend({ id: 'b', cost: usd(0.25), provider: 'local', model: 'llama', billing: 'imputed' })
          if (brief.focus) await desk.finish({ task: brief.focus.id, result: 'Done.' })
          return done()
        },
      })
      const mission = await acme.goals.set({ title: 'Sell' }), part = await acme.goals.set({ title: 'Sell more', parent: mission.id })
      await acme.projects.set({ slug: 'site', name: 'The site', goal: part.id })
      await acme.agents.hire({ ...scripted('boss', 'think'), status: 'draft' })
      for (const slug of ['ann', 'bob']) await acme.agents.hire({ ...scripted(slug, 'think'), reportsTo: 'boss', heartbeat: { cap: '$5' } })
      await acme.tasks.create({ title: 'Write', assignee: 'ann', project: 'site' })
      await clock.advance(10 * SECOND)
      clock.jump(DAY)
      await acme.agents.wake('bob')
      await clock.advance(10 * SECOND)
      const by = async (group: 'agent' | 'team' | 'project' | 'goal' | 'model' | 'day') => {
        const { rows, total } = await acme.costs.report({ by: group })
        like(total, { billed: usd(2), imputed: usd(0.5), unpriced: 0, inputTokens: 200, cachedTokens: 80, outputTokens: 20 })
        return rows.filter(row => row.billed + row.imputed > 0).map(({ name, billed, imputed }) => [name, billed, imputed])
      }
      const sorted = (rows: unknown[][]) => rows.sort((one, other) => String(one[0]).localeCompare(String(other[0])))
      assert.deepEqual(sorted(await by('agent')), [['ann', usd(1), usd(0.25)], ['bob', usd(1), usd(0.25)]])
      assert.deepEqual(await by('team'), [['boss', usd(2), usd(0.5)]])
      assert.deepEqual(sorted(await by('project')), [[null, usd(1), usd(0.25)], ['The site', usd(1), usd(0.25)]])
      assert.deepEqual(sorted(await by('goal')), [[null, usd(1), usd(0.25)], ['Sell', usd(1), usd(0.25)], ['Sell more', usd(1), usd(0.25)]])
      assert.deepEqual(await by('model'), [['openai/gpt', usd(2), 0], ['local/llama', 0, usd(0.5)]])
      const days = await by('day')
      assert.deepEqual(days.map(([, billed]) => billed), [usd(1), usd(1)])
      assert.equal((await acme.costs.report({ by: 'day' })).rows.length, 30)
      const [first] = days
      like(await acme.costs.report({ by: 'agent', from: String(first?.[0]), to: String(first?.[0]) }), { total: { billed: usd(1) }, rows: [{ name: 'ann', billed: usd(1) }] })
    })

    on('B5: are of the day that the calendar of the company shows, and stay when old runs are let go', async house => {
      const { acme, clock } = await house.run({ think: async ({ spend }) => { await spend({ id: 'a', cost: usd(1) }); return done() } }, { options: { limits: { tidyEveryMs: 10_000 * DAY } } })
      await acme.update({ zone: 'Pacific/Kiritimati' })               // 14 hours ahead
      await acme.agents.hire({ ...scripted('ann', 'think'), heartbeat: { cap: '$5' } })
      await acme.agents.wake('ann')
      await clock.advance(10 * SECOND)
      const { startedAt } = only((await acme.runs.list()).rows)
      const day = only((await acme.costs.report({ by: 'day' })).rows.filter(({ billed }) => billed > 0)).name
      assert.equal(day, new Date(startedAt.getTime() + 14 * HOUR).toISOString().slice(0, 10))
      clock.jump(DEFAULT_LIMITS.keepRunsMs + DAY)
      await acme.tidy()
      assert.deepEqual((await acme.runs.list()).rows, [])
      like(await acme.costs.report({ by: 'agent', from: String(day), to: String(day) }), { total: { billed: usd(1) } })
    })

    on('B5: take back what was estimated too high, on the day of the correction, and count what nobody can price', async house => {
      const { acme, clock } = await house.run({ think: async ({ spend }) => { await spend({ id: 'a', cost: null, model: 'mystery', inputTokens: 7 }); return done() } })
      await acme.agents.hire({ ...scripted('ann', 'think'), heartbeat: { cap: '$1' }, budget: { limit: '$10' } })
      await acme.agents.wake('ann')
      await clock.advance(10 * SECOND)
      like(await acme.costs.report({ by: 'agent' }), { total: { billed: usd(1), unpriced: 1, inputTokens: 7 } })
      clock.jump(DAY)
      await acme.runs.adjust(only((await acme.runs.list()).rows).id, '$0.30')
      like(await acme.costs.report({ by: 'agent' }), { total: { billed: usd(0.3), unpriced: 1 } })
      assert.deepEqual((await acme.costs.report({ by: 'day' })).rows.map(({ billed }) => billed).filter(billed => billed !== 0), [usd(1), -usd(0.7)])
    })

    on('are foretold from what was spent lately, for the month and for every budget', async house => {
      const { acme, clock } = await house.run({ think: async ({ spend }) => { await spend({ id: 'a', cost: usd(1) }); return done() } }, { options: { limits: { tidyEveryMs: 10_000 * DAY } } })
      await acme.agents.hire({ ...scripted('ann', 'think'), budget: { limit: '$10', window: 'lifetime' }, heartbeat: { cap: '$1' } })
      await acme.agents.hire({ ...scripted('bob', 'think'), budget: { limit: '$5' }, status: 'draft' })
      for (const wait of [0, 13 * HOUR, 12 * HOUR]) {
        clock.jump(wait)
        await acme.agents.wake('ann', { key: String(wait) })
        await clock.advance(10 * SECOND)
      }
      const foretold = await acme.costs.forecast(), [ann, bob] = foretold.budgets
      const spent = (await acme.costs.report({ by: 'agent' })).total.billed, days = (clock.now().getTime() - (await acme.get()).createdAt.getTime()) / DAY
      assert.equal(spent, usd(3))
      assert.equal(foretold.perDay, Math.round(spent / days))
      assert.equal(foretold.month.spent, spent)
      assert.ok(foretold.month.expected > spent)
      like(ann, { perDay: foretold.perDay, expected: null })
      assert.equal(Math.round(((ann?.exhaustedAt?.getTime() ?? 0) - clock.now().getTime()) / HOUR), Math.round((usd(10) - spent) / (spent / days) * 24))
      like(bob, { perDay: 0, expected: 0, exhaustedAt: null })
    })

    on('B1: are foretold to be at their end where a budget has stopped its agent, though some of it is left', async house => {
      const { acme, clock } = await house.run({ think: async ({ spend }) => { await spend({ id: 'a', cost: usd(0.99) }); return done() } })
      await acme.agents.hire({ ...scripted('ann', 'think'), budget: { limit: '$1' }, heartbeat: { cap: '$1' } })
      for (const key of ['one', 'two']) {
        await acme.agents.wake('ann', { key })
        await clock.advance(10 * SECOND)
      }
      const { budget, balance, exhaustedAt } = only((await acme.costs.forecast()).budgets)
      assert.ok(balance.stoppedAt !== null && balance.spent < budget.limit, JSON.stringify(balance))
      assert.deepEqual(exhaustedAt, clock.now())
    })

    on('refuse what is no range of days', async house => {
      const { acme } = await house.found()
      for (const range of [{ from: 'yesterday' }, { from: '2026-02-30' }, { from: '2026-03-01', to: '2026-02-01' }, { from: '2020-01-01', to: '2026-02-01' }]) await refusedWith('invalid_input', acme.costs.report({ by: 'agent', ...range }))
      like(await acme.costs.report({ by: 'model' }), { total: { billed: 0 }, rows: [] })
    })
  })
}
