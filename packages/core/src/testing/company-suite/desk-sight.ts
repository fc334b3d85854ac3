import assert from 'node:assert/strict'
import type { Desk } from '../../ports/desk.ts'
import { scripted } from '../trial.ts'
import type { House, Topic } from './opened-company.ts'
import { done, like, only, refusedWith, SECOND } from './steps.ts'

/** boss → dev → junior, and a stranger; ACME-1 is the dev's and waits for nothing. The one named does `step` at its desk. */
async function looking(house: House, who: string, step: (desk: Desk) => Promise<unknown>) {
  const failures: unknown[] = []
  const trial = await house.run({ look: async ({ desk }) => { await step(desk).catch((error: unknown) => failures.push(error)); return done() } })
  const { acme, clock } = trial
  const script = (slug: string) => scripted(slug, slug === who ? 'look' : 'rest')
  await acme.agents.hire({ ...script('boss'), status: 'draft' })
  await acme.agents.hire({ ...script('dev'), reportsTo: 'boss', status: 'draft' })
  await acme.agents.hire({ ...script('junior'), reportsTo: 'dev', status: 'draft' })
  await acme.agents.hire({ ...script('stranger'), status: 'draft' })
  await acme.tasks.create({ title: 'Write', description: 'One page.', assignee: 'dev', status: 'backlog' })
  for (const body of ['One', 'Two', 'Three']) await acme.messages.say({ task: 'ACME-1', body })
  await acme.agents.activate(who)
  await acme.agents.wake(who)
  await clock.advance(SECOND)
  assert.deepEqual(failures, [])
  return trial
}

export function deskSight({ describe, on }: Topic): void {
  describe('the desk of an agent', () => {
    on('shows a task in full, and its thread from where it was read', async house => {
      await looking(house, 'dev', async desk => {
        like(await desk.show({ task: 'ACME-1' }), { identifier: 'ACME-1', description: 'One page.', part: 'assignee', assigneeKind: 'agent', blockedBy: [], why: [{ kind: 'mission' }], thread: [{ body: 'One' }, { body: 'Two' }, { body: 'Three' }] })
        const [first] = (await desk.thread({ task: 'ACME-1', limit: 1 })).rows
        like(first, { body: 'One', fromId: 'operator:local' })
        like((await desk.thread({ task: 'ACME-1', after: first?.id ?? null })).rows.map(({ body }) => body), ['Two', 'Three'])
        await refusedWith('not_found', desk.thread({ task: 'ACME-1', after: 'msg_none' }))
      })
    })

    on('shows a task to those above its assignee, and to no stranger', async house => {
      await looking(house, 'boss', async desk => { like(await desk.show({ task: 'ACME-1' }), { part: 'other' }) })
    })

    on('shows no task to a stranger, and that is noted on its run', async house => {
      const { acme } = await looking(house, 'stranger', async desk => {
        await refusedWith('forbidden', desk.show({ task: 'ACME-1' }))
        await refusedWith('forbidden', desk.thread({ task: 'ACME-1' }))
      })
      assert.equal(only((await acme.runs.list()).rows).notices.length, 2)
    })

    on('knows everybody who works here, and what itself has put to the board', async house => {
      const { acme } = await looking(house, 'dev', async desk => {
        const colleagues = (await desk.colleagues({})).rows
        assert.deepEqual(colleagues.map(({ slug }) => slug), ['boss', 'dev', 'junior', 'stranger'])
        assert.equal(colleagues.find(({ slug }) => slug === 'dev')?.reportsTo, colleagues[0]?.id)
        assert.deepEqual((await desk.proposals({})).rows, [])
        like((await desk.assigned({ status: 'backlog' })).rows, [{ identifier: 'ACME-1' }])
        assert.deepEqual((await desk.assigned({ status: 'done' })).rows, [])
        like(await desk.purse({}), { spentMicros: 0, capMicros: 1_000_000, budgets: [] })
      })
      assert.deepEqual((await acme.approvals.list()).rows, [])
    })

    on('takes a report of what thinking took, once for each id, and ends the run at its cap', async house => {
      const { acme } = await looking(house, 'dev', async desk => {
        like(await desk.spend({ id: 'call-1', cost: 40_000 }), { spentMicros: 40_000 })
        like(await desk.spend({ id: 'call-1', cost: 40_000 }), { spentMicros: 40_000 })
        await refusedWith('invalid_input', desk.spend({ id: 'call-2', cost: -1 }))
        await desk.spend({ id: 'call-3', cost: 1_000_000 })
      })
      like(only((await acme.runs.list()).rows), { spent: 1_040_000, agentId: (await acme.agents.get('dev')).id })
      like(only((await acme.incidents.list()).rows.filter(({ kind }) => kind === 'overrun')), { kind: 'overrun' })
    })
  })
}
