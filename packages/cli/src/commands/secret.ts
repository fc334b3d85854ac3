import type { Command } from 'commander'
import { asRead } from '../as-read.ts'
import { hiddenValue } from '../confirm.ts'
import { everyRow } from '../data/every-row.ts'
import { asked, versioned } from '../deed.ts'
import { enact, worded } from '../enact.ts'
import { table } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

const TITLES = [{ title: 'SECRET' }, { title: 'VERSION', align: 'right' }, { title: 'SET' }, { title: 'DESCRIPTION', isFlexible: true }] as const

/** Adds the verbs of `secret`. */
export function secretVerbs(program: Command, shell: Shell): void {
  const secret = program.command('secret').helpCommand(false).description('keep values that nobody reads back')
  secret.command('list').description('list the secrets; never their values').action(shell.company(list))
  versioned(secret.command('set').argument('<name>', 'what it is called: lower case letters, digits and hyphens')).option('--description <text>', 'what it is for')
    .description('keep a value, or replace it: typed unseen, or piped in; never on the command line').action(shell.company(set))
  versioned(secret.command('remove').argument('<name>', 'what it is called')).description('destroy a secret that nothing uses').action(shell.company(remove, 'secret list'))
}

async function list({ company, screen, io, line }: CompanyCall): Promise<Answer> {
  const data = await everyRow(after => company.secrets.list({ after })), now = io.clock.now()
  if (data.length === 0) return { data, text: `No secrets yet. Pipe a value in, or be asked for it: ${line('secret set github-token')}` }
  return { data: data.map(asRead), text: table(screen, TITLES, data.map(({ slug, version, updatedAt, description }) => [slug, String(version), fromNow(updatedAt, now), description])) }
}

async function set(call: CompanyCall): Promise<Answer> {
  const { company, args: [slug = ''], options, hint } = call
  const value = await hiddenValue(call, { question: `The value of "${slug}"`, pipe: `printf %s "$TOKEN" | … secret set ${slug}` })
  const done = await company.secrets.propose({ slug, value, ...options.given('description') }, asked(options))
  return worded<'secret.set'>(call, done, kept => `Kept ${kept.slug}${kept.version > 1 ? `, its version ${kept.version}` : ''}. Nobody reads it back. Grant it to a role, and name it where it is needed:\n${hint(`role set <role> --secret ${kept.slug}`)}\n${hint(`agent configure <agent> --adapter process --adapter-config '{"command": [...], "env": {"TOKEN": {"secret": "${kept.slug}"}}}'`)}`)
}

function remove(call: CompanyCall): Promise<Answer> {
  const { args: [secret = ''] } = call
  return enact(call, { kind: 'secret.remove', input: { secret } }, ({ slug }) => `Destroyed ${slug}.`)
}
