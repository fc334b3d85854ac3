import type { Command } from 'commander'
import { governed, versioned } from '../deed.ts'
import { enact } from '../enact.ts'
import { numberOf } from '../one-of.ts'
import { plainLine } from '../output/plain-line.ts'
import { shortId } from '../short-id.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'
import { changeOf, goalOf } from './goal-input.ts'
import { findGoal, list, show } from './goal-list.ts'

/** Adds the verbs of `goal`. */
export function goalVerbs(program: Command, shell: Shell): void {
  const goal = program.command('goal').helpCommand(false).description('say where the company is going, and how far it is')
  const one = (verb: string): Command => goal.command(verb).argument('<goal>', 'its title, its id, or the end of its id')
  goal.command('list').description('show the goals as a tree, each with how far it is').option('--all', 'those that were given up as well').action(shell.company(list))
  one('show').description('show one goal: who answers for it, and what serves it').action(shell.company(show))
  governed(said(goal.command('set').argument('<title>', 'what shall be true')).option('--team <agent>', 'the manager whose team it belongs to; the company unless said otherwise'))
    .description('set a goal; its owner hears of it').action(shell.company(set, 'agent list'))
  versioned(said(one('update'))).option('--title <text>', 'what shall be true').description('change a goal').action(shell.company(update, 'agent list'))
  versioned(one('report').argument('<value>', 'where its metric stands')).description('report where the metric of a goal stands').action(shell.company(report))
}

/** The options by which a verb takes what a goal says. */
const said = (command: Command): Command => command
  .option('--description <text>', 'what to know; @file for what is in a file')
  .option('--owner <agent>', 'who answers for it, or "nobody"')
  .option('--parent <goal>', 'the goal it serves, or "none"')
  .option('--status <status>', 'planned, active, achieved or cancelled')
  .option('--target <n>', 'what its metric shall reach').option('--from <n>', 'where its metric began (0 unless said otherwise)').option('--unit <text>', 'what its metric counts, like sign-ups')
  .option('--due <date>', 'when it shall be reached, like 2026-03-01')

async function set(call: CompanyCall): Promise<Answer> {
  const input = await goalOf(call)
  return enact(call, { kind: 'goal.set', input }, ({ title, id, ownerId }) => `Set "${plainLine(title)}" (${shortId(id)}).${ownerId === null ? ` Nobody answers for it yet: ${call.line(`goal update ${shortId(id)} --owner <agent>`)}` : ''}`)
}

async function update(call: CompanyCall): Promise<Answer> {
  const goal = await findGoal(call.company, call.args[0] ?? ''), change = await changeOf(call, goal)
  return enact(call, { kind: 'goal.update', input: { goal: goal.id, ...change } }, ({ title }) => `Changed "${plainLine(title)}".`)
}

async function report(call: CompanyCall): Promise<Answer> {
  const { company, args: [ref = '', value = ''] } = call
  const goal = await findGoal(company, ref), current = numberOf('value', value)
  return enact(call, { kind: 'goal.report', input: { goal: goal.id, current } }, async ({ title, metric }) => {
    const progress = await company.goals.progress(goal.id)
    return `"${plainLine(title)}" stands at ${current} ${plainLine(metric?.unit ?? '')}${progress === null ? '' : `, ${Math.round(progress * 100)} %`}.`
  })
}
