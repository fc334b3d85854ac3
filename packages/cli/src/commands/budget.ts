import { formatUsd, type ActInput, type Balance, type Budget } from '@paperclip/core'
import type { Command } from 'commander'
import { asRead } from '../as-read.ts'
import { CliError } from '../cli-error.ts'
import { byEnd } from '../data/by-end.ts'
import { everyRow } from '../data/every-row.ts'
import { versioned } from '../deed.ts'
import { enact } from '../enact.ts'
import { Names } from '../names.ts'
import { numberOf, oneOf } from '../one-of.ts'
import { bar } from '../output/bar.ts'
import { plainLine } from '../output/plain-line.ts'
import { table, type Cell } from '../output/table.ts'
import type { Tone } from '../output/screen.ts'
import { shortId } from '../short-id.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'
import { findGoal } from './goal-list.ts'

const WINDOWS = ['day', 'week', 'month', 'lifetime'] as const
const TITLES = [{ title: 'BUDGET OF', isFlexible: true }, { title: 'SPENT' }, { title: '', align: 'right' }, { title: 'OF', align: 'right' }, { title: 'WINDOW' }, { title: 'RESERVED', align: 'right' }, { title: '' }, { title: 'ID' }] as const

/** Adds the verbs of `budget`. */
export function budgetVerbs(program: Command, shell: Shell): void {
  const budget = program.command('budget').helpCommand(false).description('limit what is spent')
  budget.command('list').description('list the budgets, each with what is spent of it').action(shell.company(list))
  versioned(budget.command('set').argument('<amount>', 'the most that may be spent, like 5 or 0.25'))
    .option('--agent <agent>', 'of this agent').option('--team <agent>', 'of this manager and everybody below').option('--project <project>', 'of this project').option('--goal <goal>', 'of this goal')
    .option('--window <window>', 'day, week, month (unless said otherwise) or lifetime').option('--warn <percent>', 'warn at so much of it (80 unless said otherwise)')
    .description('set a hard limit on the company, or on what is named; changes the one that is there').action(shell.company(set, 'agent list'))
  versioned(budget.command('raise').argument('<budget>', 'its id, or the end of it').argument('<amount>', 'its new limit')).description('raise a budget; whom it held goes on').action(shell.company(raise))
}

async function list({ company, screen, line, hint }: CompanyCall): Promise<Answer> {
  const names = new Names(company), budgets = await everyRow(after => company.budgets.list({ after }))
  const data = await Promise.all(budgets.map(async one => ({ ...asRead(one), of: await names.budget(one), balance: await company.budgets.balance(one.id) })))
  if (data.length === 0) return { data, text: `No budgets: nothing limits what the company spends but the cap of each run. Set one: ${line('budget set 20')}` }
  const stopped = data.find(({ balance }) => balance.stoppedAt)
  const text = table(screen, TITLES, data.map((one): Cell[] => [
    one.of, [toneOf(one), bar(shareOf(one))], formatUsd(one.balance.spent), formatUsd(one.limit), `a ${one.window}`.replace('a lifetime', 'ever'), one.balance.reserved > 0 ? formatUsd(one.balance.reserved) : '—',
    one.balance.stoppedAt ? ['bad', 'stopped'] : '', ['quiet', shortId(one.id)],
  ]))
  return { data, text: stopped ? `${text}\n\n${hint(`budget raise ${shortId(stopped.id)} <amount>`)}` : text }
}

type Used = Budget & { balance: Balance }
const shareOf = ({ limit, balance: { spent } }: Used): number => (limit === 0 ? 1 : spent / limit)
const toneOf = (one: Used): Tone => (one.balance.stoppedAt ? 'bad' : shareOf(one) * 100 >= one.warnPercent ? 'warn' : 'good')

async function set(call: CompanyCall): Promise<Answer> {
  const { args: [limit = ''], options } = call
  const window = options.text('window'), warn = options.text('warn')
  const input = {
    limit, ...await scopeOf(call), ...window === undefined ? {} : { window: oneOf('--window', WINDOWS, window) },
    ...warn === undefined ? {} : { warnPercent: numberOf('--warn', warn.replace(/%$/, '')) },
  }
  return enact(call, { kind: 'budget.set', input }, async one => `${await holderOf(call, one)} may spend ${formatUsd(one.limit)} ${one.window === 'lifetime' ? 'in all' : `a ${one.window}`}, not more.`)
}

const holderOf = async ({ company }: CompanyCall, budget: Budget): Promise<string> => (budget.scope === 'company' ? 'The company' : plainLine(await new Names(company).budget(budget)))

async function scopeOf({ options, company }: CompanyCall): Promise<Pick<ActInput<'budget.set'>, 'scope' | 'for'>> {
  const given = Object.entries(options.given('agent', 'team', 'project', 'goal'))
  if (given.length > 1) throw new CliError('invalid_input', `A budget is of one thing (these were named: ${given.map(([name]) => `--${name}`).join(', ')}).`, 'Set one after the other.')
  const { agent, team, project, goal } = options.given('agent', 'team', 'project', 'goal')
  if (agent !== undefined) return { scope: 'agent', for: agent }
  if (team !== undefined) return { scope: 'team', for: team }
  if (project !== undefined) return { scope: 'project', for: project }
  return goal === undefined ? { scope: 'company' } : { scope: 'goal', for: (await findGoal(company, goal)).id }
}

async function raise(call: CompanyCall): Promise<Answer> {
  const { company, args: [ref = '', limit = ''] } = call
  const { id } = byEnd(await everyRow(after => company.budgets.list({ after })), ref, { noun: 'budget', list: 'budget list' })
  return enact(call, { kind: 'budget.raise', input: { budget: id, limit } }, async one => `${await holderOf(call, one)} may spend ${formatUsd(one.limit)}: whom it held goes on.`)
}
