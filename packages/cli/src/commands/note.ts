import type { Command } from 'commander'
import { asRead } from '../as-read.ts'
import { byEnd } from '../data/by-end.ts'
import { newest } from '../data/newest.ts'
import { decoded, pipedBytes } from '../data/given-text.ts'
import { governed, versioned } from '../deed.ts'
import { enact } from '../enact.ts'
import { Names } from '../names.ts'
import { moreBelow } from '../output/more.ts'
import { table, type TableRow } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import { shortId } from '../short-id.ts'
import type { Answer, Call, CompanyCall, Shell } from '../shell.ts'

type Note = Awaited<ReturnType<CompanyCall['company']['notes']['search']>>['rows'][number]

const TITLES = [{ title: 'ID' }, { title: 'OF' }, { title: 'WRITTEN' }, { title: 'TITLE', isFlexible: true }] as const
const REMEMBERED = 10_000, MOST_FOUND = 100

/** Adds the verbs of `note`. */
export function noteVerbs(program: Command, shell: Shell): void {
  const note = program.command('note').helpCommand(false).description('see what agents and the company remember')
  const of = (command: Command, whose: string): Command => command.option('--agent <agent>', whose).option('--limit <n>', 'at most so many (default 50)')
  of(note.command('list'), 'of this agent only').description('list notes, newest first').action(shell.company(list, 'agent list'))
  of(note.command('search').argument('<words...>', 'what to look for'), 'of this agent only').description('find notes that hold these words, those that fit best first').action(shell.company(search, 'agent list'))
  governed(note.command('write').argument('<text...>', 'what to remember; "-" for what is piped in')).option('--title <text>', 'its first line unless said otherwise').option('--agent <agent>', 'into this agent\'s memory; the company\'s unless said otherwise')
    .description('remember something, for an agent or for all of them').action(shell.company(write, 'agent list'))
  versioned(note.command('remove').argument('<note>', 'its id, or the end of it')).description('forget a note').action(shell.company(remove))
}

const agentIdOf = async ({ company, options }: CompanyCall): Promise<string | undefined> => {
  const agent = options.text('agent')
  return agent === undefined ? undefined : (await company.agents.get(agent)).id
}

async function list(call: CompanyCall): Promise<Answer> {
  const { company, options, line } = call, agentId = await agentIdOf(call)
  const { rows } = await newest(options.count('limit', 50), page => company.notes.list({ ...agentId === undefined ? {} : { where: { agentId } }, direction: 'down', ...page }))
  const data = rows.filter(({ kind }) => kind === 'note')
  return data.length === 0 ? { data, text: `Nothing is remembered yet. Tell all agents something: ${line('note write "We write in British English."')}` } : drawn(call, data)
}

async function search(call: CompanyCall): Promise<Answer> {
  const { company, args, options, line } = call, agent = options.given('agent'), words = args.join(' ')
  const limit = options.count('limit', 20), page = await newest(limit, ({ after, limit: most }) => company.notes.search(words, { ...agent, after, limit: Math.min(most, MOST_FOUND) }))
  if (page.rows.length === 0) return { data: page.rows, text: `No note holds all of these words. All notes: ${line('note list')}` }
  const { data, text } = await drawn(call, page.rows)
  return { data, text: `${text}${moreBelow(call.screen, page, { limit, which: 'best' })}` }
}

async function drawn({ company, screen, io }: CompanyCall, notes: readonly Note[]): Promise<{ data: unknown; text: string }> {
  const names = new Names(company), now = io.clock.now()
  const data = await Promise.all(notes.map(async note => ({ ...asRead(note), of: note.agentId === null ? 'company' : await names.agent(note.agentId) })))
  return { data, text: table(screen, TITLES, data.map(({ id, of, updatedAt, title, body }): TableRow => ({ cells: [shortId(id), of, fromNow(updatedAt, now), title], under: body.trim() === title ? [] : [body] }))) }
}

const textOf = async ({ args, io }: Call): Promise<string> => (args.length === 1 && args[0] === '-' ? decoded(await pipedBytes(io, 'text'), 'text') : args.join(' '))

async function write(call: CompanyCall): Promise<Answer> {
  const { options } = call, body = await textOf(call), whose = options.text('agent')
  return enact(call, { kind: 'note.write', input: { body, ...options.given('title', 'agent') } }, ({ id }) => `Remembered (${shortId(id)}): ${whose === undefined ? 'every agent can recall it' : `${whose} can recall it`}.`)
}

async function remove(call: CompanyCall): Promise<Answer> {
  const { company, args: [ref = ''] } = call
  const { id, title } = byEnd((await newest(REMEMBERED, page => company.notes.list({ direction: 'down', ...page }))).rows, ref, { noun: 'note', list: 'note list' })
  return enact(call, { kind: 'note.remove', input: { note: id } }, () => `Forgotten: ${title}.`)
}
