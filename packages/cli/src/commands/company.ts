import { addMoney, formatUsd, micros, type CompanyHandle } from '@paperclip/core'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { chooseCompany } from '../data/choose-company.ts'
import { everyRow } from '../data/every-row.ts'
import { rememberCompany } from '../data/remembered-company.ts'
import { plainLine } from '../output/plain-line.ts'
import { table } from '../output/table.ts'
import type { Answer, CompanyCall, OpenCall, Shell } from '../shell.ts'
import { askForCompany } from './ask-company.ts'

/** Adds `company create`, `company list` and `company show`. */
export function companyVerbs(program: Command, shell: Shell): void {
  const company = program.command('company').helpCommand(false).description('found companies and look at them')
  company.command('create').argument('[slug]', 'a short name: lower case letters, digits and hyphens')
    .description('found a company; you own it')
    .option('--name <name>', 'what people call it')
    .option('--mission <text>', 'why it exists')
    .option('--zone <zone>', 'the time zone its budgets begin in, like Europe/Berlin')
    .option('--prefix <letters>', 'what its task numbers begin with')
    .action(shell.open(create, 'makes'))
  company.command('list').description('list the companies here').action(shell.open(list))
  company.command('show').argument('[slug]', 'the one in use unless said otherwise').description('show one company').action(shell.open(show))
}

async function create({ paperclip, folder, options, args, io, line }: OpenCall): Promise<Answer> {
  const given = options.given('name', 'mission', 'zone', 'prefix')
  const [slug] = args
  const asked = slug !== undefined ? { slug } : options.flag('json') ? null : await askForCompany(io)
  if (!asked) throw new CliError('invalid_input', 'slug: the company needs a short name.', `${line('company create my-company')}`)
  const company = await paperclip.found({ ...asked, ...given })
  rememberCompany(folder, company.slug)
  const data = await company.get()
  return {
    data,
    text: `Founded ${plainLine(data.name)} (${data.slug}) in ${folder.path}.\nNobody works there yet. A company is staffed by a program or a configuration:\n  ${line('start --config company.mjs')}\n  ${line('company show')}`,
  }
}

async function list({ paperclip, screen, folder, line }: OpenCall): Promise<Answer> {
  const companies = await everyRow(after => paperclip.companies({ after }))
  if (companies.length === 0) return { data: [], text: `No companies in ${folder.path} yet. Found one: ${line('company create <slug>')}` }
  const rows = await Promise.all(companies.map(async ({ id, slug, name, status, mission }) => [slug, name, status, String((await staffOf(await paperclip.company(id))).length), mission]))
  return { data: companies, text: table(screen, [{ title: 'COMPANY' }, { title: 'NAME', isFlexible: true }, { title: 'STATUS' }, { title: 'AGENTS', align: 'right' }, { title: 'MISSION', isFlexible: true }], rows) }
}

async function show(call: OpenCall): Promise<Answer> {
  const company = await chooseCompany(call.paperclip, call.folder, call.args[0] ?? call.options.text('company'))
  return showCompany({ ...call, company })
}

async function showCompany({ company, folder, screen: { paint }, line }: CompanyCall): Promise<Answer> {
  const [row, agents, goals, members, runs] = await Promise.all([
    company.get(), staffOf(company), everyRow(after => company.goals.list({ after })), company.members.list(), everyRow(after => company.runs.list({ after, limit: 500 })),
  ])
  const spent = addMoney(micros(0), ...runs.map(one => one.spent))
  const fact = (name: string, value: string): string => `${paint('quiet', name.padEnd(10))}${value}`
  const text = [
    `${paint('strong', plainLine(row.name))} ${paint('quiet', `(${row.slug})`)} ${row.status}`,
    fact('mission', plainLine(row.mission) || '(none)'),
    fact('agents', String(agents.length)),
    fact('goals', String(goals.length)),
    fact('board', members.map(({ name, level }) => `${plainLine(name)} (${level})`).join(', ')),
    fact('runs', `${runs.length}, ${formatUsd(spent)} spent in all`),
    fact('zone', row.zone),
    fact('founded', row.createdAt.toISOString()),
    fact('data', folder.file),
    '', `${paint('quiet', '→')} ${line('status')}`,
  ].join('\n')
  return { data: { ...row, agents: agents.length, goals: goals.length, members, runs: runs.length, spent }, text }
}

const staffOf = async (company: CompanyHandle) => (await everyRow(after => company.agents.list({ after }))).filter(({ status }) => status !== 'terminated')
