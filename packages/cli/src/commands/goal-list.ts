import type { Goal, Metric } from '@paperclip/core'
import { asRead } from '../as-read.ts'
import type { CompanyVerbs } from '../company-verbs.ts'
import { byNameOrEnd } from '../data/by-end.ts'
import { everyRow } from '../data/every-row.ts'
import { Names } from '../names.ts'
import { bar } from '../output/bar.ts'
import { facts, passage } from '../output/facts.ts'
import { plainLine } from '../output/plain-line.ts'
import { table, type Cell } from '../output/table.ts'
import { shortId } from '../short-id.ts'
import type { Answer, CompanyCall } from '../shell.ts'

type Measured = Goal & { progress: number | null; owner: string | null; depth: number }
const TITLES = [{ title: 'GOAL', isFlexible: true }, { title: 'PROGRESS' }, { title: '', align: 'right' }, { title: 'STANDS AT', isFlexible: true }, { title: 'OWNER' }, { title: 'ID' }] as const

/** The goal that a title, an id or the end of one means. */
export const findGoal = async (company: CompanyVerbs, ref: string): Promise<Goal> =>
  byNameOrEnd(await everyRow(after => company.goals.list({ after })), ref, { noun: 'goal', list: 'goal list' })

/** The goals as a tree, each with how far it is. */
export async function list({ company, options, screen, line }: CompanyCall): Promise<Answer> {
  const goals = await everyRow(after => company.goals.list({ after })), names = new Names(company)
  const shown = options.flag('all') ? goals : goals.filter(({ status }) => status !== 'cancelled')
  const data: Measured[] = await Promise.all(inTree(shown).map(async ({ depth, ...one }) => ({ ...asRead(one), depth, progress: await company.goals.progress(one.id), owner: one.ownerId === null ? null : await names.agent(one.ownerId) })))
  if (data.length === 0) return { data, text: `No goals yet. Set one: ${line('goal set "Hear of 1,000 sign-ups" --target 1000 --unit sign-ups --owner <agent>')}` }
  return { data, text: table(screen, TITLES, data.map(({ depth, title, status, progress, metric, owner, id }): Cell[] => {
    const share = shareOf(status, progress)
    return [
      `${'  '.repeat(depth)}${title}`, [status === 'cancelled' ? 'quiet' : share === 1 ? 'good' : 'link', share === null ? status : bar(share)],
      share === null ? '—' : `${Math.round(share * 100)} %`, metric ? measure(metric) : '—', owner ?? '—', ['quiet', shortId(id)],
    ]
  })) }
}

const shareOf = (status: Goal['status'], progress: number | null): number | null =>
  (status === 'achieved' ? 1 : status === 'cancelled' || progress === null ? null : Math.min(Math.max(progress, 0), 1))

const measure = ({ current, target, unit }: Metric): string => `${current} of ${target} ${plainLine(unit)}`

/** Each goal after the one it serves; one whose goal is not shown stands by itself. */
function inTree(goals: readonly Goal[]): (Goal & { depth: number })[] {
  const known = new Set(goals.map(({ id }) => id))
  const below = (parent: string | null, depth: number): (Goal & { depth: number })[] =>
    goals.filter(({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null) === parent).flatMap(goal => [{ ...goal, depth }, ...below(goal.id, depth + 1)])
  return below(null, 0)
}

/** One goal with all that serves it. */
export async function show({ company, args: [ref = ''], screen, hint }: CompanyCall): Promise<Answer> {
  const goal = await findGoal(company, ref), names = new Names(company)
  const [progress, parts, projects, tasks] = await Promise.all([
    company.goals.progress(goal.id), everyRow(after => company.goals.list({ where: { parentId: goal.id }, after })),
    everyRow(after => company.projects.list({ where: { goalId: goal.id }, after })), everyRow(after => company.tasks.list({ where: { goalId: goal.id }, after, limit: 500 })),
  ])
  const share = shareOf(goal.status, progress), owner = goal.ownerId === null ? null : await names.agent(goal.ownerId)
  const text = [
    `${screen.paint('strong', plainLine(goal.title))}  ${screen.paint('quiet', shortId(goal.id))}`,
    ...facts(screen, [
      ['status', goal.status], ['progress', share === null ? 'nothing says' : `${bar(share)} ${Math.round(share * 100)} %`], ['stands at', goal.metric ? measure(goal.metric) : ''],
      ['owner', owner ?? 'nobody'], ['team', goal.teamId === null ? '' : `of ${await names.agent(goal.teamId)}`], ['serves', goal.parentId === null ? '' : (await names.goal(goal.parentId))?.title ?? ''],
      ['due', goal.dueAt?.toISOString() ?? ''], ['parts', parts.map(({ title }) => title).join(', ')], ['projects', projects.map(({ slug }) => slug).join(', ')],
      ['tasks', tasks.map(({ identifier, status }) => `${identifier} (${status.replace('_', ' ')})`).join(', ')],
    ]),
    ...passage(screen, 'description', goal.description),
    ...goal.metric ? ['', hint(`goal report ${shortId(goal.id)} <value>`)] : [],
  ].join('\n')
  return { data: { ...asRead(goal), progress, owner, parts, projects, tasks }, text }
}
