import { conflict } from '../domain/error.ts'
import type { Run } from '../domain/run.ts'
import type { Work } from './work.ts'

/** Throws `conflict` (`stale_lease`) unless the run in whose name an agent acts is still the one that holds it. */
export async function holdFence({ tx, by, actor }: Pick<Work, 'tx' | 'by' | 'actor'>): Promise<void> {
  if (by.kind !== 'agent' || actor !== by) return
  const run = await tx.get('run', by.runId)
  const alarm = await tx.get('alarm', by.id)
  const isHeld = run?.status === 'running' ? alarm?.fence === by.fence && alarm.runId === run.id : run?.status === 'deferred' && run.fence === by.fence
  if (!isHeld || run?.agentId !== by.id) throw conflict('stale_lease', 'This run does not hold its agent any more: it has ended, or another took its place. Stop.')
}

/** True if a claim still holds a run. */
export async function holds({ tx }: Pick<Work, 'tx'>, run: Run, fence: number): Promise<boolean> {
  const alarm = await tx.get('alarm', run.agentId)
  return alarm?.fence === fence && alarm.runId === run.id
}
