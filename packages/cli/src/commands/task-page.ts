import type { Message } from '@paperclip/core'
import { Names } from '../names.ts'
import { plainLine, plainText } from '../output/plain-line.ts'
import { fromNow } from '../output/time.ts'
import type { Answer, CompanyCall } from '../shell.ts'

/** One task with all that belongs to it. */
export async function showTask({ company, args: [ref = ''], screen: { paint }, io }: CompanyCall): Promise<Answer> {
  const names = new Names(company), now = io.clock.now()
  const task = await company.tasks.get(ref)
  const [why, thread, blockers, children] = await Promise.all([
    company.tasks.why(task.id), company.tasks.thread(task.id), company.tasks.blockers(task.id), company.tasks.list({ where: { parentId: task.id } }),
  ])
  const assignee = await names.party(task.assigneeKind, task.assigneeId), reviewer = await names.party(task.reviewerKind, task.reviewerId)
  const fact = (name: string, value: string): string[] => (value === '' ? [] : [`${paint('quiet', name.padEnd(12))}${plainLine(value)}`])
  const block = (name: string, text: string): string[] => (text.trim() === '' ? [] : ['', paint('quiet', name), indented(text)])
  const said = async (message: Message): Promise<string> => `  ${paint('link', await names.party(message.fromKind, message.fromId) ?? '?')} ${paint('quiet', fromNow(message.createdAt, now))}\n${indented(message.body, 4)}`
  const text = [
    `${paint('strong', task.identifier)}  ${plainLine(task.title)}`,
    ...fact('status', `${task.status.replace('_', ' ')}${task.parkedAt ? ', parked' : ''}`),
    ...fact('assignee', assignee ?? 'nobody'),
    ...fact('reviewer', reviewer ?? ''),
    ...fact('priority', task.priority),
    ...fact('due', task.dueAt?.toISOString() ?? ''),
    ...fact('labels', task.labels.join(', ')),
    ...fact('blocked', task.blockedReason ?? ''),
    ...fact('waits for', blockers.map(({ identifier, status }) => `${identifier} (${status.replace('_', ' ')})`).join(', ')),
    ...fact('parts', children.rows.map(({ identifier, status }) => `${identifier} (${status.replace('_', ' ')})`).join(', ')),
    ...fact('why', why.map(({ title }) => title).join(' ← ')),
    ...block('description', task.description),
    ...block('acceptance', task.acceptance),
    ...block('result', task.result ?? ''),
    ...thread.length === 0 ? [] : ['', paint('quiet', 'thread'), ...await Promise.all(thread.map(said))],
  ].join('\n')
  return { data: { ...task, assignee, reviewer, why, thread, blockers, children: children.rows }, text }
}

const indented = (text: string, by = 2): string => plainText(text.trim()).split('\n').map(line => `${' '.repeat(by)}${line}`).join('\n')
