import type { Command } from 'commander'
import { asRead } from '../as-read.ts'
import { CliError } from '../cli-error.ts'
import { everyRow } from '../data/every-row.ts'
import { versioned } from '../deed.ts'
import { enact } from '../enact.ts'
import { table } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

const TITLES = [{ title: 'MEMBER' }, { title: 'LEVEL' }, { title: 'SINCE' }, { title: 'NAME', isFlexible: true }] as const
const LEVELS = ['owner', 'operator', 'viewer'] as const

/** Adds the verbs of `member`. */
export function memberVerbs(program: Command, shell: Shell): void {
  const member = program.command('member').helpCommand(false).description('who is on the board')
  member.command('list').description('list the members of the board').action(shell.company(list))
  versioned(member.command('set').argument('<id>', 'who, by the name they act under')).option('--level <level>', LEVELS.join(', ')).option('--name <name>', 'what to call them')
    .description('put somebody on the board, or change their level').action(shell.company(set))
  versioned(member.command('remove').argument('<id>', 'who')).description('take somebody off the board; the last owner stays').action(shell.company(remove, 'member list'))
}

async function list({ company, screen, io }: CompanyCall): Promise<Answer> {
  const data = await everyRow(after => company.members.list({ after })), now = io.clock.now()
  const [owner, ...others] = data.filter(({ level }) => level === 'owner')
  const lonely = owner && others.length === 0 ? `\n\n${screen.paint('quiet', 'One owner only: nobody else can decide what they propose, or help them out.')}` : ''
  return { data: data.map(asRead), text: `${table(screen, TITLES, data.map(({ id, level, createdAt, name }) => [id, level, fromNow(createdAt, now), name]))}${lonely}` }
}

function set(call: CompanyCall): Promise<Answer> {
  const { args: [id = ''], options } = call
  const given = options.text('level') ?? 'operator', level = LEVELS.find(one => one === given)
  if (level === undefined) throw new CliError('invalid_input', `--level: there is no level "${given}".`, `Use one of: ${LEVELS.join(', ')}.`)
  return enact(call, { kind: 'member.set', input: { id, level, ...options.given('name') } }, () => `${id} is on the board, as ${level}.`)
}

function remove(call: CompanyCall): Promise<Answer> {
  const { args: [id = ''] } = call
  return enact(call, { kind: 'member.set', input: { id, level: null } }, () => `${id} is not on the board any more.`)
}
