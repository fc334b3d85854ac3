import type { Approval } from '@paperclip/core'
import type { Command } from 'commander'
import type { CompanyVerbs } from '../company-verbs.ts'
import { byEnd } from '../data/by-end.ts'
import { everyRow } from '../data/every-row.ts'
import { keyed, once } from '../deed.ts'
import { describeAct, programOf } from '../describe-act.ts'
import { Names } from '../names.ts'
import { facts, passage } from '../output/facts.ts'
import { plainLine } from '../output/plain-line.ts'
import { table, type TableRow } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import { shortId } from '../short-id.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

const TITLES = [{ title: 'ID' }, { title: 'STATUS' }, { title: 'FROM' }, { title: 'ASKED' }, { title: 'WHAT', isFlexible: true }] as const

/** Adds the verbs of `approval`. */
export function approvalVerbs(program: Command, shell: Shell): void {
  const approval = program.command('approval').helpCommand(false).description('decide what waits for the board')
  const one = (verb: string): Command => approval.command(verb).argument('<approval>', 'its id, or the end of it')
  approval.command('list').description('list what waits for a decision').option('--all', 'those that were decided as well').action(shell.company(list))
  one('show').description('show all of one: what would be done, by whom, and why').action(shell.company(show))
  once(one('approve')).description('approve: the very act that was proposed is done').option('--note <text>', 'told to whoever proposed it').action(shell.company(call => decide(call, 'approve')))
  once(one('reject')).description('reject it').option('--note <text>', 'told to whoever proposed it').action(shell.company(call => decide(call, 'reject')))
  once(one('repropose')).description('put an act whose approval went stale or expired to the board again').action(shell.company(repropose))
}

async function list({ company, options, screen, io, hint }: CompanyCall): Promise<Answer> {
  const now = io.clock.now(), names = new Names(company), isAll = options.flag('all')
  const approvals = await everyRow(after => (isAll ? company.approvals.list({ after }) : company.approvals.list({ where: { status: 'pending' }, after })))
  if (approvals.length === 0) return { data: [], text: isAll ? 'Nothing was ever put to the board.' : 'Nothing waits for a decision.' }
  const rows = await Promise.all(approvals.map(async (one): Promise<TableRow> => ({
    cells: [shortId(one.id), one.status === 'pending' ? ['warn', 'waiting'] : one.status, await names.party(one.proposedByKind, one.proposedById) ?? '', fromNow(one.createdAt, now), await describeAct(company, one.actKind, one.input)],
    under: [programOf(one.input) ?? '', one.reason],
  })))
  const [first] = approvals.filter(({ status }) => status === 'pending')
  return { data: approvals, text: `${table(screen, TITLES, rows)}${first ? `\n\n${hint(`approval approve ${shortId(first.id)}`)}` : ''}` }
}

async function show({ company, args: [ref = ''], screen, io, hint }: CompanyCall): Promise<Answer> {
  const one = await find(company, ref), names = new Names(company), now = io.clock.now(), { actKind, input, status, expiresAt } = one
  const text = [
    `${screen.paint('strong', plainLine(await describeAct(company, actKind, input)))}  ${screen.paint('quiet', shortId(one.id))}`,
    ...facts(screen, [
      ['status', status === 'pending' ? ['warn', 'waiting'] : status], ['act', actKind], ['asked by', `${await names.party(one.proposedByKind, one.proposedById) ?? ''}, ${fromNow(one.createdAt, now)}`],
      ['decided by', one.decidedAt ? `${await names.party('operator', one.decidedById) ?? 'nobody'}, ${fromNow(one.decidedAt, now)}` : ''], ['note', one.note ?? ''], ['expires', status === 'pending' ? fromNow(expiresAt, now) : ''],
    ]),
    ...passage(screen, 'why', one.reason),
    ...passage(screen, 'what would be done', JSON.stringify(input, null, 2)),
    ...status === 'pending' ? ['', hint(`approval approve ${shortId(one.id)}`), hint(`approval reject ${shortId(one.id)} --note "…"`)] : [],
    ...status === 'stale' || status === 'expired' ? ['', hint(`approval repropose ${shortId(one.id)}`)] : [],
  ].join('\n')
  return { data: one, text }
}

async function decide({ company, args: [ref = ''], options, screen: { paint } }: CompanyCall, verdict: 'approve' | 'reject'): Promise<Answer> {
  const asked = await find(company, ref)
  const what = await describeAct(company, asked.actKind, asked.input)
  const decided = await company.approvals[verdict](asked.id, options.text('note') ?? '', keyed(options))
  return { data: decided, text: verdict === 'approve' ? `${paint('good', 'Approved')} and done: ${plainLine(what)}.` : `${paint('bad', 'Rejected')}: ${plainLine(what)}.` }
}

async function repropose({ company, args: [ref = ''], options, hint }: CompanyCall): Promise<Answer> {
  const again = await company.approvals.repropose((await find(company, ref)).id, keyed(options))
  return { data: again, text: `Put to the board again, as everything now stands: ${plainLine(await describeAct(company, again.actKind, again.input))}.\n${hint(`approval approve ${shortId(again.id)}`)}` }
}

const find = async (company: CompanyVerbs, ref: string): Promise<Approval> => byEnd(await everyRow(after => company.approvals.list({ after })), ref, { noun: 'approval', list: 'approval list' })
