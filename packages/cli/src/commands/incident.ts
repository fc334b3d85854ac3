import type { Command } from 'commander'
import { byEnd } from '../data/by-end.ts'
import { everyRow } from '../data/every-row.ts'
import { governed } from '../deed.ts'
import { enact } from '../enact.ts'
import { Names } from '../names.ts'
import { table } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import { shortId } from '../short-id.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

const TITLES = [{ title: 'ID' }, { title: 'KIND' }, { title: 'SINCE' }, { title: 'ABOUT' }, { title: 'WHAT', isFlexible: true }] as const

/** Adds the verbs of `incident`. */
export function incidentVerbs(program: Command, shell: Shell): void {
  const incident = program.command('incident').helpCommand(false).description('see to what went wrong')
  incident.command('list').description('list what is open').option('--all', 'those that were closed as well').action(shell.company(list))
  governed(incident.command('close').argument('<incident>', 'its id, or the end of it')).description('say that an incident was seen to').action(shell.company(close))
}

async function list({ company, options, screen, io, hint }: CompanyCall): Promise<Answer> {
  const now = io.clock.now(), names = new Names(company), isAll = options.flag('all')
  const data = await everyRow(after => (isAll ? company.incidents.list({ after }) : company.incidents.list({ where: { status: 'open' }, after })))
  if (data.length === 0) return { data, text: isAll ? 'Nothing ever went wrong.' : 'Nothing is open.' }
  const rows = await Promise.all(data.map(async ({ id, kind, status, createdAt, agentId, taskId, detail }) => [
    shortId(id), ['warn', `${kind.replaceAll('_', ' ')}${status === 'closed' ? ' (closed)' : ''}`] as const, fromNow(createdAt, now),
    taskId === null ? agentId === null ? '—' : await names.agent(agentId) : (await names.task(taskId))?.identifier ?? '—', detail,
  ]))
  const [first] = data.filter(({ status }) => status === 'open')
  return { data, text: `${table(screen, TITLES, rows)}${first ? `\n\n${hint(`incident close ${shortId(first.id)}`)}` : ''}` }
}

async function close(call: CompanyCall): Promise<Answer> {
  const { company, args: [ref = ''] } = call
  const { id, kind } = byEnd(await everyRow(after => company.incidents.list({ after })), ref, { noun: 'incident', list: 'incident list' })
  return enact(call, { kind: 'incident.close', input: { incident: id } }, () => `Closed: ${kind.replaceAll('_', ' ')}.`)
}
