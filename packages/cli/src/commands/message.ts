import type { Command } from 'commander'
import { byEnd } from '../data/by-end.ts'
import { everyRow } from '../data/every-row.ts'
import { decoded, pipedBytes } from '../data/given-text.ts'
import { governed } from '../deed.ts'
import { enact } from '../enact.ts'
import { shortId } from '../short-id.ts'
import type { Answer, Call, CompanyCall, Shell } from '../shell.ts'

const TEXT = 'what is said; "-" for what is piped in'
/** Slugs of agents are lower case, so capital letters are a task's. */
const TASK = /^[A-Z][A-Z0-9]*-\d+$/

/** Adds `say`, `ask` and `answer`. */
export function messageVerbs(program: Command, shell: Shell): void {
  governed(program.command('say').argument('<to>', 'an agent, or a task like ACME-12').argument('<text...>', TEXT)).description('say something to an agent, or on the thread of a task').action(shell.company(say, 'agent list'))
  governed(program.command('ask').argument('<agent>', 'who shall answer').argument('<text...>', 'what is asked; "-" for what is piped in')).option('--task <task>', 'the task it is about').option('--due <duration>', 'its manager hears if it is not answered by then, like 2h')
    .description('ask an agent something; its answer comes to your inbox').action(shell.company(ask, 'agent list'))
  governed(program.command('answer').argument('<question>', 'its id, or the end of it').argument('<text...>', TEXT)).description('answer a question; whoever asked is woken').action(shell.company(answer))
}

const textOf = async ({ args: [, ...words], io }: Call): Promise<string> => (words.length === 1 && words[0] === '-' ? decoded(await pipedBytes(io, 'text'), 'text').trimEnd() : words.join(' '))

async function say(call: CompanyCall): Promise<Answer> {
  const { args: [to = ''] } = call, body = await textOf(call)
  return enact(call, { kind: 'message.say', input: TASK.test(to) ? { task: to, body } : { to, body } }, () => (TASK.test(to) ? `Said on ${to}: whoever works on it hears it.` : `Said. ${to} hears it in its next run.`))
}

async function ask(call: CompanyCall): Promise<Answer> {
  const { args: [to = ''], options, hint } = call, body = await textOf(call)
  return enact(call, { kind: 'message.ask', input: { to, body, ...options.given('task', 'due') } }, ({ id }) => `Asked (${shortId(id)}). The answer comes to your inbox:\n${hint('inbox')}`)
}

async function answer(call: CompanyCall): Promise<Answer> {
  const { company, args: [ref = ''] } = call, body = await textOf(call)
  const asked = (await everyRow(after => company.messages.list({ after, limit: 500 }))).filter(({ kind }) => kind === 'ask')
  const { id } = byEnd(asked, ref, { noun: 'question', list: 'inbox' })
  return enact(call, { kind: 'message.answer', input: { ask: id, body } }, () => 'Answered: whoever asked is woken.')
}
