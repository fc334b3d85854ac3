import type { Task, TaskStatus } from '@paperclip/core'
import { asRead } from '../as-read.ts'
import { CliError } from '../cli-error.ts'
import { newest } from '../data/newest.ts'
import { Names } from '../names.ts'
import { moreBelow } from '../output/more.ts'
import type { Tone } from '../output/screen.ts'
import { table, type Cell } from '../output/table.ts'
import { partyOf } from '../party-name.ts'
import type { Answer, CompanyCall } from '../shell.ts'

export const TASK_TONE: Readonly<Record<TaskStatus, Tone>> = { backlog: 'quiet', todo: 'plain', in_progress: 'link', in_review: 'warn', blocked: 'bad', done: 'good', cancelled: 'quiet' }
export const STATUSES = Object.keys(TASK_TONE)
const TITLES = [{ title: 'TASK' }, { title: 'STATUS' }, { title: 'PRIORITY' }, { title: 'ASSIGNEE' }, { title: 'REVIEWER' }, { title: 'TITLE', isFlexible: true }] as const

/** Tasks, newest first. */
export async function list({ company, options, screen, line }: CompanyCall): Promise<Answer> {
  const status = options.text('status'), assignee = options.text('assignee'), limit = options.count('limit', 50)
  if (status !== undefined && !isStatus(status)) throw new CliError('invalid_input', `--status: there is no status "${status}".`, `Use one of: ${STATUSES.join(', ')}.`)
  const where = { ...status === undefined ? {} : { status }, ...assignee === undefined ? {} : { assigneeId: await idOf(company, assignee) } }
  const { rows, next } = await newest(limit, page => company.tasks.list({ where, direction: 'down', ...page }))
  const names = new Names(company)
  const data = await Promise.all(rows.map(task => withNames(names, task)))
  if (rows.length === 0) return { data, text: emptyText(Object.keys(where).length > 0 ? 'filtered' : 'all', line) }
  const cells = data.map((task): Cell[] => [task.identifier, [TASK_TONE[task.status], stateOf(task)], task.priority, task.assignee ?? '—', task.reviewer ?? '—', task.title])
  const text = table(screen, TITLES, cells)
  return { data, text: `${text}${moreBelow(screen, { rows, next }, { limit })}` }
}

const emptyText = (which: 'filtered' | 'all', line: CompanyCall['line']): string =>
  (which === 'filtered' ? `No tasks like that. All of them: ${line('task list')}` : `No tasks yet. Create one: ${line('task create "Write the report" --assignee <agent>')}`)

const isStatus = (text: string): text is TaskStatus => STATUSES.includes(text)
export const stateOf = ({ status, parkedAt }: Pick<Task, 'status' | 'parkedAt'>): string => `${status.replace('_', ' ')}${parkedAt ? ' (parked)' : ''}`

const withNames = async (names: Names, task: Task) => ({
  ...asRead(task), assignee: await names.party(task.assigneeKind, task.assigneeId), reviewer: await names.party(task.reviewerKind, task.reviewerId),
})

async function idOf(company: CompanyCall['company'], who: string): Promise<string> {
  const party = partyOf(who)
  return typeof party === 'string' ? (await company.agents.get(party)).id : party.operator
}
