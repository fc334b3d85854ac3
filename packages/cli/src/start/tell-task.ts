import type { AuditRecord } from '@paperclip/core'
import type { Line, Scene } from './line.ts'

/** What is done to a task. */
export async function tellTask(record: AuditRecord, { names }: Scene): Promise<Line | null> {
  const task = await names.task(record.entityId)
  if (!task) return null
  const { identifier, title } = task
  const who = await names.party(record.actorKind, record.actorId) ?? ''
  const assignee = await names.party(task.assigneeKind, task.assigneeId), reviewer = await names.party(task.reviewerKind, task.reviewerId)
  switch (record.action) {
    case 'task.create': return { who, mark: '→', tone: 'link', text: assignee === null ? `creates ${identifier}: ${title}` : `gives ${identifier} to ${assignee}: ${title}` }
    case 'task.hand_in': return { who, mark: '●', tone: 'good', text: `hands in ${identifier} for review by ${reviewer ?? 'nobody'}` }
    case 'task.finish': return { who, mark: '✓', tone: 'good', text: record.before?.['status'] === 'in_review' ? `accepts ${identifier}, done by ${assignee ?? 'nobody'}: ${title}` : `finishes ${identifier}: ${title}` }
    case 'task.send_back': return { who, mark: '↩', tone: 'warn', text: `sends ${identifier} back to ${assignee ?? 'nobody'}` }
    case 'task.park': return { who: 'paperclip', mark: '!', tone: 'bad', text: `puts ${identifier} aside: ${title}` }
    default: return { who, mark: '·', tone: 'plain', text: `${record.action === 'task.cancel' ? 'cancels' : 'reopens'} ${identifier}: ${title}` }
  }
}
