import type { Brief } from '../../domain/brief.ts'
import type { Run, Session } from '../../domain/run.ts'
import { briefFor, type Reading } from '../waking/brief.ts'
import { grantsFor, type Grants } from './kit.ts'

/** What a run is sent off with: what it is granted, what it is told, and where it left off. */
export interface Errand { granted: Grants; told: Brief; session: Session | undefined }

/** An errand, or why there is none: the run then fails for that reason. */
export type Sent = { kind: 'ready'; errand: Errand } | { kind: 'none'; error: unknown }

/** Gathers a run's errand in the transaction that begins it, which has most of it in hand. */
export async function sendOff(reading: Reading, run: Run): Promise<Sent> {
  const { view, companyId } = reading
  try {
    const [granted, told, session] = await Promise.all([grantsFor(view, companyId, run), briefFor(reading, run), view.get('session', sessionId(run))])
    return { kind: 'ready', errand: { granted, told, session } }
  } catch (error) {
    return { kind: 'none', error }
  }
}

export function errandOf(sent: Sent): Errand {
  if (sent.kind === 'none') throw sent.error
  return sent.errand
}

export const sessionId = ({ agentId, taskId }: Pick<Run, 'agentId' | 'taskId'>): string => `${agentId}:${taskId ?? '-'}`
