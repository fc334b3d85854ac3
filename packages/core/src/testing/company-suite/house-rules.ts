import assert from 'node:assert/strict'
import type { CompanyHandle } from '../../company.ts'
import type { AuditRecord } from '../../domain/audit.ts'
import type { Movement } from '../../domain/budget.ts'
import type { Discrepancy } from '../../operations/log/findings.ts'
import type { Paperclip } from '../../paperclip.ts'
import type { Page } from '../../ports/store.ts'

/** What must hold of a company whatever was done to it: checked after every test. */
export async function checkHouse(paperclip: Paperclip, companyId: string): Promise<void> {
  const company = await paperclip.company(companyId)
  const verified = await company.audit.verify()
  assert.equal(verified.ok, true, `A2: the chain verifies: ${JSON.stringify(verified)}`)
  assert.deepEqual(await discrepanciesOf(company), [], 'A4: every row and balance is what the log alone says')
  checkRuns(await recordsOf(company))
  await checkLedger(company)
}

/** Where the company differs from what its log says. */
async function discrepanciesOf(company: CompanyHandle): Promise<Discrepancy[]> {
  const reconciled = await company.audit.reconcile()
  return reconciled.ok ? [] : reconciled.discrepancies
}

/** R1 and R3, from the audit log: no agent has two runs at once, and each run ends once. */
function checkRuns(records: readonly AuditRecord[]): void {
  const running = new Map<string, string>(), ended = new Set<string>()
  const ends = new Set(['run.succeeded', 'run.failed', 'run.cancelled', 'run.timed_out', 'run.lost'])
  for (const { noun, action, entityId, after } of records) {
    if (noun !== 'run') continue
    if (action === 'run.begin') {
      const agentId = String(after?.['agentId'])
      assert.equal(running.get(agentId), undefined, `R1: ${agentId} has one run at a time`)
      running.set(agentId, entityId)
    } else if (ends.has(action)) {
      assert.ok(!ended.has(entityId), `R3: ${entityId} ends once`)
      ended.add(entityId)
      for (const [agentId, runId] of running) if (runId === entityId) running.delete(agentId)
    } else {
      assert.ok(after?.['status'] === undefined || !ended.has(entityId), `R3: ${entityId} stays ended (${action})`)
    }
  }
}

/** Every balance is what its movements add up to, and what is reserved is held by runs in progress. */
async function checkLedger(company: CompanyHandle): Promise<void> {
  const movements = await everyPage(after => company.budgets.movements({ after }))
  const runs = await everyPage(after => company.runs.list({ after }))
  const isWhole = (await company.tidied()).every(({ id }) => id !== 'runs')
  for (const budget of await everyPage(after => company.budgets.list({ after }))) {
    const { id, spent, reserved } = await company.budgets.balance(budget.id)
    const own = movements.filter(({ balances }) => balances.includes(id))
    const known = sum(own.filter(({ kind, billing }) => kind === 'adjust' || (kind === 'spend' && billing === 'billed')))
    if (isWhole) assert.equal(spent, known, 'B5: what is spent is the sum of the ledger')
    else assert.ok(spent >= known, 'B5: what is spent is no less than what is left of the ledger')
    assert.equal(reserved, runs.filter(({ balances }) => balances.includes(id)).reduce((held, run) => held + run.reserved, 0), 'B3: what is reserved is held by runs')
  }
  for (const run of runs) {
    const own = movements.filter(({ runId }) => runId === run.id)
    assert.equal(run.spent, sum(own.filter(({ kind, billing }) => kind === 'adjust' || (kind === 'spend' && billing === 'billed'))), 'B5: what a run has spent is the sum of its ledger')
    if (run.endedAt) assert.equal(run.reserved, 0, 'B3: a run that has ended holds nothing')
  }
}

const sum = (movements: readonly Movement[]): number => movements.reduce((total, { amount }) => total + amount, 0)

/** A company's whole log. */
export async function recordsOf(company: CompanyHandle): Promise<AuditRecord[]> {
  const records: AuditRecord[] = []
  for await (const record of company.audit.feed()) records.push(record)
  return records
}

/** The rows of every page. */
export async function everyPage<T>(page: (after: string | null) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = []
  let after: string | null = null
  do {
    const next: Page<T> = await page(after)
    rows.push(...next.rows)
    after = next.next
  } while (after !== null)
  return rows
}
