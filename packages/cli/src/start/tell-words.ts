import type { AuditRecord } from '@paperclip/core'
import { z } from 'zod'
import type { Line, Scene } from './line.ts'
import { factOf, textOf } from './recorded.ts'

const metric = z.object({ current: z.number(), target: z.number(), unit: z.string() })
const VERB: Readonly<Record<string, string>> = { 'message.say': 'says', 'message.ask': 'asks', 'message.answer': 'answers' }

/** Something is said. */
export async function tellMessage(record: AuditRecord, { names }: Scene): Promise<Line | null> {
  const taskId = factOf(record, 'taskId'), task = taskId === undefined ? undefined : await names.task(taskId)
  const to = await names.party(factOf(record, 'toKind') ?? null, factOf(record, 'toId') ?? null)
  const about = `${to === null ? '' : ` ${to}`}${task ? ` on ${task.identifier}` : ''}`
  return { who: await names.party(record.actorKind, record.actorId) ?? '', mark: '“', tone: 'plain', text: `${VERB[record.action] ?? 'says'}${about}: ${textOf(record, 'body') ?? ''}` }
}

/** A goal is set, changed or measured. */
export async function tellGoal(record: AuditRecord, { names }: Scene): Promise<Line | null> {
  const goal = await names.goal(record.entityId)
  if (!goal) return null
  const who = await names.party(record.actorKind, record.actorId) ?? ''
  if (record.action === 'goal.report') {
    const told = metric.safeParse(record.texts?.['metric'])
    return told.success ? { who, mark: '~', tone: 'quiet', text: `${goal.title}: ${told.data.current} ${told.data.unit}, target ${told.data.target}` } : null
  }
  if (record.action === 'goal.set') return { who, mark: '◆', tone: 'link', text: `sets a goal: ${goal.title}` }
  const status = factOf(record, 'status')
  return { who, mark: '◆', tone: status === 'achieved' ? 'good' : 'plain', text: status === undefined ? `changes the goal: ${goal.title}` : `the goal is ${status}: ${goal.title}` }
}
