import type { ActInput } from '@paperclip/core'
import type { Command } from 'commander'
import { asRead } from '../as-read.ts'
import { CliError } from '../cli-error.ts'
import type { CompanyVerbs } from '../company-verbs.ts'
import { everyRow } from '../data/every-row.ts'
import { gather, versioned } from '../deed.ts'
import { enact } from '../enact.ts'
import { facts } from '../output/facts.ts'
import { table } from '../output/table.ts'
import type { Answer, Call, CompanyCall, Shell } from '../shell.ts'

type Tool = Awaited<ReturnType<CompanyVerbs['tools']['get']>>
type Connection = NonNullable<ActInput<'tool.set'>['connection']>
type Value = string | { secret: string }

const TITLES = [{ title: 'TOOL' }, { title: 'REACHED AT', isFlexible: true }, { title: 'DESCRIPTION', isFlexible: true }] as const
const SECRET = 'secret:'

/** Adds the verbs of `tool`. */
export function toolVerbs(program: Command, shell: Shell): void {
  const tool = program.command('tool').helpCommand(false).description('connect MCP servers that roles can be granted')
  tool.command('list').description('list the tools of the company').action(shell.company(list))
  tool.command('show').argument('<tool>', 'its slug').description('show how a tool is reached, and who is granted it').action(shell.company(show, 'tool list'))
  versioned(tool.command('set').argument('<tool>', 'its slug').argument('[command...]', 'after "--": the program that is the server, and its arguments'))
    .option('--at <url>', 'where the server is').option('--description <text>', 'what it is for')
    .option('--header <name=value>', 'sent to the URL; name=secret:<secret> for a secret; may be given again', gather)
    .option('--env <name=value>', 'given to the program; name=secret:<secret> for a secret; may be given again', gather)
    .description('connect a tool, or change the one of this slug').action(shell.company(set, 'secret list'))
  versioned(tool.command('remove').argument('<tool>', 'its slug')).description('remove a tool that nobody is granted').action(shell.company(remove, 'tool list'))
}

async function list({ company, screen, hint }: CompanyCall): Promise<Answer> {
  const data = await everyRow(after => company.tools.list({ after }))
  if (data.length === 0) return { data, text: `No tools yet. Connect a server:\n${hint('tool set github --at https://mcp.example.com/ --header Authorization=secret:github-token')}\n${hint('tool set files -- npx some-mcp-server')}` }
  return { data: data.map(asRead), text: table(screen, TITLES, data.map(one => [one.slug, placeOf(one), one.description])) }
}

const placeOf = ({ connection }: Tool): string => (connection.kind === 'url' ? connection.url : connection.command.join(' '))

async function show({ company, args: [ref = ''], screen }: CompanyCall): Promise<Answer> {
  const tool = await company.tools.get(ref), { connection } = tool
  const roles = (await everyRow(after => company.roles.list({ after }))).filter(({ tools }) => tools.mcp.includes(tool.slug)).map(({ slug }) => slug)
  const given = Object.entries(connection.kind === 'url' ? connection.headers : connection.env).map(([name, value]) => `${name}=${typeof value === 'string' ? value : `${SECRET}${value.secret}`}`)
  const text = [screen.paint('strong', tool.slug), ...facts(screen, [['about', tool.description], [connection.kind === 'url' ? 'url' : 'command', placeOf(tool)], [connection.kind === 'url' ? 'headers' : 'env', given.join(', ')], ['granted to', roles.join(', ') || 'nobody']])].join('\n')
  return { data: { ...asRead(tool), roles }, text }
}

function set(call: CompanyCall): Promise<Answer> {
  const { args: [slug = ''], options, hint } = call, connection = connectionOf(call)
  return enact(call, { kind: 'tool.set', input: { slug, ...options.given('description'), ...connection ? { connection } : {} } }, one => `Connected ${one.slug}. Grant it to a role:\n${hint(`role set <role> --tool ${one.slug}`)}`)
}

function connectionOf({ args: [, ...command], options }: Call): Connection | undefined {
  const url = options.text('at'), headers = valuesOf('header', options.texts('header')), env = valuesOf('env', options.texts('env'))
  if (url !== undefined && command.length > 0) throw new CliError('invalid_input', 'A tool is reached at a URL or by a program, not both.', 'Leave out --at, or what comes after "--".')
  if (url !== undefined) return { kind: 'url', url, headers }
  if (command.length > 0) return { kind: 'command', command, env }
  if (Object.keys({ ...headers, ...env }).length > 0) throw new CliError('invalid_input', 'Headers and variables go with the server they are for.', 'Name it as well: --at <url>, or its program after "--"')
  return undefined
}

function valuesOf(option: string, written: readonly string[]): Record<string, Value> {
  return Object.fromEntries(written.map(one => {
    const at = one.indexOf('='), name = one.slice(0, at), value = one.slice(at + 1)
    if (at < 1) throw new CliError('invalid_input', `--${option}: must be a name and a value.`, `Write it like --${option} NAME=value, or --${option} NAME=${SECRET}github-token`)
    return [name, value.startsWith(SECRET) ? { secret: value.slice(SECRET.length) } : value]
  }))
}

function remove(call: CompanyCall): Promise<Answer> {
  const { args: [tool = ''] } = call
  return enact(call, { kind: 'tool.remove', input: { tool } }, ({ slug }) => `Removed ${slug}.`)
}
