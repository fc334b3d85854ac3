import { addMoney, formatUsd, micros } from '@paperclip/core'
import { asRead } from '../as-read.ts'
import { CliError } from '../cli-error.ts'
import type { CompanyVerbs } from '../company-verbs.ts'
import { chooseCompany } from '../data/choose-company.ts'
import { everyRow } from '../data/every-row.ts'
import { rememberCompany } from '../data/remembered-company.ts'
import { keyed } from '../deed.ts'
import { facts } from '../output/facts.ts'
import { plainLine } from '../output/plain-line.ts'
import { table } from '../output/table.ts'
import type { Answer, CompanyCall, OpenCall } from '../shell.ts'
import { askForCompany } from './ask-company.ts'

/** Founds a company. */
export async function create({ paperclip, folder, options, args, io, line, hint }: OpenCall): Promise<Answer> {
  const given = options.given('name', 'mission', 'zone', 'prefix')
  const [slug] = args
  const asked = slug !== undefined ? { slug } : options.flag('json') ? null : await askForCompany(io)
  if (!asked) throw new CliError('invalid_input', 'slug: the company needs a short name.', `${line('company create my-company')}`)
  const company = await paperclip.found({ ...asked, ...given }, keyed(options))
  rememberCompany(folder, company.slug)
  const data = await company.get()
  return {
    data,
    text: `Founded ${plainLine(data.name)} (${data.slug}) in ${folder.name}.\nNobody works there yet. Make a role, and hire somebody into it:\n${hint('role set engineer --title Engineer')}\n${hint('agent hire ann --role engineer -- python3 agent.py')}`,
  }
}

/** The companies here. */
export async function list({ paperclip, screen, folder, line }: OpenCall): Promise<Answer> {
  const companies = await everyRow(after => paperclip.companies({ after }))
  if (companies.length === 0) return { data: [], text: `No companies in ${folder.name} yet. Found one: ${line('company create <slug>')}` }
  const rows = await Promise.all(companies.map(async ({ id, slug, name, status, mission }) => [slug, name, status, String((await staffOf(await paperclip.company(id))).length), mission]))
  return { data: companies.map(asRead), text: table(screen, [{ title: 'COMPANY' }, { title: 'NAME', isFlexible: true }, { title: 'STATUS' }, { title: 'AGENTS', align: 'right' }, { title: 'MISSION', isFlexible: true }], rows) }
}

/** One company. */
export async function show(call: OpenCall): Promise<Answer> {
  const company = await chooseCompany(call.paperclip, call.folder, call.args[0] ?? call.options.text('company'))
  return showCompany({ ...call, company })
}

async function showCompany({ company, folder, screen, hint }: CompanyCall): Promise<Answer> {
  const [row, agents, goals, members, runs] = await Promise.all([
    company.get(), staffOf(company), everyRow(after => company.goals.list({ after })), everyRow(after => company.members.list({ after })), everyRow(after => company.runs.list({ after, limit: 500 })),
  ])
  const spent = addMoney(micros(0), ...runs.map(one => one.spent))
  const text = [
    `${screen.paint('strong', plainLine(row.name))} ${screen.paint('quiet', `(${row.slug})`)} ${row.status}`,
    ...facts(screen, [
      ['mission', row.mission || '(none)'], ['agents', String(agents.length)], ['goals', String(goals.length)],
      ['board', `${members.map(({ name, level }) => `${name} (${level})`).join(', ')}${row.boardMinimum > 1 ? `, ${row.boardMinimum} decide together` : ''}`],
      ['runs', `${runs.length}, ${formatUsd(spent)} spent in all, at most ${row.maxRuns} at once`], ['zone', row.zone], ['founded', row.createdAt.toISOString()], ['data', folder.database.kind === 'sqlite' ? folder.file : folder.name],
    ]),
    '', row.status === 'active' ? hint('status') : hint(`company resume ${row.slug}`),
  ].join('\n')
  return { data: { ...asRead(row), agents: agents.length, goals: goals.length, members, runs: runs.length, spent }, text }
}

const staffOf = async (company: CompanyVerbs) => (await everyRow(after => company.agents.list({ after }))).filter(({ status }) => status !== 'terminated')
