import assert from 'node:assert/strict'
import { micros, usd } from '../../domain/money.ts'
import type { UsageInput } from '../../domain/usage.ts'
import { FakeClock } from '../fake-clock.ts'
import { scriptedAdapter } from '../scripted-adapter.ts'
import { scripted } from '../trial.ts'
import type { House, Topic } from './opened-company.ts'
import { done, failing, Gate, HOUR, inTurn, like, MINUTE, only, refusedWith, SECOND, toldToEnd, type Job } from './steps.ts'

/** A company whose one agent does this in its one run, under a budget. */
async function spent(house: House, step: (job: Job) => Promise<void>, { limit = '$10', cap = '$1' } = {}) {
  const trial = await house.run({ spend: inTurn(async job => { await step(job); return done() }, async () => done()) })
  const { acme, clock } = trial
  await acme.agents.hire({ ...scripted('dev', 'spend'), budget: { limit }, heartbeat: { cap } })
  await acme.agents.wake('dev')
  await clock.advance(10 * SECOND)
  const budget = only((await acme.budgets.list()).rows)
  return { ...trial, budget, run: only((await acme.runs.list()).rows), balance: () => acme.budgets.balance(budget.id) }
}

export function spending({ describe, on }: Topic): void {
  describe('spending', () => {
    on('B5: sums exactly, to the micro-dollar, in whatever order and however often it is reported', async house => {
      const costs = Array.from({ length: 400 }, (_, n) => (n * 7919) % 997)
      const { run, balance } = await spent(house, async ({ spend }) => { await Promise.all(costs.map((cost, n) => spend({ id: `call-${n}`, cost }))) })
      const sum = costs.reduce((total, cost) => total + cost, 0)
      assert.equal(run.spent, sum)
      like(await balance(), { spent: sum, reserved: 0 })
    })

    on('is written through within a second, and seen while the run goes on', async house => {
      const { acme, clock, adapter } = await house.run({ spend: async ({ spend, signal }) => {
        await spend({ id: 'a', cost: usd(0.1) })
        await new Promise(resolve => { signal.addEventListener('abort', resolve) })
        return failing('crashed')
      } })
      const pulses: number[] = []
      acme.on(event => { if (event.kind === 'spend') pulses.push(event.spentMicros) })
      await acme.agents.hire({ ...scripted('dev', 'spend'), budget: { limit: '$10' } })
      await acme.agents.wake('dev')
      await clock.advance(2 * SECOND)
      like(await acme.budgets.balance(only((await acme.budgets.list()).rows).id), { spent: usd(0.1), reserved: usd(0.9) })
      assert.deepEqual(pulses, [usd(0.1)])
      assert.equal(adapter.jobs[0]?.run.capMicros, usd(1))
    })

    on('counts the same usage once: at once, later, and after it was written', async house => {
      const call = { id: 'call-1', cost: usd(0.2), model: 'm' }
      const { run, acme } = await spent(house, async ({ spend }) => {
        await Promise.all([spend(call), spend(call)])
        await house.clock.after(2 * SECOND, () => {})
        await spend(call)
        await spend({ ...call, cost: usd(0.7) })
      })
      assert.equal(run.spent, usd(0.2))
      like((await acme.budgets.movements()).rows.filter(({ kind }) => kind === 'spend'), [{ usageId: 'call-1', model: 'm', amount: usd(0.2) }])
    })

    on('refuses what no usage can be, and the run goes on', async house => {
      const wrong: UsageInput[] = [{ id: 'a', cost: -1 }, { id: 'b', cost: 0.5 }, { id: 'c', cost: Number.NaN }, { id: 'd', cost: 1, inputTokens: -5 }, { id: '', cost: 1 }, { id: 'e', cost: Number.MAX_VALUE }]
      const { run } = await spent(house, async ({ spend }) => { for (const usage of wrong) await refusedWith('invalid_input', spend(usage)) })
      like(run, { status: 'succeeded', spent: 0 })
    })

    on('B5: never takes an unknown price for zero: the whole reservation is posted as an estimate, and can be corrected once', async house => {
      const { run, acme, balance } = await spent(house, async ({ spend }) => { await spend({ id: 'a', cost: usd(0.1) }); await spend({ id: 'b', cost: null, model: 'mystery' }) })
      like(run, { spent: usd(1), unpriced: true, estimated: true, reserved: 0 })
      like(only((await acme.incidents.list()).rows), { kind: 'unpriced', detail: /mystery/ })
      like(await acme.runs.adjust(run.id, '$0.30'), { spent: usd(0.3), estimated: false })
      like(await balance(), { spent: usd(0.3), reserved: 0 })
      await refusedWith('wrong_state', acme.runs.adjust(run.id, '$0.20'))
    })

    on('keeps imputed cost apart from what is billed', async house => {
      const { run, balance } = await spent(house, async ({ spend }) => { await spend({ id: 'a', cost: usd(5), billing: 'imputed' }); await spend({ id: 'b', cost: usd(0.1) }) })
      like(run, { status: 'succeeded', spent: usd(0.1), imputed: usd(5) })
      like(await balance(), { spent: usd(0.1) })
    })

    on('B2: goes over the cap by one call at most: that is recorded, and the run is told to end', async house => {
      const told: boolean[] = []
      const { run, acme, balance } = await spent(house, async ({ spend, signal }) => {
        for (let call = 0; call < 50 && !signal.aborted; call++) await spend({ id: `call-${call}`, cost: usd(0.3) })
        told.push(signal.aborted)
      })
      assert.deepEqual(told, [true])
      like(run, { spent: usd(1.2), cap: usd(1), status: 'succeeded' })
      like(only((await acme.incidents.list()).rows), { kind: 'overrun', runId: run.id })
      like((await acme.budgets.movements()).rows.filter(({ overrun }) => overrun), [{ kind: 'spend', amount: usd(0.3) }])
      like(await balance(), { spent: usd(1.2), stoppedAt: null })
    })

    on('B3: an overrun that breaks a budget is never hidden, and stops the budget', async house => {
      const { acme, balance, clock, adapter } = await spent(house, async ({ spend }) => { await spend({ id: 'huge', cost: usd(25) }) })
      like(await balance(), { spent: usd(25), reserved: 0 })
      assert.ok((await balance()).stoppedAt)
      like(await acme.agents.standing('dev'), { state: 'held', holds: [{ cause: 'budget' }] })
      assert.deepEqual((await acme.incidents.list()).rows.map(({ kind }) => kind).sort(), ['budget_stop', 'budget_warning', 'overrun'])
      await acme.tasks.create({ title: 'More', assignee: 'dev' })
      await clock.advance(5 * HOUR)
      assert.equal(adapter.jobs.length, 1)
      const offer = only((await acme.approvals.list()).rows)
      like(offer, { status: 'pending', proposedByKind: 'system', actKind: 'budget.raise' })
      await acme.approvals.approve(offer.id)
      like(await acme.agents.standing('dev'), { holds: [] })
      await clock.advance(SECOND)
      assert.equal(adapter.jobs.length, 2)
    })

    on('B3: resolves each reservation once, however a run ends', async house => {
      const ends = [async () => done(), async () => failing('crashed'), async () => { throw new Error('Crash') }, async () => new Promise<never>(() => {})]
      const { acme, clock } = await house.run({ spend: inTurn(...ends.map(end => async (job: Job) => { await job.spend({ id: 'a', cost: usd(0.25) }); return end() })) })
      await acme.agents.hire({ ...scripted('dev', 'spend'), budget: { limit: '$10' }, heartbeat: { idle: 'run', every: '1h', silence: '5m' } })
      await clock.advance(5 * HOUR)
      const movements = (await acme.budgets.movements()).rows
      for (const run of (await acme.runs.list()).rows) {
        assert.deepEqual(movements.filter(({ runId }) => runId === run.id).map(({ kind, amount }) => `${kind} ${amount}`), ['reserve 1000000', 'spend 250000', 'release 750000'], run.status)
      }
      assert.ok(movements.length >= 12)
    })

    on('B3: of a run that was lost is corrected once; a correction upwards is an overrun, and stops what it breaks', async house => {
      const still = new FakeClock(house.clock.now())
      const trial = await house.run({ spend: inTurn(() => new Promise<never>(() => {}), async () => done()) }, { clock: still })
      const { acme } = trial
      await acme.agents.hire({ ...scripted('dev', 'spend'), budget: { limit: '$3' } })
      await acme.agents.wake('dev')
      await still.advance(1)
      await house.another(trial).start()
      await house.clock.advance(2 * MINUTE)
      const lost = (await acme.runs.list()).rows[0]
      like(lost, { status: 'lost', spent: usd(1), estimated: true })
      await acme.runs.adjust(lost?.id ?? '', '$4')
      like(await acme.budgets.balance(only((await acme.budgets.list()).rows).id), { spent: usd(4) })
      like((await acme.budgets.movements({ where: { kind: 'adjust' } })).rows, [{ amount: usd(3), overrun: true }])
      like(await acme.agents.standing('dev'), { state: 'held', holds: [{ cause: 'budget' }] })
      await refusedWith('wrong_state', acme.runs.adjust(lost?.id ?? '', '$0'))
    })

    on('by an adapter that cannot meter is taken for its price per run', async house => {
      const { acme, clock } = await house.run({ spend: async () => done() }, { adapter: { metering: 'none' } })
      await refusedWith('invalid_input', acme.agents.hire(scripted('dev', 'spend')))
      await acme.agents.hire({ slug: 'dev', role: 'worker', adapter: { kind: 'scripted', config: { script: 'spend' }, perRun: '$0.40' }, budget: { limit: '$1' }, heartbeat: { idle: 'run', every: '1m' } })
      await clock.advance(10 * MINUTE)
      like((await acme.runs.list()).rows, [{ spent: usd(0.4), estimated: true }, { spent: usd(0.4) }, { spent: usd(0.2), cap: usd(0.2) }])
      like(await acme.budgets.balance(only((await acme.budgets.list()).rows).id), { spent: usd(1) })
    })

    on('by an agent that may spend nothing is posted all the same', async house => {
      const { run, balance } = await spent(house, async ({ spend }) => { await spend({ id: 'a', cost: 7 }) }, { cap: '$0' })
      like(run, { cap: 0, spent: 7, status: 'succeeded' })
      like(await balance(), { spent: micros(7) })
    })

    on('that is imputed ends no run, also of an agent that may spend nothing', async house => {
      const told: boolean[] = []
      const { run } = await spent(house, async ({ spend, signal }) => { await spend({ id: 'a', cost: usd(5), billing: 'imputed' }); told.push(signal.aborted) }, { cap: '$0' })
      assert.deepEqual(told, [false])
      like(run, { cap: 0, spent: 0, imputed: usd(5), status: 'succeeded' })
    })

    on('B2: by an agent that may spend nothing ends its run, on whichever node it is reported', async house => {
      const ended: string[] = []
      const trial = await house.run({ work: async ({ signal }) => { await toldToEnd(signal); ended.push(String(signal.aborted)); return failing('crashed') } }, { options: { apiUrl: 'http://localhost:4400' } })
      const { acme, clock, adapter } = trial, nodes = [trial.paperclip, house.another(trial)]
      await acme.agents.hire({ ...scripted('dev', 'work'), heartbeat: { cap: '$0' } })
      for (const [at, node] of nodes.entries()) {
        await acme.agents.wake('dev')
        await clock.advance(SECOND)
        const access = adapter.jobs.at(-1)?.access, caller = await node.access.callerOf(access?.kind === 'http' ? access.token : assert.fail('no access'))
        const desk = caller?.kind === 'agent' ? await node.access.seat(caller) : assert.fail('no desk')
        await desk.spend({ id: 'a', cost: 7, billing: 'imputed' })
        await clock.advance(MINUTE)
        assert.equal(ended.length, at, 'it goes on')
        await desk.spend({ id: 'b', cost: 7 })
        await clock.advance(MINUTE)
        assert.equal(ended.length, at + 1, 'it is told to end')
      }
    })

    on('by an adapter that cannot meter is posted by what the run began with, whatever its agent is given meanwhile', async house => {
      const gate = new Gate()
      const blind = scriptedAdapter({ spend: async () => { await gate.pass(); return done() } }, { kind: 'blind', metering: 'none' })
      const { acme, clock } = await house.run({}, { options: { adapters: [blind] } })
      await acme.agents.hire({ slug: 'dev', role: 'worker', adapter: { kind: 'blind', config: { script: 'spend' }, perRun: '$0.40' }, budget: { limit: '$1' } })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      await acme.agents.configure('dev', { adapter: scripted('dev', 'rest').adapter })
      gate.open()
      await clock.advance(SECOND)
      like((await acme.runs.list()).rows, [{ status: 'succeeded', spent: usd(0.4), estimated: true }])
    })
  })
}
