import type { Agent } from '../../domain/agent.ts'
import type { Brief } from '../../domain/brief.ts'
import type { Run, Session } from '../../domain/run.ts'
import type { Task } from '../../domain/task.ts'
import type { CompanyView } from '../../ports/store.ts'
import { first } from '../find.ts'
import { briefAhead, briefFor, type Reading } from '../waking/brief.ts'
import { grantsFor, type Grants } from './kit.ts'

/** What a run is sent off with: what it is granted, what it is told, and where it left off. */
export interface Errand { granted: Grants; told: Brief; session: Session | undefined }

/** An errand, or why there is none: the run then fails for that reason. */
export type Sent = { kind: 'ready'; errand: Errand } | { kind: 'none'; error: unknown }

/** Gathers a run's errand in the transaction that begins it, which has most of it in hand; `notices` are what the run before had to be told of. */
export async function sendOff(reading: Reading, run: Run, { notices }: { notices: Brief['notices'] }): Promise<Sent> {
  const { view, companyId } = reading
  try {
    const [granted, told, session] = await Promise.all([grantsFor(view, companyId, run), briefFor(reading, run, notices), view.get('session', sessionId(run))])
    return { kind: 'ready', errand: { granted, told, session } }
  } catch (error) {
    return { kind: 'none', error }
  }
}

/**
 * Asks for what the errand of an agent will take, most likely with this task, before there is a run: what is asked after its rows were written would be a flight of its own.
 * What is wrong with it is told when it is gathered.
 */
export const errandAhead = (view: CompanyView, agent: Agent, focus: Task | null): Promise<unknown> => Promise.allSettled([
  view.get('revision', `${agent.id}:${agent.revision}`), briefAhead(view, agent, focus), lastRunOf(view, agent.id), view.get('session', sessionId({ agentId: agent.id, taskId: focus?.id ?? null })),
])

/** The run an agent began last. */
export const lastRunOf = (view: CompanyView, agentId: string): Promise<Run | undefined> => first(view, 'run', { where: { agentId }, by: 'startedAt', direction: 'down' })

export function errandOf(sent: Sent): Errand {
  if (sent.kind === 'none') throw sent.error
  return sent.errand
}

export const sessionId = ({ agentId, taskId }: Pick<Run, 'agentId' | 'taskId'>): string => `${agentId}:${taskId ?? '-'}`
