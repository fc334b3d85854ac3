import type { Message } from '@paperclip/core'
import { asRead } from '../as-read.ts'
import { everyRow } from '../data/every-row.ts'
import { newest } from '../data/newest.ts'
import { Names } from '../names.ts'
import { facts, indented, passage } from '../output/facts.ts'
import { moreBelow } from '../output/more.ts'
import { plainLine } from '../output/plain-line.ts'
import { fromNow } from '../output/time.ts'
import { shortId } from '../short-id.ts'
import type { Answer, CompanyCall } from '../shell.ts'
import { stateOf, TASK_TONE } from './task-list.ts'

/** One task with all that belongs to it. */
export async function showTask({ company, args: [ref = ''], options, screen, io }: CompanyCall): Promise<Answer> {
  const { paint } = screen, names = new Names(company), now = io.clock.now()
  const task = await company.tasks.get(ref), limit = options.count('limit', 50)
  const [why, said, blockers, children, documents, artifacts] = await Promise.all([
    company.tasks.why(task.id), newest(limit, page => company.tasks.thread(task.id, { direction: 'down', ...page })), everyRow(after => company.tasks.blockers(task.id, { after })), company.tasks.list({ where: { parentId: task.id } }),
    everyRow(after => company.documents.list(task.id, { after })), everyRow(after => company.artifacts.list({ where: { taskId: task.id }, after })),
  ])
  const assignee = await names.party(task.assigneeKind, task.assigneeId), reviewer = await names.party(task.reviewerKind, task.reviewerId)
  const thread = said.rows.reverse(), drawn = async (message: Message): Promise<string> => `  ${paint('link', await names.party(message.fromKind, message.fromId) ?? '?')} ${paint('quiet', fromNow(message.createdAt, now))}\n${indented(message.body, 4)}`
  const text = [
    `${paint('strong', task.identifier)}  ${plainLine(task.title)}`,
    ...facts(screen, [
      ['status', [TASK_TONE[task.status], stateOf(task)]],
      ['assignee', assignee ?? 'nobody'], ['reviewer', reviewer ?? ''], ['priority', task.priority], ['due', task.dueAt?.toISOString() ?? ''], ['not before', task.notBefore?.toISOString() ?? ''],
      ['labels', task.labels.join(', ')], ['blocked', task.blockedReason ?? ''],
      ['waits for', blockers.map(({ identifier, status }) => `${identifier} (${status.replace('_', ' ')})`).join(', ')],
      ['parts', children.rows.map(({ identifier, status }) => `${identifier} (${status.replace('_', ' ')})`).join(', ')],
      ['documents', documents.map(({ key, revision }) => `${key} (revision ${revision})`).join(', ')],
      ['files', artifacts.map(({ id, name }) => `${name} (${shortId(id)})`).join(', ')],
      ['why', why.map(({ title }) => title).join(' ← ')],
    ]),
    ...passage(screen, 'description', task.description),
    ...passage(screen, 'acceptance', task.acceptance),
    ...passage(screen, 'result', task.result ?? ''),
    ...thread.length === 0 ? [] : ['', paint('quiet', 'thread'), ...await Promise.all(thread.map(drawn))],
  ].join('\n') + moreBelow(screen, said, { limit })
  return { data: { ...asRead(task), assignee, reviewer, why, thread, blockers, children: children.rows, documents, artifacts }, text }
}
