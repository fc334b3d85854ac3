import { conflict } from '../../domain/error.ts'
import type { Run } from '../../domain/run.ts'
import type { CompanyView } from '../../ports/store.ts'
import type { AgentPrincipal, Work } from '../work.ts'

/** Throws `conflict` (`stale_lease`) unless the run in whose name an agent acts is still the one that holds it. */
export async function holdFence({ tx, by, actor }: Pick<Work, 'tx' | 'by' | 'actor'>): Promise<void> {
  if (by.kind === 'agent' && actor === by && !(await isInHand(tx, by))) throw staleLease()
}

/** True if the run in whose name an agent acts still holds it. */
export async function isInHand(view: CompanyView, { id, runId, fence }: AgentPrincipal): Promise<boolean> {
  const run = await view.get('run', runId)
  if (run?.agentId !== id) return false
  return run.status === 'running' ? holds({ tx: view }, run, fence) : run.status === 'deferred' && run.fence === fence
}

export const staleLease = () => conflict('stale_lease', 'This run does not hold its agent any more: it has ended, or another took its place. Stop.')

/** True if a claim still holds a run. */
export async function holds({ tx }: { tx: CompanyView }, run: Run, fence: number): Promise<boolean> {
  const alarm = await tx.get('alarm', run.agentId)
  return alarm?.fence === fence && alarm.runId === run.id
}
