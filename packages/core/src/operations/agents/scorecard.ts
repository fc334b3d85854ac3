import type { Agent } from '../../domain/agent.ts'
import { addMoney, micros, NO_MONEY, type UsdMicros } from '../../domain/money.ts'
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

const PAGE = 500

/** Reckons an agent's scorecard from its runs and tasks since a time. */
export async function scorecardOf(view: CompanyView, agent: Agent, since: Date): Promise<Scorecard> {
  const card = { runs: 0, failed: 0, costMicros: NO_MONEY, finished: 0, sentBack: 0 }
  for await (const run of newestFirst(view, 'run', { where: { agentId: agent.id }, by: 'startedAt' })) {
    if (run.startedAt < since) break
    card.runs++
    card.costMicros = addMoney(card.costMicros, run.spent)
    if (run.status === 'failed' || run.status === 'timed_out' || run.status === 'lost') card.failed++
  }
  for await (const task of newestFirst(view, 'task', { where: { assigneeId: agent.id }, by: 'number' })) {
    if (task.status === 'done' && task.finishedAt && task.finishedAt >= since) card.finished++
  }
  for await (const verdict of newestFirst(view, 'verdict', { where: { agentId: agent.id }, by: 'createdAt' })) {
    if (verdict.createdAt < since) break
    if (verdict.verdict === 'send_back') card.sentBack++
  }
  return { since, ...card, costPerFinishedMicros: card.finished > 0 ? micros(Math.round(card.costMicros / card.finished)) : null }
}

async function* newestFirst<N extends 'run' | 'task' | 'verdict'>(view: CompanyView, noun: N, query: Parameters<typeof view.list<N>>[1]) {
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof view.list<N>>> = await view.list(noun, { ...query, direction: 'down', after, limit: PAGE })
    yield* page.rows
    after = page.next
  } while (after !== null)
}
