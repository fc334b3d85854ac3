import { CliError } from '../cli-error.ts'
import { givenText } from '../data/given-text.ts'
import { enact } from '../enact.ts'
import { Names } from '../names.ts'
import { oneOf } from '../one-of.ts'
import { partyOrNobody } from '../party-name.ts'
import type { Answer, CompanyCall } from '../shell.ts'
import { stateOf } from './task-list.ts'

/** Gives a task to somebody else, or to another reviewer. */
export function assign(call: CompanyCall): Promise<Answer> {
  const { args: [task = '', who], options, company } = call
  const reviewer = options.text('reviewer')
  if (who === undefined && reviewer === undefined) throw new CliError('invalid_input', 'who: nobody was named.', `Name its assignee, or --reviewer: ${call.line(`task assign ${task} <agent>`)}`)
  const to = { ...who === undefined ? {} : { assignee: partyOrNobody(who) }, ...reviewer === undefined ? {} : { reviewer: partyOrNobody(reviewer) } }
  return enact(call, { kind: 'task.assign', input: { task, ...to } }, async moved => {
    const names = new Names(company), judge = await names.party(moved.reviewerKind, moved.reviewerId)
    return `${moved.identifier} is ${whose(await names.party(moved.assigneeKind, moved.assigneeId))}${judge === null ? '' : `, to be accepted by ${judge}`}.`
  })
}

const whose = (who: string | null): string => (who === null ? 'nobody\'s' : who === 'you' ? 'yours' : `${who}'s`)

/** Says that a task is done. */
export async function finish(call: CompanyCall): Promise<Answer> {
  const { args: [task = '', ...words], io } = call
  const result = await givenText(io, 'result', words.join(' '))
  return enact(call, { kind: 'task.finish', input: { task, result } }, ({ identifier, status }) => `${identifier} is ${status.replace('_', ' ')}.`)
}

/** Accepts a task that was handed in, or sends it back. */
export async function review(call: CompanyCall): Promise<Answer> {
  const { args: [task = '', written = '', ...words], io } = call
  const verdict = oneOf('verdict', ['accept', 'send-back'], written), comment = await givenText(io, 'comment', words.join(' '))
  if (verdict === 'send-back' && comment.trim() === '') throw new CliError('invalid_input', 'comment: whoever does it again should know why.', `Say what is missing: ${call.line(`task review ${task} send-back "…"`)}`)
  return enact(call, { kind: 'task.review', input: { task, verdict: verdict === 'accept' ? 'accept' : 'send_back', comment } }, ({ identifier }) =>
    (verdict === 'accept' ? `${identifier} is accepted and done.` : `${identifier} goes back to its assignee.`))
}

/** Says that a task cannot go on. */
export function block(call: CompanyCall): Promise<Answer> {
  const { args: [task = ''], options } = call
  const blockedBy = options.texts('by'), reason = options.given('reason')
  if (blockedBy.length === 0 && reason.reason === undefined) throw new CliError('invalid_input', 'Why it cannot go on is missing.', 'Say it with --reason <text>, or name the task it waits for with --by <task>')
  return enact(call, { kind: 'task.block', input: { task, ...reason, blockedBy } }, ({ identifier }) => `${identifier} is blocked${blockedBy.length > 0 ? ` until ${blockedBy.join(', ')} ${blockedBy.length === 1 ? 'is' : 'are'} done` : `; let it go on with: ${call.line(`task unblock ${identifier}`)}`}.`)
}

/** Lets a blocked task go on. */
export function unblock(call: CompanyCall): Promise<Answer> {
  const { args: [task = ''] } = call
  return enact(call, { kind: 'task.unblock', input: { task } }, one => `${one.identifier} goes on: it is ${stateOf(one)}.`)
}

/** Gives a task up. */
export function cancel(call: CompanyCall): Promise<Answer> {
  const { args: [task = ''], options } = call
  return enact(call, { kind: 'task.cancel', input: { task, ...options.given('reason') } }, ({ identifier }) => `${identifier} is cancelled. What waits for it stays blocked until somebody unblocks it.`)
}

/** Takes a task up again. */
export function reopen(call: CompanyCall): Promise<Answer> {
  const { args: [task = ''] } = call
  return enact(call, { kind: 'task.reopen', input: { task } }, one => `${one.identifier} is taken up again: it is ${stateOf(one)}.`)
}
