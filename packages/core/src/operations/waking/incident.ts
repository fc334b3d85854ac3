import type { Incident, IncidentKind } from '../../domain/incident.ts'
import { all } from '../find.ts'
import { change, create, deed, type Work } from '../work.ts'

/** What an incident is about. */
export interface IncidentAbout { agentId?: string; taskId?: string; runId?: string; budgetId?: string; webhookId?: string }

/** What is to be seen, and what it is about. */
export interface IncidentFacts extends IncidentAbout { kind: IncidentKind; detail: string }

/** Shows the board something: once, as long as the same incident is open. Returns the new one, or nothing. */
export async function raiseIncident(work: Work, { kind, detail, agentId, taskId, runId, budgetId, webhookId }: IncidentFacts): Promise<Incident | undefined> {
  const about = { agentId: agentId ?? null, taskId: taskId ?? null, runId: runId ?? null, budgetId: budgetId ?? null, webhookId: webhookId ?? null }
  const open = await all(work.tx, 'incident', { where: { agentId: about.agentId, status: 'open' }, by: 'createdAt' })
  if (open.some(one => one.kind === kind && one.taskId === about.taskId && one.runId === about.runId && one.budgetId === about.budgetId && one.webhookId === about.webhookId)) return undefined
  const incident = await create(deed(work, 'incident', 'incident.open'), {
    id: work.deps.ids.next('inc'), kind, status: 'open', ...about, detail, createdAt: work.now, closedAt: null,
  })
  work.after.push(() => work.deps.notify({ kind: 'incident', companyId: work.companyId, incident }))
  return incident
}

/** Closes the open incidents of a kind about something, when its cause is gone. */
export async function closeIncidents(work: Work, kinds: readonly IncidentKind[], about: IncidentAbout): Promise<void> {
  const open = await all(work.tx, 'incident', about.taskId === undefined
    ? about.agentId === undefined ? { where: { status: 'open' }, by: 'createdAt' } : { where: { agentId: about.agentId, status: 'open' }, by: 'createdAt' }
    : { where: { taskId: about.taskId, status: 'open' }, by: 'createdAt' })
  for (const incident of open) {
    const isOther = (['budgetId', 'runId', 'webhookId'] as const).some(of => about[of] !== undefined && incident[of] !== about[of])
    if (isOther || !kinds.includes(incident.kind)) continue
    await change(deed(work, 'incident', 'incident.close'), incident, { status: 'closed', closedAt: work.now })
  }
}
