import assert from 'node:assert/strict'
import type { AccessKeyInput } from '../../operations/access/access-keys.ts'
import { usd } from '../../domain/money.ts'
import { scripted, type Trial } from '../trial.ts'
import { recordsOf } from './house-rules.ts'
import type { House, Topic } from './opened-company.ts'
import { done, failing, Gate, HOUR, like, MINUTE, only, refusedWith, type Job } from './steps.ts'

const CI = { name: 'ci', level: 'operator', acts: ['agent.wake', 'task.create', 'message.say'], budget: { limit: '$1', window: 'lifetime' } } satisfies AccessKeyInput

/** Finishes what it is about, for so much. */
const costs = (dollars: number) => async ({ desk, spend, run, brief: { focus } }: Job) => {
  await spend({ id: run.id, cost: usd(dollars) })
  if (focus) await desk.finish({ task: focus.identifier, result: 'Done.' })
  return done()
}

/** What a key has, and whoever has it. */
async function withKey({ acme, paperclip }: Trial, input: AccessKeyInput = CI) {
  const { key } = await acme.keys.create(input), budget = only((await acme.budgets.list()).rows.filter(({ scopeId }) => scopeId === key.id))
  return { key, budget, ci: await paperclip.as({ kind: 'key', id: key.id }).company('acme'), balance: () => acme.budgets.balance(budget.id) }
}

/** A company whose developer spends half a dollar a run, at most. */
async function expensive(house: House, script: Parameters<House['run']>[0] = {}) {
  const trial = await house.run({ spend: costs(0.5), ...script })
  await trial.acme.agents.hire({ ...scripted('dev', 'spend'), heartbeat: { cap: '$0.5' } })
  return { ...trial, ...await withKey(trial) }
}

