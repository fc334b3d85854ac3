import assert from 'node:assert/strict'
import { DEFAULT_LIMITS, type Limits } from '../../domain/limits.ts'
import { usd } from '../../domain/money.ts'
import type { Noun } from '../../domain/nouns.ts'
import { rebuild } from '../../policy/rebuild.ts'
import { memoryBlobs } from '../../defaults/memory-blobs.ts'
import { scripted, type Trial } from '../trial.ts'
import { forged, type Forge } from './forged-store.ts'
import { everyPage, recordsOf } from './house-rules.ts'
import type { House, Topic } from './opened-company.ts'
import { DAY, done, endless, failing, HOUR, inTurn, like, MINUTE, refusedWith, SECOND, type Job } from './steps.ts'

const { keepAuditMs, keepRunsMs } = DEFAULT_LIMITS

/** A company with a chart, money spent and held, tasks in several states, a run that goes on, one that failed and one whose cost nobody knew. */
async function busy(house: House, limits: Partial<Limits> = {}): Promise<Trial> {
  const trial = await house.run({
    work: async ({ spend, desk, brief }: Job) => {
      await spend({ id: 'call', cost: usd(0.01) })
      if (brief.focus) await desk.finish({ task: brief.focus.identifier, result: 'Done.' })
      return done()
    },
    stray: inTurn(async ({ spend }: Job) => { await spend({ id: 'what', cost: null }); return failing('unknown') }, async () => done('')),
    endless,
  }, { options: { limits: { tidyEveryMs: 10_000 * DAY, ...limits } } })
  const { acme, clock } = trial
  await acme.budgets.set({ scope: 'company', limit: '$50', window: 'lifetime' })
  await acme.agents.hire({ ...scripted('boss', 'rest'), heartbeat: { timeout: '30d', silence: '30d' } })
  await acme.agents.hire({ ...scripted('dev', 'work'), reportsTo: 'boss', budget: { limit: '$5' } })
  await acme.agents.hire({ ...scripted('stray', 'stray'), reportsTo: 'boss' })
  await acme.agents.hire({ ...scripted('long', 'endless'), reportsTo: 'dev', heartbeat: { timeout: '30d', silence: '30d' } })
  for (const assignee of ['dev', 'dev', 'stray', 'long']) await acme.tasks.create({ title: `For ${assignee}`, assignee })
  await acme.signals.send({ to: 'dev', source: 'hook', payload: { n: 1 } })
  await acme.agents.move('stray', 'dev')
  await clock.advance(HOUR)
  return trial
}

/** What is found after a forger was there. */
async function found(house: House, trial: Trial, forge: Forge) {
  const company = await house.another(trial, { store: forged(house.second, forge) }).company('acme')
  const reconciled = await company.audit.reconcile()
  return reconciled.ok ? [] : reconciled.discrepancies
}

const set = (noun: Noun, field: string, to: (row: Readonly<Record<string, unknown>>) => unknown): Forge => {
  let id: unknown
  return (of, row) => (of !== noun || (id ??= row['id']) !== row['id'] ? row : { ...row, [field]: to(row) })
}

