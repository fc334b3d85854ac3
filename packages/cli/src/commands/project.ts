import type { Command } from 'commander'
import { asRead } from '../as-read.ts'
import { everyRow } from '../data/every-row.ts'
import { givenText } from '../data/given-text.ts'
import { versioned } from '../deed.ts'
import { enact } from '../enact.ts'
import { Names } from '../names.ts'
import { oneOf } from '../one-of.ts'
import { facts, passage } from '../output/facts.ts'
import { plainLine } from '../output/plain-line.ts'
import { table } from '../output/table.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'
import { findGoal } from './goal-list.ts'

const STATUSES = ['active', 'done', 'cancelled'] as const
const TITLES = [{ title: 'PROJECT' }, { title: 'NAME', isFlexible: true }, { title: 'STATUS' }, { title: 'LEAD' }, { title: 'DONE', align: 'right' }, { title: 'GOAL', isFlexible: true }] as const

/** Adds the verbs of `project`. */
export function projectVerbs(program: Command, shell: Shell): void {
  const project = program.command('project').helpCommand(false).description('gather tasks that belong together')
  project.command('list').description('list the projects, with how much of them is done').action(shell.company(list))
  project.command('show').argument('<project>', 'its slug').description('show one project and its tasks').action(shell.company(show, 'project list'))
  versioned(project.command('set').argument('<project>', 'its slug')).option('--name <text>', 'what people call it').option('--description <text>', 'what it is about; @file for what is in a file')
    .option('--lead <agent>', 'who leads it, or "nobody"').option('--goal <goal>', 'the goal it serves, or "none"').option('--status <status>', STATUSES.join(', '))
    .description('create a project, or change the one of this slug').action(shell.company(set, 'agent list'))
}

const tasksOf = ({ company }: CompanyCall, projectId: string) => everyRow(after => company.tasks.list({ where: { projectId }, after, limit: 500 }))

async function list(call: CompanyCall): Promise<Answer> {
  const { company, screen, line } = call, names = new Names(company)
  const projects = await everyRow(after => company.projects.list({ after }))
  const data = await Promise.all(projects.map(async project => {
    const tasks = (await tasksOf(call, project.id)).filter(({ status }) => status !== 'cancelled')
    return { ...asRead(project), lead: project.leadId === null ? null : await names.agent(project.leadId), goal: project.goalId === null ? null : (await names.goal(project.goalId))?.title ?? null, tasks: tasks.length, done: tasks.filter(({ status }) => status === 'done').length }
  }))
  if (data.length === 0) return { data, text: `No projects yet. Set one: ${line('project set website --name "New website" --lead <agent>')}` }
  return { data, text: table(screen, TITLES, data.map(({ slug, name, status, lead, done, tasks, goal }) => [slug, name, status, lead ?? '—', `${done} of ${tasks}`, goal ?? '—'])) }
}

async function show(call: CompanyCall): Promise<Answer> {
  const { company, args: [ref = ''], screen, line } = call, names = new Names(company)
  const project = await company.projects.get(ref), tasks = await tasksOf(call, project.id)
  const text = [
    `${screen.paint('strong', project.slug)}  ${plainLine(project.name)}`,
    ...facts(screen, [['status', project.status], ['lead', project.leadId === null ? 'nobody' : await names.agent(project.leadId)], ['goal', project.goalId === null ? '' : (await names.goal(project.goalId))?.title ?? '']]),
    ...passage(screen, 'description', project.description), '',
    tasks.length === 0 ? `No tasks yet: ${line(`task create "…" --project ${project.slug}`)}` : table(screen, [{ title: 'TASK' }, { title: 'STATUS' }, { title: 'TITLE', isFlexible: true }], tasks.map(({ identifier, status, title }) => [identifier, status.replace('_', ' '), title])),
  ].join('\n')
  return { data: { ...asRead(project), tasks: tasks.map(asRead) }, text }
}

async function set(call: CompanyCall): Promise<Answer> {
  const { company, args: [slug = ''], options, io, hint } = call
  const description = options.text('description'), lead = options.text('lead'), goal = options.text('goal'), status = options.text('status')
  const input = {
    slug, ...options.given('name'), ...description === undefined ? {} : { description: await givenText(io, '--description', description) },
    ...lead === undefined ? {} : { lead: lead === 'nobody' ? null : lead },
    ...goal === undefined ? {} : { goal: goal === 'none' ? null : (await findGoal(company, goal)).id },
    ...status === undefined ? {} : { status: oneOf('--status', STATUSES, status) },
  }
  return enact(call, { kind: 'project.set', input }, project => `The project ${project.slug} is set.\n${hint(`task create "…" --project ${project.slug}`)}`)
}
