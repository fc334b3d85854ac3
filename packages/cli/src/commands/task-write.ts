import type { ActInput } from '@paperclip/core'
import { CliError } from '../cli-error.ts'
import { givenText } from '../data/given-text.ts'
import { dateOf } from '../date-of.ts'
import { enact } from '../enact.ts'
import { Names } from '../names.ts'
import { oneOf } from '../one-of.ts'
import { partyOf } from '../party-name.ts'
import type { Answer, CompanyCall } from '../shell.ts'
import { findGoal } from './goal-list.ts'
import { stateOf } from './task-list.ts'

const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const

/** Creates a task. */
export async function create(call: CompanyCall): Promise<Answer> {
  const { company, args: [title = ''], options, line, hint } = call
  const assignee = options.text('assignee'), reviewer = options.text('reviewer')
  const input: ActInput<'task.create'> = {
    title, ...await sayingOf(call), ...options.given('parent'), blockedBy: options.texts('blockedBy'), status: options.flag('backlog') ? 'backlog' : 'todo',
    ...assignee === undefined ? {} : { assignee: partyOf(assignee) }, ...reviewer === undefined ? {} : { reviewer: partyOf(reviewer) },
  }
  return enact(call, { kind: 'task.create', input }, async task => {
    const who = await new Names(company).party(task.assigneeKind, task.assigneeId)
    const text = who === null ? `Created ${task.identifier}. It is nobody's yet: ${line(`task assign ${task.identifier} <agent>`)}`
      : who === 'you' ? `Created ${task.identifier} for you.`
        : `Created ${task.identifier} for ${who}. ${task.status === 'todo' ? `Where this company runs it begins soon; else: ${line('start')}` : `It is ${stateOf(task)}.`}`
    return `${text}\n${hint(`task show ${task.identifier}`)}`
  })
}

/** Changes what a task says. */
export async function update(call: CompanyCall): Promise<Answer> {
  const { args: [task = ''], options, hint } = call
  const change = { ...options.given('title'), ...await sayingOf(call), ...options.flag('backlog') ? { status: 'backlog' as const } : options.flag('ready') ? { status: 'todo' as const } : {} }
  if (Object.keys(change).length === 0) throw new CliError('invalid_input', 'There is nothing to change.', { run: 'task update --help' })
  return enact(call, { kind: 'task.update', input: { task, ...change } }, ({ identifier }) => `Changed ${identifier}.\n${hint(`task show ${identifier}`)}`)
}

/** What the options say of a task; only what was given. */
async function sayingOf({ company, options, io }: CompanyCall) {
  const due = options.text('due'), notBefore = options.text('notBefore'), priority = options.text('priority'), goal = options.text('goal'), labels = options.texts('label')
  const description = options.text('description'), acceptance = options.text('acceptance')
  return {
    ...options.given('project'), ...labels.length === 0 ? {} : { labels },
    ...description === undefined ? {} : { description: await givenText(io, '--description', description) },
    ...acceptance === undefined ? {} : { acceptance: await givenText(io, '--acceptance', acceptance) },
    ...priority === undefined ? {} : { priority: oneOf('--priority', PRIORITIES, priority) },
    ...goal === undefined ? {} : { goal: (await findGoal(company, goal)).id },
    ...due === undefined ? {} : { dueAt: dateOf('due', due) }, ...notBefore === undefined ? {} : { notBefore: dateOf('not-before', notBefore) },
  }
}