export function rebuilding({ describe, on }: Topic): void {
  describe('what the audit log alone tells', () => {
    on('A4: is the chart, the ledger, the balances and every status as they are stored', async house => {
      const { acme } = await busy(house)
      const rebuilt = rebuild(await recordsOf(acme))
      const facts = (noun: string, field: string) => Object.fromEntries([...rebuilt.of(noun)].map(([id, logged]) => [id, logged.facts[field] ?? null]))
      const agents = (await acme.agents.list()).rows, runs = (await acme.runs.list()).rows, tasks = (await acme.tasks.list()).rows
      assert.deepEqual(facts('agent', 'reportsTo'), Object.fromEntries(agents.map(({ id, reportsTo }) => [id, reportsTo])))
      assert.deepEqual(facts('run', 'status'), Object.fromEntries(runs.map(({ id, status }) => [id, status])))
      assert.deepEqual(facts('task', 'status'), Object.fromEntries(tasks.map(({ id, status }) => [id, status])))
      assert.deepEqual(facts('movement', 'amount'), Object.fromEntries((await everyPage(after => acme.budgets.movements({ after }))).map(({ id, amount }) => [id, amount])))
      for (const budget of (await acme.budgets.list()).rows) {
        const { id, reserved, spent } = await acme.budgets.balance(budget.id)
        assert.deepEqual(rebuilt.balances().get(id), { reserved, spent })
        assert.ok(spent > 0 && (budget.scope !== 'company' || reserved > 0), 'there is something to compare')
      }
      assert.deepEqual(new Set(runs.map(({ status }) => status)), new Set(['succeeded', 'failed', 'running']))
      like(await acme.audit.reconcile(), { ok: true, records: rebuilt.seq })
    })

    const forgeries: readonly (readonly [string, Forge, object])[] = [
      ['what a budget has spent', set('balance', 'spent', ({ spent }) => Number(spent) - 1), { kind: 'altered', noun: 'balance', field: 'spent' }],
      ['what runs hold of a budget', set('balance', 'reserved', ({ reserved }) => Number(reserved) + 1), { kind: 'altered', noun: 'balance', field: 'reserved' }],
      ['a movement of the ledger', set('movement', 'amount', () => 7), { kind: 'altered', noun: 'movement', field: 'amount', stored: 7 }],
      ['the limit of a budget', set('budget', 'limit', () => usd(9_999)), { kind: 'altered', noun: 'budget', field: 'limit', stored: usd(9_999) }],
      ['how a run ended', set('run', 'status', () => 'cancelled'), { kind: 'altered', noun: 'run', field: 'status', stored: 'cancelled' }],
      ['where a task stands', set('task', 'status', () => 'backlog'), { kind: 'altered', noun: 'task', field: 'status', stored: 'backlog' }],
      ['who reports to whom', set('agent', 'reportsTo', () => 'agt_nobody'), { kind: 'altered', noun: 'agent', field: 'reportsTo', logged: null, stored: 'agt_nobody' }],
      ['what a role may do', set('role', 'permissions', () => ({ 'agent.hire': 'company' })), { kind: 'altered', noun: 'role', field: 'permissions', logged: {}, stored: { 'agent.hire': 'company' } }],
      ['what somebody wrote', set('task', 'title', () => 'Something else'), { kind: 'altered', noun: 'task', field: 'title', logged: null, stored: null }],
      ['which runs there were', (noun, row) => (noun === 'run' && row['status'] === 'failed' ? null : row), { kind: 'missing', noun: 'run', field: null }],
      ['a window of a budget that is gone', (noun, row) => (noun === 'balance' && Number(row['reserved']) > 0 ? null : row), { kind: 'missing', noun: 'balance' }],
      ['whom nobody hired', (noun, row) => (noun === 'agent' && row['slug'] === 'boss' ? { ...row, id: 'agt_stranger' } : row), { kind: 'unknown', noun: 'agent', id: 'agt_stranger' }],
    ]
    for (const [what, forge, expected] of forgeries) {
      on(`A4: gives away ${what}, where the store was changed`, async house => {
        const [first] = await found(house, await busy(house), forge)
        like(first, expected)
      })
    }

    on('A4: gives away a part of itself that is missing', async house => {
      const trial = await busy(house)
      await house.doctor(trial.acme.id, 9, () => null)
      house.chainIsBroken()
      like(await trial.acme.audit.reconcile(), { ok: false, records: 8, discrepancies: [{ kind: 'missing', noun: 'audit', id: '9' }] })
    })

    on('A4: needs none of the texts, in the log or in the rows', async house => {
      const trial = await busy(house)
      for (const { seq } of (await recordsOf(trial.acme)).filter(({ texts }) => texts !== null)) await house.doctor(trial.acme.id, seq, record => ({ ...record, texts: null }))
      like(await trial.acme.audit.reconcile(), { ok: true })
      assert.deepEqual(await found(house, trial, set('run', 'summary', () => null)), [])
    })

    on('A4: is enough when old runs were let go and old records were put away, and counts what is gone', async house => {
      const trial = await busy(house, { segmentRecords: 5 })
      const { acme, clock } = trial
      await acme.agents.hold('stray')
      clock.jump(keepRunsMs + keepAuditMs + DAY)
      await clock.advance(MINUTE)
      const { runs, signals, audit } = await acme.tidy()
      assert.ok(runs > 0 && signals > 0 && audit > 0)
      like(await acme.audit.reconcile(), { ok: true })
      await acme.tasks.create({ title: 'After it', assignee: 'dev' })
      await clock.advance(SECOND)
      like(await acme.audit.reconcile(), { ok: true })
      const [first] = await found(house, trial, set('retention', 'removed', ({ removed }) => Number(removed) + 1))
      like(first, { kind: 'altered', noun: 'retention', field: 'removed' })
    })

    on('A4: says that it cannot tell, where what was put away is gone', async house => {
      const trial = await busy(house, { segmentRecords: 5 })
      const { acme, clock } = trial
      clock.jump(keepAuditMs + DAY)
      await acme.tidy()
      const elsewhere = await house.another(trial, { blobs: memoryBlobs() }).company('acme')
      assert.match(await refusedWith('unavailable', elsewhere.audit.reconcile()), /put away in a file that is gone/)
    })
  })
}
