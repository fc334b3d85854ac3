import assert from 'node:assert/strict'
import type { CompanyHandle } from '../../company.ts'
import { usd } from '../../domain/money.ts'
import { scripted } from '../trial.ts'
import { recordsOf } from './house-rules.ts'
import type { Topic } from './opened-company.ts'
import { DAY, done, Gate, HOUR, inTurn, like, MINUTE, only, refusedWith, SECOND, type Job } from './steps.ts'

const costs = (dollars: number) => async ({ spend, run }: Job) => { await spend({ id: run.id, cost: usd(dollars) }); return done() }
const duty = (slug: string, script: string) => ({ ...scripted(slug, script), heartbeat: { idle: 'run' as const, every: '10m', jitterPercent: 0 } })
const balances = async (acme: CompanyHandle) => Promise.all((await acme.budgets.list()).rows.map(async ({ id, scope }) => { const { spent, reserved } = await acme.budgets.balance(id); return [scope, spent, reserved] }))

export function budgets({ describe, on }: Topic): void {
  describe('a budget', () => {
    on('that is used up holds who comes to it, shows an incident and offers a raise; the raise lets go on', async house => {
      const { acme, clock, adapter } = await house.run({ spend: costs(0.5) })
      await acme.agents.hire({ ...duty('dev', 'spend'), budget: { limit: '$1' } })
      await clock.advance(HOUR)
      assert.equal(adapter.jobs.length, 2)
      like(await acme.agents.standing('dev'), { state: 'held', holds: [{ cause: 'budget' }] })
      const offer = only((await acme.approvals.list({ where: { status: 'pending' } })).rows)
      like(offer, { actKind: 'budget.raise', input: { limit: usd(1.5) }, proposedByKind: 'system' })
      like((await acme.incidents.list({ where: { status: 'open' } })).rows.map(({ kind }) => kind), ['budget_warning', 'budget_stop'])
      await acme.agents.resume('dev')
      like(await acme.agents.standing('dev'), { state: 'held' })
      await acme.approvals.approve(offer.id)
      assert.deepEqual((await acme.incidents.list({ where: { status: 'open' } })).rows, [])
      await clock.advance(11 * MINUTE)
      assert.equal(adapter.jobs.length, 3)
      const decisions = (await recordsOf(acme)).filter(({ noun, entityId }) => noun === 'approval' && entityId === offer.id)
      assert.deepEqual(decisions.map(({ action }) => action), ['approval.ask', 'approval.approved'])
    })

    on('that was raised by hand withdraws its offer', async house => {
      const { acme, clock, adapter } = await house.run({ spend: costs(1) })
      await acme.agents.hire({ ...duty('dev', 'spend'), budget: { limit: '$1' } })
      await clock.advance(HOUR)
      const { id } = only((await acme.budgets.list()).rows)
      await refusedWith('wrong_state', acme.budgets.raise(id, '$1'))
      await acme.budgets.raise(id, '$2')
      like(only((await acme.approvals.list()).rows), { status: 'cancelled' })
      like(await acme.agents.standing('dev'), { holds: [] })
      await clock.advance(HOUR)
      assert.equal(adapter.jobs.length, 2)
    })

    on('lets go on when its window ends, also after an overrun, and after an operator held and resumed', async house => {
      const { acme, clock, adapter } = await house.run({ over: costs(3), even: costs(1) })
      await acme.update({ zone: 'Asia/Karachi' })                   // midnight is at 19:00 UTC
      for (const [slug, script] of [['over', 'over'], ['even', 'even'], ['twice', 'even']] as const) await acme.agents.hire({ ...duty(slug, script), budget: { limit: '$1', window: 'day' } })
      await clock.advance(HOUR)
      assert.equal(adapter.jobs.length, 3)
      await acme.agents.hold('twice')
      await acme.agents.resume('twice')
      await clock.advance(8 * HOUR)
      assert.equal(adapter.jobs.length, 3)
      await clock.advance(70 * MINUTE)
      assert.deepEqual(adapter.jobs.slice(3).map(({ agent }) => agent.slug).sort(), ['even', 'over', 'twice'])
      assert.deepEqual((await acme.approvals.list({ where: { status: 'pending' } })).rows.length, 3, 'of the new window')
    })

    const windows = [
      ['day', '2026-01-05T05:00:00Z', '2026-01-06T05:00:00Z'], ['week', '2026-01-05T05:00:00Z', '2026-01-12T05:00:00Z'],
      ['month', '2026-01-01T05:00:00Z', '2026-02-01T05:00:00Z'], ['lifetime', '1970-01-01T00:00:00Z', null],
    ] as const
    for (const [window, startsAt, endsAt] of windows) {
      on(`B6: of a ${window} begins in the zone of the company; a run that straddles its end is charged where it reserved`, async house => {
        const gate = new Gate()
        const { acme, clock } = await house.run({ spend: inTurn(async ({ spend }) => { await spend({ id: 'before', cost: usd(0.1) }); await gate.pass(); await spend({ id: 'after', cost: usd(0.2) }); return done() }, costs(0.4)) })
        await acme.update({ zone: 'America/New_York' })
        await acme.agents.hire({ ...scripted('dev', 'spend'), budget: { limit: '$9', window }, heartbeat: { timeout: '100h', silence: '100h' } })
        if (endsAt) clock.jump(Date.parse(endsAt) - clock.now().getTime() - MINUTE)
        await acme.agents.wake('dev')
        await clock.advance(2 * SECOND)
        const { id } = only((await acme.budgets.list()).rows)
        const first = await acme.budgets.balance(id)
        like(first, { startsAt: new Date(window === 'day' ? '2026-01-05T05:00:00Z' : startsAt), endsAt: endsAt ? new Date(endsAt) : null, spent: usd(0.1), reserved: usd(0.9) })
        await clock.advance(10 * MINUTE)
        if (endsAt) like(await acme.budgets.balance(id), { startsAt: new Date(endsAt), spent: 0, reserved: 0 })
        gate.open()
        await clock.advance(2 * SECOND)
        await acme.agents.wake('dev')
        await clock.advance(2 * SECOND)
        const [straddling, next] = (await acme.runs.list()).rows
        like(straddling, { spent: usd(0.3), balances: [first.id], reserved: 0 })
        like(await acme.budgets.balance(id), endsAt ? { spent: usd(0.4), reserved: 0 } : { spent: usd(0.7), reserved: 0 })
        assert.equal(next?.balances[0] === first.id, endsAt === null)
      })
    }

    on('that others hold in reserve is waited for, without an incident', async house => {
      const gate = new Gate()
      const { acme, clock, adapter } = await house.run({ hold: async job => { await gate.pass(); return costs(0.1)(job) }, spend: costs(0.2) })
      await acme.budgets.set({ scope: 'company', limit: '$1' })
      await acme.agents.hire(scripted('first', 'hold'))
      await acme.agents.hire(scripted('second', 'spend'))
      for (const slug of ['first', 'second']) { await acme.agents.wake(slug); await clock.advance(SECOND) }
      await clock.advance(5 * MINUTE)
      assert.deepEqual(adapter.jobs.map(({ agent }) => agent.slug), ['first'])
      like(await acme.agents.standing('second'), { state: 'waiting', holds: [] })
      gate.open()
      await clock.advance(MINUTE)
      assert.deepEqual(adapter.jobs.map(({ agent }) => agent.slug), ['first', 'second'])
      assert.equal(adapter.jobs[1]?.run.capMicros, usd(0.9))
      assert.deepEqual((await acme.incidents.list()).rows, [])
    })

    on('warns once at its level', async house => {
      const { acme, clock } = await house.run({ spend: costs(0.5) })
      const budget = await acme.budgets.set({ scope: 'company', limit: '$10', warnPercent: 20 })
      await acme.agents.hire(duty('dev', 'spend'))
      await clock.advance(35 * MINUTE)
      assert.deepEqual((await acme.incidents.list()).rows, [])
      await clock.advance(HOUR)
      like(only((await acme.incidents.list()).rows), { kind: 'budget_warning', budgetId: budget.id, detail: /\$2\.00 of \$10\.00/ })
    })

    on('B1: of every scope is reserved at once, and the least of them is the cap of the run', async house => {
      const gate = new Gate()
      const { acme, clock, adapter } = await house.run({ spend: async job => { await gate.pass(); return costs(0.25)(job) } })
      await acme.agents.hire(scripted('ceo', 'rest'))
      await acme.agents.hire({ ...scripted('cto', 'rest'), reportsTo: 'ceo' })
      await acme.agents.hire({ ...scripted('dev', 'spend'), reportsTo: 'cto', budget: { limit: '$0.90' } })
      await acme.agents.hire({ ...scripted('other', 'rest'), budget: { limit: '$3' } })
      const goal = await acme.goals.set({ title: 'Top' }), below = await acme.goals.set({ title: 'Below', parent: goal.id })
      await acme.projects.set({ slug: 'app', goal: below.id })
      for (const [scope, ref, limit] of [['team', 'ceo', '$0.80'], ['team', 'cto', '$5'], ['project', 'app', '$0.50'], ['goal', goal.id, '$0.70']] as const) await acme.budgets.set({ scope, for: ref, limit })
      await acme.budgets.set({ scope: 'company', limit: '$2' })
      await acme.tasks.create({ title: 'Build', assignee: 'dev', project: 'app' })
      await clock.advance(SECOND)
      assert.equal(adapter.jobs[0]?.run.capMicros, usd(0.5))
      const held = (amount: number, reserved: number) => [['agent', amount, reserved], ['agent', 0, 0], ['team', amount, reserved], ['team', amount, reserved], ['project', amount, reserved], ['goal', amount, reserved], ['company', amount, reserved]]
      assert.deepEqual(await balances(acme), held(0, usd(0.5)))
      gate.open()
      await clock.advance(SECOND)
      assert.deepEqual(await balances(acme), held(usd(0.25), 0))
    })

    on('B1: of a project is reserved by the first task a run takes, or the take is refused', async house => {
      const answers: string[] = []
      const { acme, clock } = await house.run({ take: async ({ desk, spend }) => {
        for (const [project, refusal] of [['poor', 'over_budget'], ['rich', null]] as const) {
          const { identifier } = await desk.delegate({ title: project, assignee: 'dev', project })
          answers.push(refusal ? await refusedWith(refusal, desk.take({ task: identifier })) : (await desk.take({ task: identifier })).status)
        }
        await spend({ id: 'a', cost: usd(0.3) })
        return done()
      } })
      await acme.roles.set({ slug: 'worker', permissions: { 'task.create': 'self' } })
      await acme.agents.hire({ ...scripted('dev', 'take'), heartbeat: { every: '20h' } })
      for (const [slug, limit] of [['poor', '$0.50'], ['rich', '$5']] as const) { await acme.projects.set({ slug, lead: 'dev' }); await acme.budgets.set({ scope: 'project', for: slug, limit }) }
      await acme.budgets.set({ scope: 'agent', for: 'dev', limit: '$10' })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like(answers, [/less than the \$1\.00/, 'in_progress'])
      assert.deepEqual(await balances(acme), [['project', 0, 0], ['project', usd(0.3), 0], ['agent', usd(0.3), 0]])
    })

    on('B1, B6: pays in the window in which a run began, also for a task that it takes in the next', async house => {
      const gate = new Gate()
      const { acme, clock, adapter } = await house.run({ take: inTurn(async job => { await gate.pass(); await job.desk.take({ task: 'ACME-1' }); return costs(0.4)(job) }, async () => done()) })
      await acme.update({ zone: 'Pacific/Marquesas' })                                   // it is half past eleven at night there
      await acme.agents.hire({ ...scripted('dev', 'take'), heartbeat: { timeout: '1h', silence: '1h' }, budget: { limit: '$10', window: 'day' } })
      await acme.budgets.set({ scope: 'company', limit: '$1.50', window: 'day' })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      assert.equal(adapter.jobs.length, 1)
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(HOUR / 2)
      gate.open()
      await clock.advance(MINUTE)
      const run = (await acme.runs.list()).rows[0] ?? assert.fail('there is no run'), paid = await house.store.read(acme.id, view => Promise.all(run.balances.map(id => view.get('balance', id))))
      like(run, { status: 'succeeded', spent: usd(0.4) })
      like(paid.map(balance => [balance?.spent, balance?.reserved]), [[usd(0.4), 0], [usd(0.4), 0]])
      assert.equal(new Set(paid.map(balance => balance?.budgetId)).size, 2)
      assert.deepEqual(await balances(acme), [['agent', 0, 0], ['company', 0, 0]], 'of the day that runs')
    })

    on('of a project is spent by nobody who neither leads it nor works for it', async house => {
      const { acme, clock } = await house.run({ boss: async ({ desk }) => {
        for (const project of ['theirs', 'ours']) await desk.delegate({ title: `For ${project}`, assignee: 'dev', project }).catch(() => {})
        return done()
      } })
      await acme.agents.hire(scripted('boss', 'boss'))
      await acme.agents.hire({ ...scripted('dev', 'rest'), reportsTo: 'boss', status: 'draft' })
      await acme.projects.set({ slug: 'theirs' })
      await acme.projects.set({ slug: 'ours', lead: 'dev' })
      await acme.agents.wake('boss')
      await clock.advance(SECOND)
      assert.deepEqual((await acme.tasks.list()).rows.map(({ title }) => title), ['For ours'])
      like((await acme.runs.list()).rows[0], { notices: [/the money of the project "theirs"/] })
    })

    on('B1: is never set below what is spent and reserved of it', async house => {
      const { acme, clock } = await house.run({ spend: costs(0.5) })
      await acme.agents.hire({ ...scripted('dev', 'spend'), budget: { limit: '$2' } })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      assert.match(await refusedWith('wrong_state', acme.budgets.set({ scope: 'agent', for: 'dev', limit: '$0.40' })), /\$0\.50/)
      await acme.budgets.set({ scope: 'agent', for: 'dev', limit: '$0.50' })
      like(await balances(acme), [['agent', usd(0.5), 0]])
    })

    on('is set again, not doubled, and refuses what it cannot be', async house => {
      const { acme } = await house.found()
      await acme.roles.set({ slug: 'rich', budget: { limit: '$7' } })
      await acme.agents.hire({ ...scripted('dev', 'rest'), role: 'rich' })
      await acme.budgets.set({ scope: 'agent', for: 'dev', limit: '$8' })
      await acme.budgets.set({ scope: 'agent', for: 'dev', limit: '$1', window: 'day' })
      assert.deepEqual((await acme.budgets.list()).rows.map(({ limit, window }) => [limit, window]), [[usd(8), 'month'], [usd(1), 'day']])
      await refusedWith('invalid_input', acme.budgets.set({ scope: 'company', for: 'dev', limit: '$1' }))
      await refusedWith('invalid_input', acme.budgets.set({ scope: 'agent', limit: '$1' }))
      await refusedWith('invalid_input', acme.budgets.set({ scope: 'company', limit: '-$1' }))
      await refusedWith('invalid_input', acme.budgets.set({ scope: 'company', limit: 5 }))
      await refusedWith('not_found', acme.budgets.set({ scope: 'project', for: 'none', limit: '$1' }))
      assert.ok(DAY)
    })

    on('keeps what is spent of a window when the clock goes back into it', async house => {
      house.expect(/clock of this machine went back/)
      const { acme, clock } = await house.run({ spend: costs(0.5) })
      await acme.agents.hire({ ...scripted('dev', 'spend'), budget: { limit: '$9', window: 'day' } })
      for (const jump of [0, DAY, -DAY]) {
        clock.jump(jump)
        await acme.agents.wake('dev')
        await clock.advance(MINUTE)
      }
      like(await acme.budgets.balance(only((await acme.budgets.list()).rows).id), { startsAt: new Date('2026-01-05T00:00:00Z'), spent: usd(1), reserved: 0 })
    })
  })
}
