import { Type } from 'typebox'
import { ANYTHING, rowOf } from '../wire/schema.ts'
import { deed } from './deed.ts'
import { few, list, look, pages, part, rows, shown } from './look.ts'
import { forBoard, type Route } from './route.ts'

const tag = 'Tasks'
const TASK = rowOf('task')
const BOARD = Type.Object({
  agent: Type.Optional(Type.String({ maxLength: 200, description: 'Only what this agent has.' })), project: Type.Optional(Type.String({ maxLength: 200, description: 'Only what is in this project.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: 'Tasks of each column, 20 unless said.' })),
}, { additionalProperties: false })
const COLUMN = Type.Object({ status: Type.String(), count: Type.Integer(), isMore: Type.Boolean({ description: 'There are more than were counted.' }), tasks: Type.Array(TASK) })
const one = { tag, answer: TASK, from: { task: 'task' } } as const

/** Tasks: what is done, by whom, and what is said of it. */
export const taskRoutes: readonly Route[] = [
  list({ path: '/tasks', tag, summary: 'Lists tasks', noun: 'task', of: TASK, list: (company, query) => company.tasks.list(query) }),
  deed('task.create', { path: '/tasks', tag, summary: 'Creates a task; its assignee is woken for it', answer: TASK, status: 201 }),
  shown({ path: '/tasks/:task', tag, summary: 'A task, by its id or by what people call it (`ACME-12`)', answer: TASK, see: (company, params) => company.tasks.get(part(params, 'task')) }),
  deed('task.update', { method: 'PATCH', path: '/tasks/:task', summary: 'Changes what a task says', ...one }),
  deed('task.assign', { path: '/tasks/:task/assign', summary: 'Gives a task to somebody else, or to another reviewer', ...one }),
  deed('task.take', { path: '/tasks/:task/take', summary: 'Takes a task in hand', ...one }),
  deed('task.release', { path: '/tasks/:task/release', summary: 'Puts a task back', ...one }),
  deed('task.finish', { path: '/tasks/:task/finish', summary: 'Says that a task is done', ...one }),
  deed('task.review', { path: '/tasks/:task/review', summary: 'Accepts a task that was handed in, or sends it back', ...one }),
  deed('task.block', { path: '/tasks/:task/block', summary: 'Says what a task waits for', ...one }),
  deed('task.unblock', { path: '/tasks/:task/unblock', summary: 'Says that a task waits for nothing more', ...one }),
  deed('task.cancel', { path: '/tasks/:task/cancel', summary: 'Gives a task up', ...one }),
  deed('task.reopen', { path: '/tasks/:task/reopen', summary: 'Takes a parked, finished or cancelled task up again', ...one }),
  forBoard({
    method: 'GET', path: '/board', tag, summary: 'Tasks by their status, each column with its count and its first tasks', query: BOARD, changes: 'with the log', replies: { 200: Type.Object({ columns: Type.Array(COLUMN) }) },
    handle: async ({ company, query }) => ({ columns: await company.tasks.board(query) }),
  }),
  look({ path: '/tasks/:task/why', tag, summary: 'Why a task exists, from the nearest to the mission', answer: few(ANYTHING), see: (company, params) => rows(company.tasks.why(part(params, 'task'))) }),
  pages({ path: '/tasks/:task/blockers', tag, summary: 'The tasks a task waits for', of: TASK, see: (company, params, page) => company.tasks.blockers(part(params, 'task'), page) }),
  pages({ path: '/tasks/:task/thread', tag, summary: 'What was said on a task, oldest first', of: rowOf('message'), see: (company, params, page) => company.tasks.thread(part(params, 'task'), page) }),
]
