import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { byEnd } from '../data/by-end.ts'
import { everyRow } from '../data/every-row.ts'
import { gather, governed, once } from '../deed.ts'
import { enact, worded } from '../enact.ts'
import { table } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import { shortId } from '../short-id.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

const TITLES = [{ title: 'ID' }, { title: 'NAME' }, { title: 'TELLS' }, { title: 'TOLD' }, { title: 'WHERE TO', isFlexible: true }] as const
const LETTERS = [{ title: 'RECORD', align: 'right' }, { title: 'ACTION' }, { title: 'GIVEN UP' }, { title: 'TRIED', align: 'right' }, { title: 'WHY', isFlexible: true }] as const
const WEBHOOK = 'its id, or the end of it'

/** Adds the verbs of `webhook`. */
export function webhookVerbs(program: Command, shell: Shell): void {
  const webhook = program.command('webhook').helpCommand(false).description('tell an address outside what happens')
  webhook.command('list').description('list the webhooks, and how far each has come').action(shell.company(list))
  governed(webhook.command('add').argument('<url>', 'where to send to: https, and public unless the server allows more').requiredOption('--name <name>', 'what it is called'))
    .option('--record <action>', 'which records: an action, or how it begins, like task.finish or task; again for more', gather).option('--approvals', 'only that a question waits for the board, with a link that opens it')
    .description('make a webhook; its secret is told this once').action(shell.company(add))
  webhook.command('letters').argument('<webhook>', WEBHOOK).description('list what it could not tell and gave up').action(shell.company(letters))
  once(webhook.command('redeliver').argument('<webhook>', WEBHOOK)).option('--record <n>', 'only this record; again for more', gather).description('tell once more what was given up').action(shell.company(redeliver))
  once(webhook.command('revoke').argument('<webhook>', WEBHOOK)).description('end a webhook at once').action(shell.company(revoke))
}

async function list({ company, screen, io, line, hint }: CompanyCall): Promise<Answer> {
  const data = (await everyRow(after => company.webhooks.list({ after }))).filter(({ revokedAt }) => revokedAt === null), now = io.clock.now()
  if (data.length === 0) return { data, text: `No webhooks. Tell an address what happens: ${line('webhook add https://ops.example/paperclip --name Ops --record task.finish')}` }
  const rows = data.map(({ id, name, kind, records, url, problem, deliveredAt }) => ({
    cells: [shortId(id), name, kind === 'approvals' ? 'approvals' : records?.join(', ') ?? 'everything', problem === null ? deliveredAt === null ? 'nothing yet' : fromNow(deliveredAt, now) : ['bad', 'failing'] as const, url],
    under: problem === null ? [] : [problem],
  }))
  const failing = data.find(({ problem }) => problem !== null)
  return { data, text: `${table(screen, TITLES, rows)}${failing ? `\n\n${hint(`webhook letters ${shortId(failing.id)}`)}` : ''}` }
}

async function add(call: CompanyCall): Promise<Answer> {
  const { company, args: [url = ''], options, line } = call, records = options.texts('record')
  if (options.flag('approvals') && records.length > 0) throw new CliError('invalid_input', '--approvals and --record: a webhook tells of questions to the board, or of records.', 'Make one of each.')
  const { secret, outcome } = await company.webhooks.propose({ name: options.text('name') ?? '', url, kind: options.flag('approvals') ? 'approvals' : 'records', records: records.length === 0 ? null : records }, options.given('key', 'reason'))
  const told = `The secret it signs with, told this once:\n  ${secret}`
  const answer = await worded<'webhook.create'>(call, outcome, ({ id }) => `Made the webhook ${shortId(id)}. A server that is started here sends.\n${told}\nSee how far it has come: ${line('webhook list')}`)
  if ('pieces' in answer) return answer
  return { ...answer, data: { ...Object(answer.data), secret }, text: outcome.kind === 'done' ? answer.text : `${answer.text}\n${told}` }
}

async function letters(call: CompanyCall): Promise<Answer> {
  const { company, screen, io, hint } = call, { id, name } = await meant(call)
  const data = await everyRow(after => company.webhooks.deadLetters(id, { after })), now = io.clock.now()
  if (data.length === 0) return { data, text: `${name} gave nothing up.` }
  const rows = data.map(({ seq, action, status, diedAt, attempts, problem }) => [String(seq), action, status === 'again' ? 'is tried again' : fromNow(diedAt, now), String(attempts), problem])
  return { data, text: `${table(screen, LETTERS, rows)}\n\n${hint(`webhook redeliver ${shortId(id)}`)}` }
}

async function redeliver(call: CompanyCall): Promise<Answer> {
  const { id, name } = await meant(call), given = call.options.texts('record')
  const wrong = given.find(one => !/^[1-9]\d{0,14}$/.test(one))
  if (wrong !== undefined) throw new CliError('invalid_input', `--record: must be the number of a record (was "${wrong}").`, { run: `webhook letters ${shortId(id)}` })
  return enact(call, { kind: 'webhook.redeliver', input: { webhook: id, seqs: given.length === 0 ? null : given.map(Number) } }, () => `${name} tells once more what it gave up.`)
}

async function revoke(call: CompanyCall): Promise<Answer> {
  const { id } = await meant(call)
  return enact(call, { kind: 'webhook.revoke', input: { webhook: id } }, ({ name }) => `Revoked ${name}: it tells nothing any more.`)
}

async function meant({ company, args: [ref = ''] }: CompanyCall) {
  return byEnd(await everyRow(after => company.webhooks.list({ after })), ref, { noun: 'webhook', list: 'webhook list' })
}
