import { formatUsd, type AccessKey, type Budget } from '@paperclip/core'
import type { Command } from 'commander'
import type { CompanyVerbs } from '../company-verbs.ts'
import { byEnd } from '../data/by-end.ts'
import { everyRow } from '../data/every-row.ts'
import { gather, governed } from '../deed.ts'
import { enact } from '../enact.ts'
import { Names } from '../names.ts'
import { oneOf } from '../one-of.ts'
import { table } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import { shortId } from '../short-id.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

const TITLES = [{ title: 'ID' }, { title: 'NAME', isFlexible: true }, { title: 'ENDS IN' }, { title: 'MAY' }, { title: 'MADE' }, { title: 'LAST USED' }, { title: 'UNTIL' }] as const
const WINDOWS = ['day', 'week', 'month', 'lifetime'] as const
const LEVELS = ['viewer', 'operator', 'owner'] as const

/** Adds the verbs of `key`. */
export function keyVerbs(program: Command, shell: Shell): void {
  const key = program.command('key').helpCommand(false).description('let programs in, by keys of their own')
  key.command('list').description('list the keys that are good; never what they are').option('--all', 'also those that ended').action(shell.company(list))
  governed(key.command('create').argument('<name>', 'what it is for')).option('--level <level>', `what it may do at most: ${LEVELS.join(', ')}; viewer unless said`)
    .option('--agent <agent>', 'sit at the desk of this agent, and do nothing else').option('--act <act>', 'the only acts it may do, like task.create; may be given again', gather).option('--about <agent>', 'the only agents its acts may be about; may be given again', gather)
    .option('--budget <amount>', 'the most that runs may cost which come of what it does, like 5 or 0.25: for a key with --act').option('--window <window>', 'per day, week, month (unless said otherwise) or lifetime')
    .option('--expires <time>', 'when it ends by itself, like 30d').description('make a key; it is told this once').action(shell.company(create))
  governed(key.command('revoke').argument('<key>', 'its id, or the end of it')).description('end a key at once').action(shell.company(revoke))
}

type Listed = Awaited<ReturnType<CompanyVerbs['keys']['list']>>['rows'][number]

const isGood = ({ revokedAt, expiresAt }: Pick<Listed, 'revokedAt' | 'expiresAt'>, now: Date): boolean => revokedAt === null && (expiresAt === null || expiresAt > now)

async function list({ company, options, screen, io, line }: CompanyCall): Promise<Answer> {
  const now = io.clock.now(), names = new Names(company)
  const data = (await everyRow(after => company.keys.list({ after }))).filter(one => options.flag('all') || isGood(one, now))
  if (data.length === 0) return { data, text: `No keys${options.flag('all') ? '' : ' that are good'}. Make one for a program: ${line('key create ci --level operator --expires 30d')}` }
  const budgets = data.some(({ budgetId }) => budgetId !== null) ? await everyRow(after => company.budgets.list({ after })) : []
  const rows = await Promise.all(data.map(async one => [shortId(one.id), one.name, one.hint, [...await rightsOf(one, names), ...moneyOf(one, budgets)].join(', '), fromNow(one.createdAt, now), one.lastUsedAt ? fromNow(one.lastUsedAt, now) : '—', untilOf(one, now)]))
  return { data, text: table(screen, TITLES, rows) }
}

async function rightsOf({ agentId, level, acts, agents }: Listed, names: Names): Promise<string[]> {
  if (agentId !== null) return [`the desk of ${await names.agent(agentId)}`]
  return [level, ...acts ? [`${acts.join(', ')} only`] : [], ...agents ? [`about ${(await Promise.all(agents.map(one => names.agent(one)))).join(', ')}`] : []]
}

const moneyOf = ({ budgetId }: Listed, budgets: readonly Budget[]): string[] => budgets.filter(({ id }) => id === budgetId).map(({ limit, window }) => `${formatUsd(limit)} ${window === 'lifetime' ? 'in all' : `a ${window}`}`)

function untilOf({ revokedAt, expiresAt }: Listed, now: Date): string {
  if (revokedAt !== null) return `revoked ${fromNow(revokedAt, now)}`
  return expiresAt === null ? 'no end' : fromNow(expiresAt, now)
}

async function create(call: CompanyCall): Promise<Answer> {
  const { company, args: [name = ''], options, screen, hint } = call
  const level = options.text('level'), acts = options.texts('act'), agents = options.texts('about'), expiresIn = options.text('expires'), limit = options.text('budget'), window = options.text('window')
  const { token, outcome } = await company.keys.propose({
    name, ...options.given('agent'), ...level === undefined ? {} : { level: oneOf('--level', LEVELS, level) }, ...acts.length === 0 ? {} : { acts }, ...agents.length === 0 ? {} : { agents }, ...expiresIn === undefined ? {} : { expiresIn },
    ...limit === undefined ? {} : { budget: { limit, ...window === undefined ? {} : { window: oneOf('--window', WINDOWS, window) } } },
  }, options.given('key', 'reason'))
  const secret = `${screen.paint('strong', token)}\n\n`
  if (outcome.kind === 'waiting') {
    const { approval } = outcome
    return { data: { token, kind: 'waiting', approval }, text: `${secret}Good once the board has said yes, and not shown again:\n${hint(`approval approve ${shortId(approval.id)}`)}` }
  }
  const { digest: _, ...key } = outcome.value as AccessKey                     // what making a key answers
  return { data: { token, key }, text: `${secret}Not shown again. To end it:\n${hint(`key revoke ${shortId(key.id)}`)}` }
}

async function revoke(call: CompanyCall): Promise<Answer> {
  const { id, name } = byEnd(await everyRow(after => call.company.keys.list({ after })), call.args[0] ?? '', { noun: 'key', list: 'key list --all' })
  return enact(call, { kind: 'key.revoke', input: { key: id } }, () => `Ended ${name}. Whoever has it is refused from now on.`)
}
