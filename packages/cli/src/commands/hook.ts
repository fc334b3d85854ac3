import type { Command } from 'commander'
import { byEnd } from '../data/by-end.ts'
import { everyRow } from '../data/every-row.ts'
import { governed, once } from '../deed.ts'
import { enact, worded } from '../enact.ts'
import { Names } from '../names.ts'
import { table } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import { shortId } from '../short-id.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

const TITLES = [{ title: 'ID' }, { title: 'NAME' }, { title: 'SOURCE' }, { title: 'FOR' }, { title: 'MADE' }, { title: 'REFUSED' }] as const

/** Adds the verbs of `hook`. */
export function hookVerbs(program: Command, shell: Shell): void {
  const hook = program.command('hook').helpCommand(false).description('let somebody outside bring data in, signed')
  hook.command('list').description('list the hooks').action(shell.company(list))
  governed(hook.command('add').argument('<agent>', 'for whom the data is').requiredOption('--name <name>', 'what it is called').requiredOption('--source <word>', 'what its signals say as their source: lower case letters, digits and hyphens'))
    .option('--team', 'for the agent and everybody below').description('make a hook; its secret is told this once').action(shell.company(add))
  once(hook.command('revoke').argument('<hook>', 'its id, or the end of it')).description('end a hook at once').action(shell.company(revoke))
}

async function list({ company, screen, io, line }: CompanyCall): Promise<Answer> {
  const data = (await everyRow(after => company.hooks.list({ after }))).filter(({ revokedAt }) => revokedAt === null), now = io.clock.now(), names = new Names(company)
  if (data.length === 0) return { data, text: `No hooks. Let somebody bring data in: ${line('hook add <agent> --name "The shop" --source shop')}` }
  return { data, text: table(screen, TITLES, await Promise.all(data.map(async ({ id, name, source, agentId, audience, createdAt, refused }) => [shortId(id), name, source, `${await names.agent(agentId)}${audience === 'team' ? '\'s team' : ''}`, fromNow(createdAt, now), refused === 0 ? '—' : String(refused)]))) }
}

async function add(call: CompanyCall): Promise<Answer> {
  const { company, args: [to = ''], options } = call
  const { address, secret, outcome } = await company.hooks.propose({ name: options.text('name') ?? '', to, source: options.text('source') ?? '', audience: options.flag('team') ? 'team' : 'agent' }, options.given('key', 'reason'))
  const told = `Its address, below that of the server:\n  /api/v1/hooks/${address}\nThe secret to sign with, told this once:\n  ${secret}`
  const answer = await worded<'hook.create'>(call, outcome, ({ id }) => `Made the hook ${shortId(id)}.\n${told}`)
  if ('pieces' in answer) return answer
  return { ...answer, data: { ...Object(answer.data), address, secret }, text: outcome.kind === 'done' ? answer.text : `${answer.text}\n${told}` }
}

async function revoke(call: CompanyCall): Promise<Answer> {
  const { company, args: [ref = ''] } = call
  const { id } = byEnd(await everyRow(after => company.hooks.list({ after })), ref, { noun: 'hook', list: 'hook list' })
  return enact(call, { kind: 'hook.revoke', input: { hook: id } }, ({ name }) => `Revoked ${name}: it takes nothing in any more.`)
}
