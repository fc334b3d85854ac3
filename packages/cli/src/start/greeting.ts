import { formatDuration, formatUsd, type CompanyHandle } from '@paperclip/core'
import { scheduleOf } from '../agent-words.ts'
import { inOrder } from '../chart-order.ts'
import { everyRow } from '../data/every-row.ts'
import type { Names } from '../names.ts'
import { clip, pad } from '../output/cell-width.ts'
import { plainLine } from '../output/plain-line.ts'
import type { Call } from '../shell.ts'
import type { Staged } from './staged.ts'

const WATCH_FOR = [
  'the CEO breaks the goal into tasks, the CTO shares them out, three engineers do them',
  'work is handed in, sent back once, and accepted',
  'every run has its price; after some 25 seconds the analyst runs into her budget',
  'the CEO wants to hire: that waits for you, and so does the raise of the budget',
]

/** By what a node learns what is due, where that is not plain. */
const WAKES = {
  timer: 'by its own clock (for several nodes: npm install @paperclip/scheduler-pgboss)',
  'pg-boss': 'by its own clock, and by hints of other nodes through pg-boss',
  configured: 'by the scheduler of your configuration',
} as const satisfies Record<Staged['scheduler'], string>

/** How many of those who work in a company are told one by one. */
const MOST_TOLD = 50

/** What is about to be seen, and where it lies. */
export function greeting({ call: { screen: { paint }, folder, line }, origin, mode, scheduler, forMs, door }: Staged, companies: readonly CompanyHandle[]): string {
  const until = forMs === null ? 'Ctrl-C ends it; start it again and it goes on.' : `It ends by itself after ${formatDuration(forMs)}.`
  const what = {
    demo: 'A demo company is founded and set to work. Its agents are real processes and functions of this machine:\nno key, no network. What they calculate is real, what they "spend" is simulated.',
    founded: 'The company of your configuration is founded and set to work.',
    standing: `${companies.length === 1 ? 'The company' : `${companies.length} companies`} in this folder ${companies.length === 1 ? 'goes' : 'go'} on.`,
  }[origin]
  return [
    `${paint('strong', 'Paperclip')}  ${paint('quiet', until)}`, '', what,
    ...mode === 'dry' ? [paint('warn', 'A rehearsal on a copy: scripted agents, no process, no spend. What it was copied from stays as it is.')] : [],
    '', `  ${paint('quiet', 'data')}   ${folder.name}`, `  ${paint('quiet', 'look')}   ${line('status')}   ${paint('quiet', '(in another terminal)')}`,
    ...scheduler === 'configured' || folder.database.kind === 'postgres' ? [`  ${paint('quiet', 'wakes')}  ${WAKES[scheduler]}`] : [],
    ...door === null ? [] : [`  ${paint('quiet', 'open')}   ${paint('link', door.link ?? door.url)}${door.link === null ? '' : `   ${paint('quiet', '(once, within ten minutes)')}`}`],
    ...origin === 'demo' && mode === 'real' ? ['', 'Watch for', ...WATCH_FOR.map((one, at) => `  ${paint('link', String(at + 1))} ${one}`)] : [],
  ].join('\n')
}

/** Who works in a company: one line each, from the top of the chart. */
export async function roster({ screen: { paint, width }, line }: Pick<Call, 'screen' | 'line'>, company: CompanyHandle, names: Names): Promise<string> {
  const { name, mission } = await company.get()
  const staff = inOrder(await company.agents.chart())
  const budgets = await everyRow(after => company.budgets.list({ after }))
  const rows = await Promise.all(staff.slice(0, MOST_TOLD).map(async ({ agent, depth }) => {
    const { heartbeat: { schedule, idle }, adapter } = agent
    const beat = scheduleOf(schedule)
    const limits = budgets.filter(({ scopeId }) => scopeId === agent.id).map(({ limit, window, scope }) => `${formatUsd(limit)} a ${window}${scope === 'team' ? ' for the team' : ''}`)
    return { who: `${'  '.repeat(depth)}${agent.slug}`, role: plainLine(await names.roleOf(agent)), beat: idle === 'run' ? `${beat}, always` : beat, kind: adapter.kind, money: limits.join(', ') }
  }))
  const widest = (of: 'who' | 'role' | 'beat' | 'kind'): number => Math.max(0, ...rows.map(row => row[of].length))
  const waiting = await everyRow(after => company.approvals.list({ where: { status: 'pending' }, after }))
  const total = budgets.filter(({ scope }) => scope === 'company').map(({ limit, window }) => `, ${formatUsd(limit)} a ${window}`).join('')
  return [
    '', `${paint('strong', plainLine(name))}  ${clip(plainLine(mission), Math.max(width - plainLine(name).length - 2, 20))}`,
    paint('quiet', `  ${staff.length} ${staff.length === 1 ? 'agent' : 'agents'}${total}`),
    ...rows.map(({ who, role, beat, kind, money }) => `  ${pad(who, widest('who'))}  ${paint('quiet', `${pad(role, widest('role'))}  ${pad(beat, widest('beat'))}  ${pad(kind, widest('kind'))}  ${money}`.trimEnd())}`),
    ...staff.length > MOST_TOLD ? [`  ${paint('quiet', `and ${staff.length - MOST_TOLD} more:`)} ${line('agent list')}`] : [],
    ...staff.length === 0 ? ['  Nobody works here yet. Agents are hired by a program, or by a configuration: --config <file>'] : [],
    ...waiting.length === 0 ? [] : [`  ${paint('warn', `${waiting.length} ${waiting.length === 1 ? 'decision waits' : 'decisions wait'} for you`)} ${paint('quiet', '→')} ${line('approval list')}`], '',
  ].join('\n')
}
