import type { Task, TaskStatus } from '@paperclip/core'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { newest } from '../data/newest.ts'
import { Names } from '../names.ts'
import type { Tone } from '../output/screen.ts'
import { table, type Cell } from '../output/table.ts'
import { dateOf } from '../date-of.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'
import { showTask } from './task-page.ts'

const TONE: Readonly<Record<TaskStatus, Tone>> = { backlog: 'quiet', todo: 'plain', in_progress: 'link', in_review: 'warn', blocked: 'bad', done: 'good', cancelled: 'quiet' }
const STATUSES = Object.keys(TONE)
const gather = (one: string, before: string[] = []): string[] => [...before, one]

/** Adds `task list`, `task show` and `task create`. */
export function taskVerbs(program: Command, shell: Shell): void {
  const task = program.command('task').helpCommand(false).description('give work and look at it')
  task.command('list').description('list tasks, newest first')
    .option('--status <status>', STATUSES.join(', '))
    .option('--assignee <agent>', 'of this agent only')
    .option('--limit <n>', 'at most so many (default 50)')
    .action(shell.company(list, 'agent list'))
  task.command('show').argument('<task>', 'its identifier, like ACME-12').description('show one task: its state, why it exists, what was said').action(shell.company(showTask, 'task list'))
  task.command('create').argument('<title>', 'what is to be done').description('create a task; its assignee is woken for it')
    .option('--assignee <agent>', 'who shall do it')
    .option('--reviewer <agent>', 'who must accept it')
    .option('--description <text>', 'what to know')
    .option('--acceptance <text>', 'when it is done')
    .option('--priority <priority>', 'critical, high, medium or low')
    .option('--goal <goal>', 'the goal it serves')
    .option('--project <project>', 'the project it belongs to')
    .option('--parent <task>', 'the task it is part of')
    .option('--label <label>', 'may be given again', gather)
    .option('--blocked-by <task>', 'waits for this one; may be given again', gather)
    .option('--due <date>', 'when it is due, like 2026-03-01')
    .option('--backlog', 'not ready to be begun')
    .action(shell.company(create, 'agent list'))
}

async function list({ company, options, screen, line }: CompanyCall): Promise<Answer> {
  const status = options.text('status'), assignee = options.text('assignee'), limit = options.count('limit', 50)
  if (status !== undefined && !isStatus(status)) throw new CliError('invalid_input', `--status: there is no status "${status}".`, `Use one of: ${STATUSES.join(', ')}.`)
  const where = { ...status === undefined ? {} : { status }, ...assignee === undefined ? {} : { assigneeId: (await company.agents.get(assignee)).id } }
  const { rows, next } = await newest(limit, page => company.tasks.list({ where, direction: 'down', ...page }))
  const names = new Names(company)
  const data = await Promise.all(rows.map(task => withNames(names, task)))
  if (rows.length === 0) return { data, text: emptyText(Object.keys(where).length > 0 ? 'filtered' : 'all', line) }
  const cells = data.map((task): Cell[] => [task.identifier, [TONE[task.status], stateOf(task)], task.priority, task.assignee ?? '—', task.reviewer ?? '—', task.title])
  const text = table(screen, [{ title: 'TASK' }, { title: 'STATUS' }, { title: 'PRIORITY' }, { title: 'ASSIGNEE' }, { title: 'REVIEWER' }, { title: 'TITLE', isFlexible: true }], cells)
  return { data, text: next === null ? text : `${text}\n${screen.paint('quiet', `The newest ${rows.length}. More: --limit ${limit * 4}`)}` }
}

const emptyText = (which: 'filtered' | 'all', line: CompanyCall['line']): string =>
  (which === 'filtered' ? `No tasks like that. All of them: ${line('task list')}` : `No tasks yet. Create one: ${line('task create "Write the report" --assignee <agent>')}`)

const isStatus = (text: string): text is TaskStatus => STATUSES.includes(text)
const stateOf = ({ status, parkedAt }: Task): string => `${status.replace('_', ' ')}${parkedAt ? ' (parked)' : ''}`

const withNames = async (names: Names, task: Task) => ({
  ...task, assignee: await names.party(task.assigneeKind, task.assigneeId), reviewer: await names.party(task.reviewerKind, task.reviewerId),
})

async function create({ company, args: [title = ''], options, line }: CompanyCall): Promise<Answer> {
  const due = options.text('due'), priority = options.text('priority')
  if (priority !== undefined && !isPriority(priority)) throw new CliError('invalid_input', `--priority: there is no priority "${priority}".`, `Use one of: ${PRIORITIES.join(', ')}.`)
  const task = await company.tasks.create({
    title, dueAt: due === undefined ? null : dateOf('due', due), ...options.given('description', 'acceptance', 'assignee', 'reviewer', 'goal', 'project', 'parent'),
    ...priority === undefined ? {} : { priority }, labels: options.texts('label'), blockedBy: options.texts('blockedBy'), status: options.flag('backlog') ? 'backlog' : 'todo',
  })
  const assignee = await new Names(company).party(task.assigneeKind, task.assigneeId)
  const text = assignee === null
    ? `Created ${task.identifier}. It is nobody's yet: give an --assignee to have it done.`
    : `Created ${task.identifier} for ${assignee}. ${task.status === 'todo' ? `Where this company runs it begins soon; else: ${line('start')}` : `It is ${stateOf(task)}.`}`
  return { data: task, text: `${text}\n${line(`task show ${task.identifier}`)}` }
}

const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const
const isPriority = (text: string): text is (typeof PRIORITIES)[number] => PRIORITIES.some(one => one === text)
