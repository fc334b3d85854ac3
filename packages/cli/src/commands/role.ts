import { formatUsd, type Grants, type Role } from '@paperclip/core'
import type { Command } from 'commander'
import { scheduleOf } from '../agent-words.ts'
import { asRead } from '../as-read.ts'
import type { CompanyVerbs } from '../company-verbs.ts'
import { everyRow } from '../data/every-row.ts'
import { gather, versioned } from '../deed.ts'
import { enact } from '../enact.ts'
import { facts } from '../output/facts.ts'
import { plainLine } from '../output/plain-line.ts'
import { table } from '../output/table.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'
import { withHeartbeat } from './heartbeat-options.ts'
import { withKit } from './kit-options.ts'
import { roleInput } from './role-input.ts'

/** Adds the verbs of `role`. */
export function roleVerbs(program: Command, shell: Shell): void {
  const role = program.command('role').helpCommand(false).description('say what the functions of the company may do')
  role.command('list').description('list the roles, and who is in them').action(shell.company(list))
  role.command('show').argument('<role>', 'its slug').description('show one role: what it may do, what its agents start with').action(shell.company(show, 'role list'))
  const set = role.command('set').argument('<role>', 'its slug').description('create a role, or change the one of this slug')
    .option('--title <text>', 'what people call it').option('--description <text>', 'what it is for; @file for what is in a file')
    .option('--permit <permission>', 'permission=scope (self, reports, team, company), with ":allow" or ":ask" after it, or =none; may be given again', gather)
    .option('--budget <amount>', 'what its agents are hired with, like 5; "none" for none').option('--window <window>', 'of that budget: day, week, month or lifetime')
    .option('--secret <secret>', 'a secret that may stand in its agents\' configurations, in place of those before; may be given again, "none" for none', gather)
  versioned(withKit(withHeartbeat(set))).action(shell.company(setRole, 'role list'))
  versioned(role.command('remove')).argument('<role>', 'its slug').description('remove a role that nobody is in').action(shell.company(remove, 'role list'))
}

const TITLES = [{ title: 'ROLE' }, { title: 'TITLE', isFlexible: true }, { title: 'AGENTS', isFlexible: true }, { title: 'MAY', isFlexible: true }] as const

async function list({ company, screen, line }: CompanyCall): Promise<Answer> {
  const roles = await everyRow(after => company.roles.list({ after })), holders = await holdersOf(company)
  const data = roles.map(role => ({ ...asRead(role), agents: holders.get(role.id) ?? [] }))
  if (roles.length === 0) return { data, text: `No roles yet. Everybody who is hired has one: ${line('role set engineer --title Engineer')}` }
  return { data, text: table(screen, TITLES, data.map(({ slug, title, agents, permissions }) => [slug, title, agents.join(', ') || '—', Object.keys(permissions).join(', ') || '—'])) }
}

async function show({ company, args: [ref = ''], screen, hint }: CompanyCall): Promise<Answer> {
  const role = await company.roles.get(ref), agents = (await holdersOf(company)).get(role.id) ?? []
  const { heartbeat, budget, tools } = role
  const text = [
    `${screen.paint('strong', role.slug)}  ${plainLine(role.title)}`,
    ...facts(screen, [
      ['about', role.description],
      ['agents', agents.join(', ') || 'nobody'],
      ...grantLines(role.permissions),
      ['heartbeat', heartbeat ? `${scheduleOf(heartbeat.schedule)}, at most ${formatUsd(heartbeat.cap)} a run` : ''],
      ['budget', budget ? `${formatUsd(budget.limit)} a ${budget.window}` : ''],
      ['tools', tools.mcp.join(', ')], ['built in', tools.allow?.join(', ') ?? ''], ['secrets', role.secrets.join(', ')], ['skills', role.skills.join(', ')],
    ]),
    ...agents.length === 0 ? ['', hint(`agent hire <slug> --role ${role.slug} -- <program>`)] : [],
  ].join('\n')
  return { data: { ...asRead(role), agents }, text }
}

const grantLines = (permissions: Grants): (readonly [string, string])[] => {
  const lines = Object.entries(permissions).map(([name, grant]) => `${name} for ${grant.scope}${grant.verdict === 'ask' ? ', asking the board' : ''}`)
  return lines.length === 0 ? [['may', 'only what every agent may']] : lines.map((line, at) => [at === 0 ? 'may' : '', line] as const)
}

async function setRole(call: CompanyCall): Promise<Answer> {
  const input = await roleInput(call)
  return enact(call, { kind: 'role.set', input }, ({ slug, createdAt, updatedAt }) =>
    (createdAt.getTime() === updatedAt.getTime() ? `Created the role ${slug}. Hire somebody into it:\n${call.hint(`agent hire <slug> --role ${slug} -- <program>`)}` : `Changed the role ${slug}. What its agents may do holds at once; heartbeat and budget are for those hired from now on.`))
}

function remove(call: CompanyCall): Promise<Answer> {
  const { args: [role = ''] } = call
  return enact(call, { kind: 'role.remove', input: { role } }, ({ slug }) => `Removed the role ${slug}.`)
}

/** Who is in each role. */
async function holdersOf(company: CompanyVerbs): Promise<Map<Role['id'], string[]>> {
  const holders = new Map<string, string[]>()
  for (const { roleId, slug, status } of await everyRow(after => company.agents.list({ after }))) {
    if (status !== 'terminated') holders.set(roleId, [...holders.get(roleId) ?? [], slug])
  }
  return holders
}
