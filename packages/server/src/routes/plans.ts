import { Type } from 'typebox'
import { rowOf } from '../wire/schema.ts'
import { deed } from './deed.ts'
import { list, look, part, shown } from './look.ts'
import type { Route } from './route.ts'

const GOAL = rowOf('goal'), PROJECT = rowOf('project'), ROUTINE = rowOf('routine')
const goals = { tag: 'Goals', answer: GOAL, from: { goal: 'goal' } } as const
const routines = { tag: 'Routines', answer: ROUTINE, from: { routine: 'routine' } } as const

/** What is to be done: goals, projects, and routines that ask for tasks by themselves. */
export const planRoutes: readonly Route[] = [
  list({ path: '/goals', tag: 'Goals', summary: 'Lists goals', noun: 'goal', of: GOAL, list: (company, query) => company.goals.list(query) }),
  deed('goal.set', { path: '/goals', tag: 'Goals', summary: 'Sets a goal', answer: GOAL, status: 201 }),
  shown({ path: '/goals/:goal', tag: 'Goals', summary: 'A goal', answer: GOAL, see: (company, params) => company.goals.get(part(params, 'goal')) }),
  deed('goal.update', { method: 'PATCH', path: '/goals/:goal', summary: 'Changes a goal', ...goals }),
  deed('goal.report', { path: '/goals/:goal/report', summary: 'Reports where a goal\'s metric stands', ...goals }),
  look({ path: '/goals/:goal/progress', tag: 'Goals', summary: 'How far a goal is: from 0 to 1; null if nothing says', answer: Type.Object({ progress: Type.Union([Type.Number(), Type.Null()]) }), see: async (company, params) => ({ progress: await company.goals.progress(part(params, 'goal')) }) }),
  list({ path: '/projects', tag: 'Projects', summary: 'Lists projects', noun: 'project', of: PROJECT, list: (company, query) => company.projects.list(query) }),
  shown({ path: '/projects/:project', tag: 'Projects', summary: 'A project, by its slug or id', answer: PROJECT, see: (company, params) => company.projects.get(part(params, 'project')) }),
  deed('project.set', { method: 'PUT', path: '/projects/:project', tag: 'Projects', summary: 'Creates a project, or changes it', answer: PROJECT, from: { project: 'slug' } }),
  list({ path: '/routines', tag: 'Routines', summary: 'Lists routines', noun: 'routine', of: ROUTINE, list: (company, query) => company.routines.list(query) }),
  shown({ path: '/routines/:routine', tag: 'Routines', summary: 'A routine, by its slug or id', answer: ROUTINE, see: (company, params) => company.routines.get(part(params, 'routine')) }),
  look({ path: '/routines/:routine/next', tag: 'Routines', summary: 'When a routine falls due next', answer: Type.Object({ dueAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]) }), see: async (company, params) => ({ dueAt: await company.routines.nextDue(part(params, 'routine')) }) }),
  deed('routine.set', { method: 'PUT', path: '/routines/:routine', tag: 'Routines', summary: 'Creates a routine, or changes it', answer: ROUTINE, from: { routine: 'slug' } }),
  deed('routine.pause', { path: '/routines/:routine/pause', summary: 'Pauses a routine', ...routines }),
  deed('routine.resume', { path: '/routines/:routine/resume', summary: 'Lets a paused routine go on', ...routines }),
  deed('routine.remove', { method: 'DELETE', path: '/routines/:routine', summary: 'Removes a routine', ...routines }),
  deed('routine.trigger', { path: '/routines/:routine/trigger', summary: 'Fires a routine now', tag: 'Routines', from: { routine: 'routine' }, answer: Type.Unsafe({}) }),
]
