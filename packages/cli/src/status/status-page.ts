import { formatUsd, type Metric } from '@paperclip/core'
import { beatOf, stateCell } from '../agent-words.ts'
import { programOf } from '../describe-act.ts'
import { shortId } from '../short-id.ts'
import { bar } from '../output/bar.ts'
import { clip, pad } from '../output/cell-width.ts'
import { plainLine } from '../output/plain-line.ts'
import type { Tone } from '../output/screen.ts'
import { fromNow } from '../output/time.ts'
import type { CompanyCall } from '../shell.ts'
import type { CompanyStatus } from './company-status.ts'

type Drawn = Pick<CompanyCall, 'screen' | 'line'>

/** A company at a glance, on one screen. */
export function statusPage(call: Drawn, status: CompanyStatus): string {
  const { screen: { paint }, line } = call
  const { company } = status
  const sections: [string, string[]][] = [
    ['Agents', agentLines(call, status)],
    ['Tasks', taskLines(call, status)],
    ['Goals', goalLines(call, status)],
    ['Budgets', budgetLines(call, status)],
    ['Waiting for you', approvalLines(call, status)],
    ['Open incidents', status.incidents.map(({ kind, detail, createdAt }) => `${paint('warn', pad(kind.replaceAll('_', ' '), 15))} ${plainLine(detail)} ${paint('quiet', fromNow(createdAt, status.at))}`)],
  ]
  const head = `${paint('strong', plainLine(company.name))} ${paint('quiet', `(${company.slug}, ${company.status})`)}  ${plainLine(company.mission)}`
  const empty = status.agents.length === 0 ? [`\nNobody works here yet. Hire from a program or a configuration: ${line('start --config company.mjs')}`] : []
  return [head, ...sections.flatMap(([title, lines]) => (lines.length === 0 ? [] : [`\n${paint('strong', title)}`, ...lines.map(one => `  ${one}`)])), ...empty].join('\n')
}

function agentLines({ screen: { paint, width } }: Drawn, { agents, at }: CompanyStatus): string[] {
  const named = agents.map(one => ({ ...one, label: `${'  '.repeat(one.depth)}${one.slug}` }))
  const widest = Math.max(0, ...named.map(({ label }) => label.length)), roles = Math.min(Math.max(0, ...named.map(({ role }) => plainLine(role).length)), 28)
  return named.map(agent => {
    const [tone, state] = stateCell(agent.standing), beat = beatOf(agent, agent.standing, at)
    const doing = agent.task ?? plainLine(typeof beat === 'string' ? beat : beat[1])
    const open = agent.standing.tasks > 0 ? `${agent.standing.tasks} open` : ''
    return `${pad(agent.label, widest)}  ${paint('quiet', pad(clip(plainLine(agent.role), roles), roles))}  ${paint(tone, pad(clip(state, 20), 12))}  ${pad(clip(doing, Math.max(width - widest - roles - 36, 12)), 18)}  ${open}`.trimEnd()
  })
}

const TASK_TONES = { done: 'good', in_review: 'warn', in_progress: 'link', todo: 'plain', blocked: 'bad', backlog: 'quiet', cancelled: 'quiet' } as const satisfies Record<string, Tone>

function taskLines({ screen: { paint }, line }: Drawn, { tasks }: CompanyStatus): string[] {
  const parts = Object.entries(TASK_TONES).flatMap(([status, tone]) => {
    const many = Object.entries(tasks).find(([name]) => name === status)?.[1] ?? 0
    return many === 0 ? [] : [paint(tone, `${many} ${status.replace('_', ' ')}`)]
  })
  return [parts.join(' · ') || `none yet; create one: ${line('task create "…" --assignee <agent>')}`]
}

function goalLines({ screen: { paint } }: Drawn, { goals }: CompanyStatus): string[] {
  return goals.filter(({ status }) => status !== 'cancelled').map(({ title, progress, metric, status }) => {
    const share = status === 'achieved' ? 1 : Math.min(Math.max(progress ?? 0, 0), 1)
    return `${paint(share === 1 ? 'good' : 'link', bar(share))}  ${pad(`${Math.round(share * 100)} %`, 5)}  ${plainLine(title)}${metric ? paint('quiet', `  ${measure(metric)}`) : ''}`
  })
}

const measure = ({ current, target, unit }: Metric): string => `${current} ${plainLine(unit)}, target ${target}`

function budgetLines({ screen: { paint } }: Drawn, { budgets }: CompanyStatus): string[] {
  const widest = Math.max(0, ...budgets.map(({ of }) => plainLine(of).length))
  return budgets.map(({ of, window, limit, warnPercent, balance: { spent, reserved, stoppedAt } }) => {
    const share = limit === 0 ? 1 : spent / limit
    const tone: Tone = stoppedAt ? 'bad' : share * 100 >= warnPercent ? 'warn' : 'good'
    return `${paint(tone, bar(share))}  ${pad(plainLine(of), widest)}  ${formatUsd(spent)} of ${formatUsd(limit)} a ${window}${reserved > 0 ? paint('quiet', `, ${formatUsd(reserved)} reserved`) : ''}${stoppedAt ? paint('bad', '  stopped') : ''}`
  })
}

function approvalLines({ screen: { paint }, line }: Drawn, { approvals, at }: CompanyStatus): string[] {
  return approvals.flatMap(({ id, act, input, from, createdAt }) => [
    `${paint('warn', shortId(id))}  ${plainLine(act)} ${paint('quiet', `asked by ${from} ${fromNow(createdAt, at)}`)}`,
    ...[programOf(input)].flatMap(program => (program === null ? [] : [`${' '.repeat(8)}${plainLine(program)}`])),
    `${' '.repeat(8)}${paint('quiet', '→')} ${line(`approval approve ${shortId(id)}`)}`,
  ])
}
