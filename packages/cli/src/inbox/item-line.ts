import type { BriefItem } from '@paperclip/core'

/** One thing that is new to an agent, in a line. */
export function itemLine(item: BriefItem): string {
  switch (item.noun) {
    case 'task': return `${item.task.identifier} ${item.task.title} (${item.task.status.replace('_', ' ')})`
    case 'message': return `${item.message.from}${item.message.task === null ? '' : ` on ${item.message.task}`}: ${item.message.body}`
    case 'signal': return `from ${item.source}: ${JSON.stringify(item.payload)}`
    case 'goal': return `goal: ${item.goal.title}`
    case 'approval': return `${item.approval.act} is ${item.approval.status}${item.approval.note ? `: ${item.approval.note}` : ''}`
    case 'incident': return `${item.incident.kind.replaceAll('_', ' ')}: ${item.incident.detail}`
    case 'agent': return `woken by ${item.from}`
    case 'note': return `review by ${item.note.by}: ${item.note.body}`
  }
}
