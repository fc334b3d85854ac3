import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { hiddenValue } from '../confirm.ts'
import { everyRow } from '../data/every-row.ts'
import { table } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import type { Answer, OpenCall, Shell } from '../shell.ts'

const TITLES = [{ title: 'OWNER' }, { title: 'NAME', isFlexible: true }, { title: 'STATUS' }, { title: 'SINCE' }, { title: 'ID' }] as const
const HERE = 'http://localhost:4400'

/** Adds the verbs of `owner`. */
export function ownerVerbs(program: Command, shell: Shell): void {
  const owner = program.command('owner').helpCommand(false).description('who owns this installation: founds companies, looks after accounts')
  owner.command('list').description('list the accounts that own this installation').action(shell.open(list))
  owner.command('new').argument('<email>', 'the address they sign in with').option('--name <name>', 'what to call them')
    .description('make an account that owns this installation; its password is typed unseen, or piped in').action(shell.open(create, 'makes'))
  owner.command('invite').option('--at <url>', `the address they reach the server by: that of --url, else ${HERE}, unless said`)
    .description('print a link by which somebody makes an account that owns this installation, once and within a week').action(shell.open(invite, 'makes'))
}

async function list(call: OpenCall): Promise<Answer> {
  const { screen, io, hint, paperclip } = call
  const data = await everyRow(after => paperclip.access.accounts({ where: { level: 'owner', status: 'active' }, after })), now = io.clock.now()
  if (data.length === 0) return { data, text: `Nobody yet: whoever works at this machine looks after it. To serve it to others, make an owner first.\n${hint('owner new <email>')}` }
  return { data, text: table(screen, TITLES, data.map(({ id, email, name, status, createdAt }) => [email, name, status, fromNow(createdAt, now), id])) }
}

async function create(call: OpenCall): Promise<Answer> {
  const { args: [email = ''], options, hint, paperclip: { access } } = call
  const password = await hiddenValue(call, { question: `A password for ${email}, of 10 characters or more`, pipe: `printf %s "$PASSWORD" | … owner new ${email}` })
  const { code, invitation } = await access.inviteOwner()
  try {
    const { id } = await access.accept(code, { kind: 'new', account: { email, name: options.text('name') ?? nameIn(email), password } })
    return { data: { id, email }, text: `${email} owns this installation now, and sits on the boards of the companies in it. It can be served to others:\n${hint('start --host <address>')}` }
  } catch (error) {
    await access.revokeInvitation(invitation.id)
    throw error
  }
}

const nameIn = (email: string): string => email.split('@')[0] ?? email

async function invite(call: OpenCall): Promise<Answer> {
  const { folder: { database }, options, paperclip } = call
  const url = (options.text('at') ?? (database.kind === 'remote' ? database.url : HERE)).replace(/\/$/, '')
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw new CliError('invalid_input', `--at: must be the address of the server (was "${url}").`, `Write it like --at ${HERE}`)
  const { code, invitation: { expiresAt } } = await paperclip.access.inviteOwner()
  const link = `${url}/join#${code}`
  return { data: { link, expiresAt }, text: `${link}\n\nWhoever opens it makes an account that owns this installation. It is good once, until ${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC, and not shown again.` }
}
