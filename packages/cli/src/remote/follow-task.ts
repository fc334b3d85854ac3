import type { Client } from '@paperclip/client'
import type { AuditRecord, Task } from '@paperclip/core'
import type { CompanyVerbs } from '../company-verbs.ts'
import { rowFrom } from './revived.ts'

interface Followed {
  company: CompanyVerbs
  task: Task
  /** Behind which place of the audit log it begins. */
  after: number
  signal: AbortSignal
  isOver(task: Task): boolean
  heard(record: AuditRecord): Promise<void>
}

/** Follows what happens in a company of a server until a task is over, or whoever looks on has enough. Answers the task as it then is. */
export async function followTask(client: Client, { company, task, after, signal, isOver, heard }: Followed): Promise<Task> {
  for await (const event of client.events(company.id, { after, signal })) {
    if (event.kind === 'pulse' || event.kind === 'cursor') continue
    if (event.kind === 'record') await heard(rowFrom('audit', event.record))
    if (event.kind === 'record' && event.record.entityId !== task.id) continue
    const now = await company.tasks.get(task.id)
    if (isOver(now)) return now
  }
  return company.tasks.get(task.id)
}
