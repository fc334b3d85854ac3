import type { Approval, CompanyHandle } from '@paperclip/core'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { everyRow } from '../data/every-row.ts'
import { Names } from '../names.ts'
import { clip } from '../output/cell-width.ts'
import { plainLine } from '../output/plain-line.ts'
import { table, type Cell } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import { describeAct, programOf } from '../describe-act.ts'
import { shortId } from '../short-id.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

/** Adds `approval list`, `approval approve` and `approval reject`. */
export function approvalVerbs(program: Command, shell: Shell): void {
  const approval = program.command('approval').helpCommand(false).description('decide what waits for the board')
  approval.command('list').description('list what waits for a decision').option('--all', 'those that were decided as well').action(shell.company(list))
  approval.command('approve').argument('<approval>', 'its id, or the end of it').description('approve: the very act that was proposed is done').option('--note <text>', 'told to whoever proposed it').action(shell.company(call => decide(call, 'approve')))
  approval.command('reject').argument('<approval>', 'its id, or the end of it').description('reject it').option('--note <text>', 'told to whoever proposed it').action(shell.company(call => decide(call, 'reject')))
}

const REASON_INDENT = 8

async function list({ company, options, screen, io, line }: CompanyCall): Promise<Answer> {
  const now = io.clock.now(), names = new Names(company), isAll = options.flag('all')
  const approvals = await everyRow(after => (isAll ? company.approvals.list({ after }) : company.approvals.list({ where: { status: 'pending' }, after })))
  if (approvals.length === 0) return { data: [], text: isAll ? 'Nothing was ever put to the board.' : 'Nothing waits for a decision.' }
  const rows = await Promise.all(approvals.map(async (one): Promise<Cell[]> => [
    shortId(one.id), one.status === 'pending' ? ['warn', 'waiting'] : one.status, await names.party(one.proposedByKind, one.proposedById) ?? '', fromNow(one.createdAt, now), await describeAct(company, one.actKind, one.input),
  ]))
  const [head = '', ...lines] = table(screen, [{ title: 'ID' }, { title: 'STATUS' }, { title: 'FROM' }, { title: 'ASKED' }, { title: 'WHAT', isFlexible: true }], rows).split('\n')
  const reason = (at: number): string => clip(plainLine(approvals[at]?.reason ?? ''), screen.width - REASON_INDENT)
  const under = (at: number): string[] => [plainLine(programOf(approvals[at]?.input) ?? ''), reason(at)].filter(one => one !== '')
  const text = [head, ...lines.flatMap((one, at) => [one, ...under(at).map(more => `${' '.repeat(REASON_INDENT)}${screen.paint('quiet', more)}`)])].join('\n')
  const [first] = approvals.filter(({ status }) => status === 'pending')
  return { data: approvals, text: first ? `${text}\n\n${screen.paint('quiet', '→')} ${line(`approval approve ${shortId(first.id)}`)}` : text }
}

async function decide({ company, args: [ref = ''], options, screen: { paint } }: CompanyCall, verdict: 'approve' | 'reject'): Promise<Answer> {
  const asked = await find(company, ref)
  const what = await describeAct(company, asked.actKind, asked.input)
  const decided = await company.approvals[verdict](asked.id, options.text('note') ?? '')
  return { data: decided, text: verdict === 'approve' ? `${paint('good', 'Approved')} and done: ${plainLine(what)}.` : `${paint('bad', 'Rejected')}: ${plainLine(what)}.` }
}

/** The approval that an id, or the end of one, means. */
async function find(company: CompanyHandle, ref: string): Promise<Approval> {
  const all = await everyRow(after => company.approvals.list({ after }))
  const exact = all.find(({ id }) => id === ref)
  const alike = exact ? [exact] : all.filter(({ id }) => ref.length >= 4 && id.endsWith(ref.toLowerCase()))
  const [found, another] = alike
  if (!found) throw new CliError('not_found', `There is no approval "${ref}".`, { run: 'approval list' })
  if (another) throw new CliError('invalid_input', `"${ref}" could be any of ${alike.length} approvals.`, `Write more of it: ${alike.map(({ id }) => id).join(', ')}`)
  return found
}
