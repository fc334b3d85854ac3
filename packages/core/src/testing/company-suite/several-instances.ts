import assert from 'node:assert/strict'
import type { CompanyHandle } from '../../company.ts'
import { usd } from '../../domain/money.ts'
import { scripted } from '../trial.ts'
import type { House, Topic } from './opened-company.ts'
import { endless, like, MINUTE, only, SECOND, type Job } from './steps.ts'

/** Everything that is asked about runs, as one instance answers it. */
async function answers(acme: CompanyHandle): Promise<unknown> {
  const agents = (await acme.agents.list()).rows, budgets = (await acme.budgets.list()).rows, runs = (await acme.runs.list()).rows
  return {
    runs, tasks: (await acme.tasks.list()).rows, company: await acme.get(), standings: await Promise.all(agents.map(({ id }) => acme.agents.standing(id))),
    balances: await Promise.all(budgets.map(({ id }) => acme.budgets.balance(id))), logs: await Promise.all(runs.map(({ id }) => acme.runs.log(id))),
  }
}

/** Two instances on one store: one that runs the agents, and one that never started anything. */
async function twoInstances(house: House) {
  const callbacks: string[] = []
  const trial = await house.run({
    endless: async job => { await job.spend({ id: 'first', cost: usd(0.25) }); return endless(job) },
    away: async ({ callback }: Job) => { callbacks.push(callback); return { kind: 'deferred', until: new Date(house.clock.now().getTime() + 60 * MINUTE), handle: { far: true } } },
  })
  const aside = house.another(trial)
  for (const script of ['endless', 'away']) await trial.acme.agents.hire({ ...scripted(script, script), budget: { limit: '$5' } })
  return { ...trial, aside, other: await aside.company('acme'), callbacks }
}

export function severalInstances({ describe, on }: Topic): void {
  describe('two instances on one store', () => {
    on('R7: answer the same while a run goes on, and after it was ended by the one that did not begin it', async house => {
      const { acme, other, clock, adapter } = await twoInstances(house)
      await other.tasks.create({ title: 'For ever', assignee: 'endless' })
      await clock.advance(2 * SECOND)
      const { id } = only((await other.runs.list({ where: { status: 'running' } })).rows)
      like(await other.agents.standing('endless'), { run: { id, status: 'running' } })
      assert.deepEqual(await answers(other), await answers(acme))
      await other.runs.cancel(id, 'Enough.')
      await clock.advance(MINUTE)
      like(await acme.runs.get(id), { status: 'cancelled', spent: usd(0.25), reserved: 0 })
      assert.equal(only(adapter.jobs).signal.aborted, true, 'it was told where it runs')
      assert.deepEqual(await answers(other), await answers(acme))
    })

    on('R7: a deferred run is seen, called back and ended by the one that did not begin it', async house => {
      const { acme, other, aside, clock, callbacks } = await twoInstances(house)
      await acme.tasks.create({ title: 'Far away', assignee: 'away' })
      await clock.advance(SECOND)
      const { id } = only((await other.runs.list({ where: { status: 'deferred' } })).rows)
      assert.deepEqual(await answers(other), await answers(acme))
      like(await aside.runs.finish(only(callbacks), { kind: 'done', summary: 'Back.', usage: [] }), { id, status: 'succeeded' })
      like(await acme.runs.get(id), { status: 'succeeded', summary: 'Back.' })
      assert.deepEqual(await answers(other), await answers(acme))
    })

    on('R7: a hold, a stop and a termination reach the run wherever it goes on', async house => {
      for (const [n, end] of [['a', (acme: CompanyHandle, slug: string) => acme.agents.hold(slug)], ['b', (acme: CompanyHandle, slug: string) => acme.agents.terminate(slug)], ['c', (acme: CompanyHandle) => acme.stopEverything('Fire.')]] as const) {
        const { acme, other, clock } = n === 'a' ? await twoInstances(house) : await again(house)
        const slug = `endless-${n}`
        await acme.agents.hire(scripted(slug, 'endless'))
        await acme.tasks.create({ title: 'For ever', assignee: slug })
        await clock.advance(SECOND)
        like((await other.agents.standing(slug)).run, { status: 'running' })
        await end(other, slug)
        await clock.advance(MINUTE)
        like((await acme.runs.list({ direction: 'down', limit: 1 })).rows, [{ status: 'cancelled' }])
        assert.deepEqual(await answers(other), await answers(acme))
      }
    })
  })
}

/** The same two instances once more. */
async function again({ nodes, clock }: House) {
  const [first, second] = nodes
  return { acme: await (first ?? assert.fail()).paperclip.company('acme'), other: await (second ?? assert.fail()).paperclip.company('acme'), clock }
}
