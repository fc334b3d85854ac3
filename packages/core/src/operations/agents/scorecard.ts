import type { Agent } from '../../domain/agent.ts'
import { addMoney, micros, type UsdMicros } from '../../domain/money.ts'
import type { Run } from '../../domain/run.ts'
import type { CompanyView } from '../../ports/store.ts'

/** How an agent has done since a time. Money is micro-dollars, billed. */
export interface Scorecard {
  since: Date
  /** Tasks of its own that were finished. */
  finished: number
  /** Times its work was sent back. */
  sentBack: number
  runs: number
  /** Runs that failed, timed out or were lost. */
  failed: number
  costMicros: UsdMicros
  costPerFinishedMicros: UsdMicros | null
}

/** Reckons an agent's scorecard from its runs and tasks since a time. */
export async function scorecardOf(view: CompanyView, { id }: Agent, since: Date): Promise<Scorecard> {
  const runs = await view.sum('run', { where: { agentId: id }, by: 'startedAt', from: since, groups: ['status'], of: ['spent'] })
  const done = await view.sum('task', { where: { assigneeId: id, status: 'done' }, by: 'number', groups: ['finishedAt'], of: [] })
  const verdicts = await view.sum('verdict', { where: { agentId: id }, by: 'createdAt', from: since, groups: ['verdict'], of: [] })
  const finished = manyOf(done.filter(({ group: { finishedAt } }) => finishedAt !== null && finishedAt >= since)), costMicros = addMoney(...runs.map(({ sums }) => micros(sums.spent)))
  return {
    since, finished, sentBack: manyOf(verdicts.filter(({ group }) => group.verdict === 'send_back')), runs: manyOf(runs), failed: manyOf(runs.filter(({ group }) => FAILED.has(group.status))),
    costMicros, costPerFinishedMicros: finished > 0 ? micros(Math.round(costMicros / finished)) : null,
  }
}

const FAILED: ReadonlySet<Run['status']> = new Set(['failed', 'timed_out', 'lost'])
const manyOf = (groups: readonly { many: number }[]): number => groups.reduce((sum, { many }) => sum + many, 0)
