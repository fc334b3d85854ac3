import { formatUsd, type AuditRecord } from '@paperclip/core'
import { shortId } from '../short-id.ts'
import { describeAct } from '../describe-act.ts'
import type { Line, Scene } from './line.ts'
import { factOf, textOf } from './recorded.ts'

/** Something is put to the board, or decided. */
export async function tellApproval(record: AuditRecord, { company, names, command }: Scene): Promise<Line | null> {
  const { id, actKind, input } = await company.approvals.get(record.entityId)
  const what = await describeAct(company, actKind, input)
  const who = await names.party(record.actorKind, record.actorId) ?? ''
  switch (record.action) {
    case 'approval.ask': return { who, mark: '?', tone: 'warn', text: `asks the board: ${what}`, next: command(`approval approve ${shortId(id)}`) }
    case 'approval.approved': return { who, mark: '✓', tone: 'good', text: `approves: ${what}` }
    case 'approval.rejected': return { who, mark: '×', tone: 'bad', text: `rejects: ${what}` }
    default: return { who, mark: '!', tone: 'warn', text: `${record.action.replace('approval.', '')}: ${what}` }
  }
}

/** Somebody is hired, held, resumed, woken, changed or let go. */
export async function tellAgent(record: AuditRecord, { names }: Scene): Promise<Line | null> {
  const who = await names.party(record.actorKind, record.actorId) ?? ''
  if (record.action === 'agent.hold') {
    const held = await names.agent(factOf(record, 'agentId') ?? '')
    return { who: held, mark: '■', tone: 'bad', text: `is held: ${textOf(record, 'reason') || factOf(record, 'cause') || ''}` }
  }
  if (record.action === 'agent.resume') {
    const heldId = record.before?.['agentId']
    return typeof heldId === 'string' ? { who: await names.agent(heldId), mark: '▸', tone: 'good', text: 'is held no more' } : null
  }
  const agent = await names.agent(record.entityId)
  switch (record.action) {
    case 'agent.hire': return { who, mark: '+', tone: 'good', text: `hires ${agent}` }
    case 'agent.wake': return { who, mark: '▸', tone: 'plain', text: `wakes ${agent}` }
    case 'agent.terminate': return { who, mark: '×', tone: 'bad', text: `lets ${agent} go` }
    default: return { who, mark: '·', tone: 'plain', text: `configures ${agent}` }
  }
}

/** A budget is set or raised. What the board approved was told with the approval. */
export async function tellBudget(record: AuditRecord, { company, names }: Scene): Promise<Line | null> {
  const budget = (await company.budgets.list({ limit: 500 })).rows.find(({ id }) => id === record.entityId)
  if (!budget || record.onBehalfOf !== null) return null
  return { who: await names.party(record.actorKind, record.actorId) ?? '', mark: '$', tone: 'good', text: `sets the ${budget.window} budget of ${await names.budget(budget)} to ${formatUsd(budget.limit)}` }
}

/** Something the board should see. */
export async function tellIncident(record: AuditRecord, { names }: Scene): Promise<Line | null> {
  const agentId = factOf(record, 'agentId'), kind = factOf(record, 'kind') ?? 'incident'
  return { who: agentId === undefined ? 'paperclip' : await names.agent(agentId), mark: '!', tone: kind === 'budget_warning' ? 'warn' : 'bad', text: `${kind.replaceAll('_', ' ')}: ${textOf(record, 'detail') ?? ''}` }
}
