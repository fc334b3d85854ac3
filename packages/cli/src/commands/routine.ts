import type { Command } from 'commander'
import { scheduleOf } from '../agent-words.ts'
import { asRead } from '../as-read.ts'
import type { CompanyVerbs } from '../company-verbs.ts'
import { everyRow } from '../data/every-row.ts'
import { gather, governed, versioned } from '../deed.ts'
import { enact } from '../enact.ts'
import { Names } from '../names.ts'
import { facts, passage } from '../output/facts.ts'
import { plainLine } from '../output/plain-line.ts'
import { table, type Cell } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import { SOMEBODY } from '../party-name.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'
import { routineInput, triggerInput } from './routine-input.ts'

type Routine = Awaited<ReturnType<CompanyVerbs['routines']['get']>>

const TITLES = [{ title: 'ROUTINE' }, { title: 'FOR' }, { title: 'WHEN', isFlexible: true }, { title: 'NEXT' }, { title: 'ASKS FOR', isFlexible: true }] as const

/** Adds the verbs of `routine`. */
export function routineVerbs(program: Command, shell: Shell): void {
  const routine = program.command('routine').helpCommand(false).description('let work be asked for again and again')
  const one = (verb: string): Command => routine.command(verb).argument('<routine>', 'its slug')
  const act = (run: (call: CompanyCall) => Promise<Answer>) => shell.company(run, 'routine list')
  routine.command('list').description('list the routines, and when each falls due next').action(shell.company(list))
  one('show').description('show one routine, and the tasks it asked for last').action(act(show))
  versioned(one('set')).option('--assignee <who>', `who shall do it: ${SOMEBODY}`).option('--reviewer <who>', `who must accept it: ${SOMEBODY}, or "nobody"`)
    .option('--title <text>', 'what its tasks are called').option('--description <text>', 'what to know; @file for what is in a file').option('--acceptance <text>', 'when it is done; @file for what is in a file')
    .option('--every <duration>', 'falls due every so often, like 1d').option('--cron <pattern>', 'falls due by a cron pattern, like "0 9 * * 1"').option('--zone <zone>', 'the time zone of --cron')
    .option('--signal <source>', 'falls due when data comes from here for its assignee; "none" for never')
    .option('--catch-up <how>', 'what was missed is done once, skipped, or all up to a number: once, skip or 5').option('--overlap <how>', 'while a task of it is open: skip, allow another, or replace it')
    .option('--project <project>', 'the project of its tasks').option('--goal <goal>', 'the goal of its tasks').option('--priority <priority>', 'critical, high, medium or low').option('--label <label>', 'may be given again', gather)
    .description('create a routine, or change the one of this slug').action(shell.company(set, 'agent list'))
  governed(one('pause')).description('let it ask for nothing until it is resumed').action(act(pause))
  governed(one('resume')).description('let it ask again, from its next time on').action(act(resume))
  governed(one('trigger')).option('--payload <json>', 'data for the task, as JSON or @file').description('let it ask once, now').action(act(trigger))
  versioned(one('remove')).description('remove a routine; its tasks stay').action(act(remove))
}

const whenOf = ({ schedule, signal }: Routine): string => [schedule ? scheduleOf(schedule) : '', signal === null ? '' : `on a signal from ${signal}`].filter(one => one !== '').join(', ') || 'when it is triggered'

async function list({ company, screen, io, hint }: CompanyCall): Promise<Answer> {
  const routines = await everyRow(after => company.routines.list({ after })), names = new Names(company), now = io.clock.now()
  const data = await Promise.all(routines.map(async one => ({ ...asRead(one), assignee: await names.party(one.assigneeKind, one.assigneeId), nextDue: await company.routines.nextDue(one.slug) })))
  if (data.length === 0) return { data, text: `No routines yet. Let work be asked for again and again:\n${hint('routine set weekly-report --assignee <agent> --cron "0 9 * * 1" --title "Write the weekly report"')}` }
  return { data, text: table(screen, TITLES, data.map((one): Cell[] => [one.slug, one.assignee ?? '—', whenOf(one), one.status === 'paused' ? ['warn', 'paused'] : one.nextDue ? fromNow(one.nextDue, now) : '—', one.task.title])) }
}

