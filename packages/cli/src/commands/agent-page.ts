import { formatDuration, formatUsd } from '@paperclip/core'
import { beatOf, scheduleOf, stateCell } from '../agent-words.ts'
import { inOrder } from '../chart-order.ts'
import { Names } from '../names.ts'
import { facts, passage } from '../output/facts.ts'
import { plainLine } from '../output/plain-line.ts'
import { table, type Cell } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import type { Answer, CompanyCall } from '../shell.ts'

const RECENT_RUNS = 5
const STAFF = [{ title: 'AGENT' }, { title: 'ROLE', isFlexible: true }, { title: 'STATE', isFlexible: true }, { title: 'NEXT BEAT' }, { title: 'TASKS', align: 'right' }, { title: 'UNSEEN', align: 'right' }, { title: 'ADAPTER' }] as const

/** The agents in their org chart. */
export async function list({ company, screen, io, hint }: CompanyCall): Promise<Answer> {
  const names = new Names(company), now = io.clock.now()
  const staff = await Promise.all(inOrder(await company.agents.chart()).map(async ({ agent, depth }) => ({ agent, depth, standing: await company.agents.standing(agent.id), role: await names.roleOf(agent) })))
  const data = staff.map(({ agent, standing }) => ({ ...agent, standing }))
  if (staff.length === 0) return { data, text: `Nobody works at "${company.slug}" yet. Make a role and hire somebody into it:\n${hint('role set engineer --title Engineer')}\n${hint('agent hire ann --role engineer -- python3 agent.py')}` }
  const rows = staff.map(({ agent, depth, standing, role }): Cell[] => [
    `${'  '.repeat(depth)}${agent.slug}`, role, stateCell(standing), beatOf(agent, standing, now), String(standing.tasks), String(standing.unseen), ['quiet', agent.adapter.kind],
  ])
  return { data, text: table(screen, STAFF, rows) }
}

/** One agent with all that belongs to it. */
export async function show({ company, args: [ref = ''], screen, io }: CompanyCall): Promise<Answer> {
  const { paint } = screen, now = io.clock.now(), names = new Names(company)
  const agent = await company.agents.get(ref)
  const [standing, role, runs, inbox] = await Promise.all([
    company.agents.standing(agent.id), names.roleOf(agent), company.runs.list({ where: { agentId: agent.id }, direction: 'down', limit: RECENT_RUNS }), company.agents.inbox(agent.id),
  ])
  const { heartbeat, tools, skills } = agent
  const text = [
    `${paint('strong', agent.slug)}  ${agent.name === agent.slug ? '' : `${plainLine(agent.name)}, `}${plainLine(role)}`,
    ...facts(screen, [
      ['state', stateCell(standing)],
      ...standing.holds.map(({ reason, cause }) => ['held', reason || cause] as const),
      ['next beat', beatOf(agent, standing, now)],
      ['heartbeat', `${scheduleOf(heartbeat.schedule)}${heartbeat.idle === 'run' ? ', a standing duty' : ''}, at most ${formatUsd(heartbeat.cap)} and ${formatDuration(heartbeat.timeoutMs)} a run`],
      ['reports to', agent.reportsTo === null ? 'the board' : await names.agent(agent.reportsTo)],
      ['adapter', `${agent.adapter.kind} ${JSON.stringify(agent.adapter.config)}`],
      ['tools', tools?.mcp.join(', ') ?? ''], ['built in', tools?.allow?.join(', ') ?? ''], ['skills', skills.join(', ')],
      ['revision', String(agent.revision)],
      ['open tasks', `${standing.tasks}, ${standing.unseen} unseen in the inbox`],
    ]),
    ...passage(screen, 'instructions', agent.instructions),
    '', runs.rows.length === 0 ? 'No runs yet.' : table(screen, [{ title: 'RUN BEGAN' }, { title: 'END' }, { title: 'COST', align: 'right' }, { title: 'SUMMARY', isFlexible: true }],
      runs.rows.map((run): Cell[] => [fromNow(run.startedAt, now), run.status, formatUsd(run.spent), run.summary ?? run.error?.message ?? ''])),
  ].join('\n')
  return { data: { ...agent, standing, inbox: inbox.rows, runs: runs.rows }, text }
}
