import { formatDuration, formatUsd } from '@paperclip/core'
import type { Command } from 'commander'
import { beatOf, scheduleOf, stateCell } from '../agent-words.ts'
import { inOrder } from '../chart-order.ts'
import { Names } from '../names.ts'
import { plainLine } from '../output/plain-line.ts'
import { table, type Cell } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

const RECENT_RUNS = 5

/** Adds `agent list`, `agent show` and `agent wake`. */
export function agentVerbs(program: Command, shell: Shell): void {
  const agent = program.command('agent').helpCommand(false).description('look at agents and wake them')
  agent.command('list').description('list the agents in their org chart').action(shell.company(list))
  agent.command('show').argument('<agent>', 'its slug').description('show one agent: its work, its money, its last runs').action(shell.company(show, 'agent list'))
  agent.command('wake').argument('<agent>', 'its slug').description('wake an agent now, whatever its schedule says').action(shell.company(wake, 'agent list'))
}

async function list({ company, screen, io, line }: CompanyCall): Promise<Answer> {
  const names = new Names(company), now = io.clock.now()
  const staff = await Promise.all(inOrder(await company.agents.chart()).map(async ({ agent, depth }) => ({ agent, depth, standing: await company.agents.standing(agent.id), role: await names.roleOf(agent) })))
  const data = staff.map(({ agent, standing }) => ({ ...agent, standing }))
  if (staff.length === 0) return { data, text: `Nobody works at "${company.slug}" yet. Hire from a program or a configuration: ${line('start --config company.mjs')}` }
  const rows = staff.map(({ agent, depth, standing, role }): Cell[] => [
    `${'  '.repeat(depth)}${agent.slug}`, role, stateCell(standing), beatOf(agent, standing, now), String(standing.tasks), String(standing.unseen), ['quiet', agent.adapter.kind],
  ])
  const columns = [{ title: 'AGENT' }, { title: 'ROLE', isFlexible: true }, { title: 'STATE' }, { title: 'NEXT BEAT' }, { title: 'TASKS', align: 'right' }, { title: 'UNSEEN', align: 'right' }, { title: 'ADAPTER' }] as const
  return { data, text: table(screen, columns, rows) }
}

async function show({ company, args: [ref = ''], screen, io }: CompanyCall): Promise<Answer> {
  const { paint } = screen, now = io.clock.now(), names = new Names(company)
  const agent = await company.agents.get(ref)
  const [standing, role, runs, inbox] = await Promise.all([
    company.agents.standing(agent.id), names.roleOf(agent), company.runs.list({ where: { agentId: agent.id }, direction: 'down', limit: RECENT_RUNS }), company.agents.inbox(agent.id),
  ])
  const fact = (name: string, value: string): string => `${paint('quiet', name.padEnd(12))}${plainLine(value)}`
  const [tone, state] = stateCell(standing), beat = beatOf(agent, standing, now)
  const { heartbeat } = agent
  const text = [
    `${paint('strong', agent.slug)}  ${plainLine(agent.name)}, ${plainLine(role)}`,
    `${paint('quiet', 'state'.padEnd(12))}${paint(tone, plainLine(state))}`,
    ...standing.holds.map(({ reason, cause }) => fact('held', reason || cause)),
    fact('next beat', typeof beat === 'string' ? beat : beat[1]),
    fact('heartbeat', `${scheduleOf(heartbeat.schedule)}${heartbeat.idle === 'run' ? ', a standing duty' : ''}, at most ${formatUsd(heartbeat.cap)} and ${formatDuration(heartbeat.timeoutMs)} a run`),
    fact('reports to', agent.reportsTo === null ? 'the board' : await names.agent(agent.reportsTo)),
    fact('adapter', `${agent.adapter.kind} ${JSON.stringify(agent.adapter.config)}`),
    fact('open tasks', `${standing.tasks}, ${standing.unseen} unseen in the inbox`),
    '', runs.rows.length === 0 ? 'No runs yet.' : table(screen, [{ title: 'RUN BEGAN' }, { title: 'END' }, { title: 'COST', align: 'right' }, { title: 'SUMMARY', isFlexible: true }],
      runs.rows.map((run): Cell[] => [fromNow(run.startedAt, now), run.status, formatUsd(run.spent), run.summary ?? run.error?.message ?? ''])),
  ].join('\n')
  return { data: { ...agent, standing, inbox, runs: runs.rows }, text }
}

async function wake({ company, args: [ref = ''], line }: CompanyCall): Promise<Answer> {
  const agent = await company.agents.wake(ref)
  return { data: agent, text: `${agent.slug} is due now. Where this company runs it begins within a second or two; if it does not run yet: ${line('start')}` }
}