export function keyMoney({ describe, on }: Topic): void {
  describe('what a key may cost', () => {
    on('P24: is spent on the runs that came of its deeds, and no more, however much it asks for; whoever else asks is served', async house => {
      const { acme, ci, balance, clock, budget, key } = await expensive(house)
      for (let n = 0; n < 10; n++) await ci.tasks.create({ title: `Theirs ${n}`, assignee: 'dev' })
      await acme.tasks.create({ title: 'Ours', assignee: 'dev' })
      await ci.agents.wake('dev')
      await clock.advance(10 * MINUTE)
      like(await balance(), { spent: usd(1), reserved: 0 })
      const tasks = (await acme.tasks.list()).rows.filter(({ status }) => status === 'done').map(({ title }) => title)
      assert.deepEqual(tasks.sort(), ['Ours', 'Theirs 0', 'Theirs 1'])
      assert.deepEqual((await acme.runs.list()).rows.map(({ keyIds }) => keyIds.length), [1, 1, 0])
      like(await acme.check(), { ok: true })
      like([(await acme.keys.get(key.id)).budgetId], [budget.id])
      like(await acme.agents.standing('dev'), { holds: [] })
      like((await acme.incidents.list({ where: { status: 'open' } })).rows.filter(({ kind }) => kind === 'budget_stop'), [{ budgetId: budget.id }])
      for (const deed of [ci.agents.wake('dev'), ci.tasks.create({ title: 'More', assignee: 'dev' }), ci.messages.say({ to: 'dev', body: 'Come on.' })]) await refusedWith('forbidden', deed)
      assert.deepEqual((await recordsOf(acme)).filter(({ noun, action }) => noun === 'accessKey' && action.endsWith('.refused')).map(({ entityId }) => entityId), [key.id, key.id, key.id])

      await acme.budgets.raise(budget.id, '$1.5')
      await clock.advance(10 * MINUTE)
      like(await balance(), { spent: usd(1.5) })
      await acme.budgets.remove(budget.id)
      await clock.advance(10 * MINUTE)
      assert.ok((await acme.tasks.list()).rows.every(({ status }) => status === 'done'))
    })

    on('P24: is spent too by what agents hand on in those runs, and by whoever that wakes', async house => {
      const { acme, ci, balance, clock } = await expensive(house, {
        hand: async ({ desk, brief: { focus } }) => {
          if (focus) await desk.finish({ task: focus.identifier, result: 'Handed on.' })
          for (let n = 0; n < 5; n++) await desk.delegate({ title: `Part ${n}`, assignee: 'dear' })
          return done()
        },
      })
      await acme.roles.set({ slug: 'lead', permissions: { 'task.assign': 'company', 'task.create': 'company' } })
      await acme.agents.hire({ ...scripted('lead', 'hand'), role: 'lead' })
      await acme.agents.hire({ ...scripted('dear', 'spend'), reportsTo: 'lead', heartbeat: { cap: '$0.5' } })
      await ci.tasks.create({ title: 'All of it', assignee: 'lead' })
      await clock.advance(10 * MINUTE)
      like(await balance(), { spent: usd(1), reserved: 0 })
      assert.equal((await acme.runs.list()).rows.filter(({ spent }) => spent > 0).length, 2)
    })

    on('P24: is reserved before a run begins, so that many at once are not more; what waits goes on when there is some again', async house => {
      const gate = new Gate(), trial = await house.run({ spend: async job => { await gate.pass(); return costs(0.5)(job) } })
      const { acme, clock } = trial, agents = ['a', 'b', 'c', 'd']
      await acme.update({ zone: 'Pacific/Kiritimati' })                         // it is an hour to midnight
      for (const slug of agents) await acme.agents.hire({ ...scripted(slug, 'spend'), heartbeat: { cap: '$0.5' } })
      const { ci, balance } = await withKey(trial, { ...CI, budget: { limit: '$1', window: 'day' } })
      for (const slug of agents) await ci.agents.wake(slug)
      await clock.advance(MINUTE)
      like(await balance(), { spent: 0, reserved: usd(1) })
      assert.equal((await acme.runs.list()).rows.length, 2)
      gate.open()
      await clock.advance(10 * MINUTE)
      like(await balance(), { spent: usd(1), reserved: 0 })
      await clock.advance(70 * MINUTE)
      assert.equal((await acme.runs.list()).rows.length, 4)
    })

    on('P24: hides nothing else when it is used up, is shown to no run that others pay for, and is not lost', async house => {
      const gate = new Gate(), told: (string | undefined)[][] = [], refused: unknown[] = []
      const trial = await expensive(house, {
        spend: async job => {
          const { desk, brief: { focus, inbox, tasks } } = job, nth = told.push([focus?.title, ...inbox.map(item => (item.noun === 'message' ? item.message.body : item.noun))])
          if (nth === 1) await gate.pass()
          if (nth === 2) refused.push(await desk.take({ task: tasks[0]?.identifier ?? '' }).catch((error: unknown) => error))
          return costs(0.5)(job)
        },
      })
      const { acme, clock } = trial, { ci, budget } = await withKey(trial, { ...CI, name: 'small', budget: { limit: '$0.5', window: 'lifetime' } })
      await ci.messages.say({ to: 'dev', body: 'Theirs.' })
      await ci.agents.wake('dev')
      await clock.advance(MINUTE)
      await ci.messages.say({ to: 'dev', body: 'Theirs too.' })
      for (let n = 0; n < 205; n++) await ci.tasks.create({ title: `Theirs ${n}`, assignee: 'dev' })
      gate.open()
      await clock.advance(10 * MINUTE)
      await acme.messages.say({ to: 'dev', body: 'Ours.' })
      await acme.agents.wake('dev')
      await clock.advance(10 * MINUTE)
      await acme.tasks.create({ title: 'Ours', assignee: 'dev' })
      await clock.advance(10 * MINUTE)
      assert.deepEqual(told, [[undefined, 'Theirs.', 'agent'], [undefined, 'Ours.', 'agent'], ['Ours', 'task']])
      like(refused, [{ code: 'conflict', reason: 'over_budget' }])
      await acme.budgets.raise(budget.id, '$1')
      await clock.advance(10 * MINUTE)
      like(told.slice(3).map(one => one.slice(0, 2)), [['Theirs 0', 'Theirs too.']])
    })

    on('P24: is spent too by whoever is woken because it went wrong', async house => {
      const { acme, ci, key, clock } = await expensive(house, { fail: async () => failing('bad_request') })
      await acme.agents.hire({ ...scripted('lead', 'spend'), heartbeat: { cap: '$0.5' } })
      await acme.agents.hire({ ...scripted('weak', 'fail'), reportsTo: 'lead' })
      await ci.tasks.create({ title: 'Too hard', assignee: 'weak' })
      await clock.advance(2 * HOUR)
      const lead = await acme.agents.get('lead')
      like((await acme.runs.list()).rows.filter(({ agentId }) => agentId === lead.id), [{ causes: ['raise'], keyIds: [key.id], spent: usd(0.5) }])
    })

    on('P24: is not asked about where there is none: what comes of a key without money of its own comes of no key', async house => {
      const trial = await expensive(house), { acme, clock } = trial
      const { key } = await acme.keys.create({ name: 'free', level: 'operator' }), free = await trial.paperclip.as({ kind: 'key', id: key.id }).company('acme')
      await free.tasks.create({ title: 'Free', assignee: 'dev' })
      await clock.advance(10 * MINUTE)
      like([(await acme.tasks.list()).rows, (await acme.runs.list()).rows], [[{ status: 'done', keyIds: [] }], [{ keyIds: [] }]])
    })

    on('P24: is for keys whose deeds cost what is counted, and nothing they could change', async house => {
      const { acme, ci, budget } = await expensive(house)
      for (const wrong of [{ acts: null }, { acts: ['agent.wake', 'routine.set'] }, { acts: ['key.create'] }, { agent: 'dev' }] satisfies Partial<AccessKeyInput>[]) await refusedWith('invalid_input', acme.keys.create({ ...CI, ...wrong }))
      await refusedWith('forbidden', ci.budgets.raise(budget.id, '$100'))
      await refusedWith('forbidden', ci.budgets.remove(budget.id))
      await refusedWith('forbidden', ci.keys.create({ name: 'more' }))
      assert.deepEqual((await acme.export()).budgets ?? [], [])
    })
  })
}
