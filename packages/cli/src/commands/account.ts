import type { Account } from '@paperclip/core'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { hiddenValue } from '../confirm.ts'
import { everyRow } from '../data/every-row.ts'
import { table } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import { onlyHere, type Answer, type OpenCall, type Shell } from '../shell.ts'

const TITLES = [{ title: 'ACCOUNT' }, { title: 'NAME', isFlexible: true }, { title: 'LEVEL' }, { title: 'STATUS' }, { title: 'SINCE' }, { title: 'ID' }] as const

/** Adds the verbs of `account`. */
export function accountVerbs(program: Command, shell: Shell): void {
  const account = program.command('account').helpCommand(false).description('who can sign in here')
  account.command('list').description('list all accounts, and who of them owns this installation').action(shell.open(list))
  account.command('disable').argument('<email>', 'whose').description('let somebody in no more: their logins end, and their invitations are withdrawn').action(shell.open(call => turned(call, 'disabled')))
  account.command('enable').argument('<email>', 'whose').description('let somebody in again').action(shell.open(call => turned(call, 'active')))
  account.command('password').argument('<email>', 'whose').description('give somebody another password who forgot theirs; it is typed unseen, or piped in, and ends their logins').action(shell.open(password))
}

async function list({ screen, io, hint, paperclip }: OpenCall): Promise<Answer> {
  const data = await everyRow(after => paperclip.access.accounts({ after })), now = io.clock.now()
  if (data.length === 0) return { data, text: `Nobody has an account yet: whoever works at this machine looks after it.\n${hint('owner new <email>')}` }
  return { data, text: table(screen, TITLES, data.map(({ id, email, name, level, status, createdAt }) => [email, name, level, status, fromNow(createdAt, now), id])) }
}

async function turned(call: OpenCall, status: Account['status']): Promise<Answer> {
  const { id, email } = await found(call)
  const data = await call.paperclip.access.changeAccount(id, { status })
  return { data, text: status === 'active' ? `${email} may sign in again.` : `${email} may sign in no more. What they are on boards stays, until it is taken from them:\n${call.hint(`member remove ${id}`)}` }
}

async function password(call: OpenCall): Promise<Answer> {
  const { place, args: [given = ''] } = call
  if (place.kind === 'there') throw onlyHere('account password')
  const { id, email } = await found(call)
  const next = await hiddenValue(call, { question: `Another password for ${email}, of 10 characters or more`, pipe: `printf %s "$PASSWORD" | … account password ${given}` })
  await place.installation.paperclip.access.resetPassword(id, next)
  return { data: { id, email }, text: `${email} has another password, and is signed out everywhere.` }
}

/** The account of an address. */
async function found({ paperclip, args: [given = ''], hint }: OpenCall): Promise<Account> {
  const email = given.trim().toLowerCase(), account = (await everyRow(after => paperclip.access.accounts({ after }))).find(one => one.email === email)
  if (!account) throw new CliError('not_found', `Nobody has an account with the address "${given}".`, hint('account list').trim())
  return account
}
