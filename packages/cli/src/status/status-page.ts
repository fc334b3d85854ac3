import { formatUsd, type Metric } from '@paperclip/core'
import { beatOf, stateCell } from '../agent-words.ts'
import { programOf } from '../describe-act.ts'
import { bar } from '../output/bar.ts'
import { clip } from '../output/cell-width.ts'
import { next } from '../output/facts.ts'
import { plainLine } from '../output/plain-line.ts'
import type { Screen, Tone } from '../output/screen.ts'
import { table, type Cell, type Column } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import { wrap } from '../output/wrap.ts'
import { shortId } from '../short-id.ts'
import type { CompanyCall } from '../shell.ts'
import type { CompanyStatus } from './company-status.ts'

type Drawn = Pick<CompanyCall, 'screen' | 'line'>

const INDENT = 2
const ID = 8
const FIXED: Column = { title: '' }, FLEXIBLE: Column = { title: '', isFlexible: true }

/** A company at a glance, on one screen. */
export function statusPage(call: Drawn, status: CompanyStatus): string {
  const { screen, line } = call, { paint, width } = screen
  const { company } = status
  const sections: [string, string[]][] = [
    ['Agents', agentLines(call, status)],
    ['Tasks', taskLines(call, status)],
    ['Goals', goalLines(call, status)],
    ['Budgets', budgetLines(call, status)],
    ['Waiting for you', approvalLines(call, status)],
    ['Open incidents', columns(screen, [FIXED, FLEXIBLE, FIXED], status.incidents.map(({ kind, detail, createdAt }) => [['warn', kind.replaceAll('_', ' ')], detail, ['quiet', fromNow(createdAt, status.at)]]))],
  ]
  const head = `${paint('strong', plainLine(company.name))} ${paint('quiet', `(${company.slug}, ${company.status})`)}  ${plainLine(company.mission)}`
  const heading = `${company.name} (${company.slug}, ${company.status})  ${company.mission}`.length > width ? [`${paint('strong', plainLine(company.name))} ${paint('quiet', `(${company.slug}, ${company.status})`)}`, ...wrap(plainLine(company.mission), width)] : [head]
  const empty = status.agents.length === 0 ? [`\nNobody works here yet. Make a role, and hire somebody into it:\n  ${next(screen, line('role set engineer --title Engineer'))}\n  ${next(screen, line('agent hire ann --role engineer -- python3 agent.py'))}`] : []
  return [...heading, ...sections.flatMap(([title, lines]) => (lines.length === 0 ? [] : [`\n${paint('strong', title)}`, ...lines.map(one => `${' '.repeat(INDENT)}${one}`)])), ...empty].join('\n')
}

/** Rows without titles, set in. */
const columns = (screen: Screen, shape: readonly Column[], rows: readonly Cell[][]): string[] =>
  (rows.length === 0 ? [] : table({ ...screen, width: screen.width - INDENT }, shape, rows).split('\n'))

const agentLines = ({ screen }: Drawn, { agents, at }: CompanyStatus): string[] => columns(screen, [FIXED, FLEXIBLE, FLEXIBLE, FLEXIBLE, FIXED], agents.map(agent => {
  const beat = beatOf(agent, agent.standing, at)
  return [`${'  '.repeat(agent.depth)}${agent.slug}`, ['quiet', agent.role], stateCell(agent.standing), agent.task ?? (typeof beat === 'string' ? beat : beat[1]), agent.standing.tasks > 0 ? `${agent.standing.tasks} open` : '']
}))

const TASK_TONES = { done: 'good', in_review: 'warn', in_progress: 'link', todo: 'plain', blocked: 'bad', backlog: 'quiet', cancelled: 'quiet' } as const satisfies Record<string, Tone>

function taskLines({ screen: { paint }, line }: Drawn, { tasks }: CompanyStatus): string[] {
  const parts = Object.entries(TASK_TONES).flatMap(([status, tone]) => {
    const many = Object.entries(tasks).find(([name]) => name === status)?.[1] ?? 0
    return many === 0 ? [] : [paint(tone, `${many} ${status.replace('_', ' ')}`)]
  })
  return [parts.join(' · ') || `none yet; create one: ${line('task create "…" --assignee <agent>')}`]
}

const goalLines = ({ screen }: Drawn, { goals }: CompanyStatus): string[] => columns(screen, [FIXED, { ...FIXED, align: 'right' }, FLEXIBLE, FLEXIBLE], goals.filter(({ status }) => status !== 'cancelled').map(({ title, progress, metric, status }) => {
  const share = status === 'achieved' ? 1 : Math.min(Math.max(progress ?? 0, 0), 1)
  return [[share === 1 ? 'good' : 'link', bar(share)], `${Math.round(share * 100)} %`, title, ['quiet', metric ? measure(metric) : '']]
}))

const measure = ({ current, target, unit }: Metric): string => `${current} ${plainLine(unit)}, target ${target}`

const budgetLines = ({ screen }: Drawn, { budgets }: CompanyStatus): string[] => columns(screen, [FIXED, FLEXIBLE, FIXED, FIXED, FIXED], budgets.map(({ of, window, limit, warnPercent, balance: { spent, reserved, stoppedAt } }) => {
  const share = limit === 0 ? 1 : spent / limit
  const tone: Tone = stoppedAt ? 'bad' : share * 100 >= warnPercent ? 'warn' : 'good'
  return [[tone, bar(share)], of, `${formatUsd(spent)} of ${formatUsd(limit)} ${window === 'lifetime' ? 'in all' : `a ${window}`}`, ['quiet', reserved > 0 ? `${formatUsd(reserved)} reserved` : ''], ['bad', stoppedAt ? 'stopped' : '']]
}))

function approvalLines({ screen, line }: Drawn, { approvals, at }: CompanyStatus): string[] {
  const { paint, width } = screen, room = width - INDENT - ID, blank = ' '.repeat(ID)
  return approvals.flatMap(({ id, act, input, from, createdAt }) => {
    const [first = '', ...rest] = wrap(plainLine(`${act}, asked by ${from} ${fromNow(createdAt, at)}`), room)
    return [
      `${paint('warn', shortId(id))}  ${first}`, ...rest.map(part => `${blank}${part}`),
      ...[programOf(input)].flatMap(program => (program === null ? [] : [`${blank}${paint('quiet', clip(plainLine(program), room))}`])),
      `${blank}${next(screen, line(`approval approve ${shortId(id)}`))}`,
    ]
  })
}
