import { addMoney, micros, type AuditRecord, type UsdMicros } from '@paperclip/core'
import type { CompanyVerbs } from '../company-verbs.ts'
import { everyRow } from '../data/every-row.ts'

const NOTHING = micros(0)
const RUN_ENDS = ['run.succeeded', 'run.failed', 'run.cancelled', 'run.timed_out', 'run.lost']

/** Counts what happens while a start is watched, and what each run spends. */
export class Tally {
  runs = 0
  failed = 0
  tasksDone = 0
  /** Spent while watched. */
  spent: UsdMicros = NOTHING
  readonly #totals = new Map<string, UsdMicros>()
  readonly #ofRun = new Map<string, UsdMicros>()

  /** Takes up a company with what it has spent before. */
  async add(company: CompanyVerbs): Promise<void> {
    const runs = await everyRow(after => company.runs.list({ after, limit: 500 }))
    this.#totals.set(company.id, addMoney(NOTHING, ...runs.map(({ spent }) => spent)))
  }

  count({ id }: CompanyVerbs, { action, after, runId, before }: AuditRecord): void {
    if (RUN_ENDS.includes(action)) this.runs += 1
    if (action === 'run.failed' || action === 'run.timed_out' || action === 'run.lost') this.failed += 1
    if (action === 'task.finish' && after?.['status'] === 'done' && before?.['status'] !== 'done') this.tasksDone += 1
    const amount = after?.['amount']
    if (action !== 'money.spend' || after?.['billing'] !== 'billed' || typeof amount !== 'number') return
    this.spent = addMoney(this.spent, micros(amount))
    this.#totals.set(id, addMoney(this.#totals.get(id) ?? NOTHING, micros(amount)))
    const run = runId ?? String(after['runId'])
    this.#ofRun.set(run, addMoney(this.#ofRun.get(run) ?? NOTHING, micros(amount)))
  }

  /** All that a company has spent, before and now. */
  totalOf = ({ id }: CompanyVerbs): UsdMicros => this.#totals.get(id) ?? NOTHING

  /** What a run that has ended spent, and forgets it. */
  takeSpendOf(runId: string): UsdMicros {
    const spent = this.#ofRun.get(runId) ?? NOTHING
    this.#ofRun.delete(runId)
    return spent
  }
}
