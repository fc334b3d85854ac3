import assert from 'node:assert/strict'
import type { Definition } from '../../operations/blueprint/definition.ts'
import { ADAPTER as adapter } from './blueprint-sample.ts'
import type { Topic } from './opened-company.ts'
import { done, endless, finishes, like, MINUTE, only, refusedWith, SECOND } from './steps.ts'

export function blueprintEdges({ describe, on }: Topic): void {
  describe('a company as code, at its edges,', () => {
    on('brings routines and drafts into line: paused, without a schedule, activated', async house => {
      const { acme } = await house.found()
      const of = (daily: object, status: 'draft' | 'active'): Definition =>
        ({ schema: 1, roles: { maker: { heartbeat: { cap: '$0.000001', every: '90s' } } }, agents: { ada: { role: 'maker', adapter, status } }, routines: { daily: { assignee: 'ada', ...daily } } })
      await acme.apply(of({ every: '1d', status: 'paused' }, 'draft'))
      like(await acme.routines.get('daily'), { status: 'paused' })
      like(await acme.agents.get('ada'), { status: 'draft', heartbeat: { cap: 1, schedule: { everyMs: 90_000 } } })
      const bare = of({ status: 'active' }, 'active')
      assert.deepEqual((await acme.plan(bare)).steps.map(({ act }) => act?.kind), ['agent.activate', 'routine.remove', 'routine.set'])
      await acme.apply(bare)
      like(await acme.routines.get('daily'), { status: 'active', schedule: null })
      assert.deepEqual((await acme.plan(bare)).steps, [])
      assert.deepEqual((await acme.plan(await acme.export())).steps.filter(({ change }) => change !== 'adopt'), [])
    })

    on('refuses an agent that uses what its role is not granted any more', async house => {
      const { acme } = await house.found()
      const connection = { kind: 'url', url: 'https://mcp.example.com/' } as const
      const of = (mcp: string[]): Definition => ({ schema: 1, tools: { github: { connection } }, roles: { maker: { tools: { mcp } } }, agents: { ada: { role: 'maker', adapter, tools: { mcp: ['github'] } } } })
      await acme.apply(of(['github']))
      assert.match(await refusedWith('invalid_input', acme.apply(of([]))), /not granted the tool "github"/)
      like(await acme.roles.get('maker'), { tools: { mcp: ['github'] } })
    })

    on('removes a budget in the middle of a run, and whom it held goes on', async house => {
      const { acme, clock } = await house.run({
        works: finishes,
        spends: async job => {
          await job.spend({ id: '1', cost: 200_000 })
          await finishes(job)
          return done()
        },
        lasts: async job => {
          await job.spend({ id: '1', cost: 10_000 })
          return endless(job)
        },
      })
      const of = (script: string) => ({ kind: 'scripted', config: { script } })
      const cast: Definition = { schema: 1, roles: { maker: { heartbeat: { every: '1m', cap: '$0.20' } } }, agents: { ada: { role: 'maker', adapter: of('spends') }, bob: { role: 'maker', adapter: of('lasts') } } }
      await acme.apply({ ...cast, budgets: [{ scope: 'agent', for: 'ada', limit: '$0.20' }, { scope: 'agent', for: 'bob', limit: '$5' }] })
      for (const title of ['First', 'Second']) await acme.tasks.create({ title, assignee: 'ada' })
      await acme.tasks.create({ title: 'Long', assignee: 'bob' })
      await clock.advance(3 * MINUTE)
      like(await acme.agents.standing('ada'), { state: 'held' })
      like(await acme.agents.standing('bob'), { state: 'running' })
      await acme.apply(cast)
      await clock.advance(3 * MINUTE)
      like(await acme.tasks.get('ACME-2'), { status: 'done' })
      await acme.runs.cancel(only((await acme.runs.list({ where: { status: 'running' } })).rows).id)
      await clock.advance(SECOND)
      like(only((await acme.runs.list({ where: { status: 'cancelled' } })).rows), { spent: 10_000, reserved: 0 })
      like((await acme.incidents.list({ where: { status: 'open' } })).rows, [])
    })
  })
}