async function show({ company, args: [ref = ''], screen, io }: CompanyCall): Promise<Answer> {
  const routine = await company.routines.get(ref), names = new Names(company), now = io.clock.now(), { task } = routine
  const nextDue = await company.routines.nextDue(routine.slug), { rows: tasks } = await company.tasks.list({ where: { routineId: routine.id }, direction: 'down', limit: 5 })
  const catchUp = { once: 'done once', skip: 'skipped', all: `up to ${routine.catchUp.kind === 'all' ? routine.catchUp.max : 0} of them done` }[routine.catchUp.kind]
  const text = [
    `${screen.paint('strong', routine.slug)}  ${plainLine(task.title)}`,
    ...facts(screen, [
      ['status', routine.status === 'paused' ? ['warn', 'paused'] : 'active'], ['for', await names.party(routine.assigneeKind, routine.assigneeId) ?? ''], ['reviewer', await names.party(task.reviewerKind, task.reviewerId) ?? ''],
      ['when', whenOf(routine)], ['next', routine.status === 'active' && nextDue ? fromNow(nextDue, now) : ''], ['missed', catchUp], ['overlap', routine.overlap],
      ['skipped', routine.skipped > 0 ? `${routine.skipped === 1 ? 'once' : `${routine.skipped} times`}, because a task of it was open` : ''], ['priority', task.priority], ['labels', task.labels.join(', ')],
    ]),
    ...passage(screen, 'description', task.description), ...passage(screen, 'acceptance', task.acceptance),
    '', tasks.length === 0 ? 'It has asked for nothing yet.' : table(screen, [{ title: 'TASK' }, { title: 'STATUS' }, { title: 'ASKED' }], tasks.map(({ identifier, status, createdAt }) => [identifier, status.replace('_', ' '), fromNow(createdAt, now)])),
  ].join('\n')
  return { data: { ...asRead(routine), nextDue, tasks }, text }
}

async function set(call: CompanyCall): Promise<Answer> {
  const { company, io, hint } = call, input = await routineInput(call)
  return enact(call, { kind: 'routine.set', input }, async one => {
    const due = await company.routines.nextDue(one.slug)
    return `The routine ${one.slug} is set: ${whenOf(one)}${due ? `, next ${fromNow(due, io.clock.now())}` : ''}.${whenOf(one).startsWith('when it') ? `\n${hint(`routine trigger ${one.slug}`)}` : ''}`
  })
}

function pause(call: CompanyCall): Promise<Answer> {
  const { args: [routine = ''], hint } = call
  return enact(call, { kind: 'routine.pause', input: { routine } }, ({ slug }) => `${slug} asks for nothing until it is resumed.\n${hint(`routine resume ${slug}`)}`)
}

function resume(call: CompanyCall): Promise<Answer> {
  const { args: [routine = ''], company, io } = call
  return enact(call, { kind: 'routine.resume', input: { routine } }, async ({ slug }) => {
    const due = await company.routines.nextDue(slug)
    return `${slug} asks again${due ? `, next ${fromNow(due, io.clock.now())}` : ''}.`
  })
}

async function trigger(call: CompanyCall): Promise<Answer> {
  const input = await triggerInput(call)
  return enact(call, { kind: 'routine.trigger', input }, ({ task, routine }) =>
    (task ? `Asked: ${task.identifier} ${plainLine(task.title)}.\n${call.hint(`task show ${task.identifier}`)}` : `Nothing was asked: a task of it is still open, or nobody can do it.\n${call.hint(`routine show ${routine.slug}`)}`))
}

function remove(call: CompanyCall): Promise<Answer> {
  const { args: [routine = ''] } = call
  return enact(call, { kind: 'routine.remove', input: { routine } }, ({ slug }) => `Removed ${slug}. Its tasks stay.`)
}
