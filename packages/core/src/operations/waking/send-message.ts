import { z } from 'zod'
import { conflict, notFound, PaperclipError } from '../../domain/error.ts'
import { durationInput } from '../../domain/duration.ts'
import { id, prose } from '../../domain/fields.ts'
import type { Message } from '../../domain/message.ts'
import type { Party } from '../../domain/principal.ts'
import { defineAct, type Concern } from '../governance/act.ts'
import { first, need, taskRef } from '../find.ts'
import { closeIncidents } from './incident.ts'
import { agentAt, isParty, partyInput, partyRef, type PartyInput } from '../tasks/party.ts'
import { touch } from '../tasks/task-deed.ts'
import { armBy, tell } from './wake.ts'
import { change, create, deed, type Work } from '../work.ts'

const RULE = { agent: 'message.send', board: 'operator', weight: 'work' } as const
const body = prose().min(1, 'must not be empty')

/** Says something to somebody, or on a task's thread, where its assignee hears it, and its reviewer while it is in review. */
export const sayMessage = defineAct({
  kind: 'message.say',
  input: z.strictObject({ to: partyInput().nullable().default(null), task: id().nullable().default(null), body })
    .refine(({ to, task }) => to !== null || task !== null, { message: 'give "to" or "task"', path: ['to'] }),
  rule: RULE,
  concern: (work, { to, task }) => (to === null && task !== null ? onThread(work, task) : reached(work, to)),
  async perform(work, { to, task, body: text }) {
    return postMessage(work, { kind: 'say', taskId: task === null ? null : (await taskRef(work.tx, task)).id, to: to === null ? null : await partyRef(work.tx, to), body: text })
  },
})

/** Asks somebody. The answer wakes the asker; without one by `due`, the asker's manager hears of it. */
export const askQuestion = defineAct({
  kind: 'message.ask',
  input: z.strictObject({ to: z.union([z.literal('board'), partyInput()]), task: id().nullable().default(null), body, due: durationInput().optional() }),
  rule: RULE,
  concern: (work, { to }) => reached(work, to === 'board' ? null : to),
  async perform(work, { to, task, body: text, due }) {
    const dueAt = new Date(work.now.getTime() + (due ?? work.deps.limits.askDueMs))
    const asked = await postMessage(work, {
      kind: 'ask', taskId: task === null ? null : (await taskRef(work.tx, task)).id, to: to === 'board' ? await oneOfBoard(work) : await partyRef(work.tx, to), body: text, dueAt,
    })
    if (work.by.kind === 'agent') await armBy(work, work.by.id, dueAt)
    return asked
  },
})

/** Answers a question that was asked of oneself; operators may answer any. */
export const answerQuestion = defineAct({
  kind: 'message.answer',
  input: z.strictObject({ ask: id(), body }),
  rule: { agent: 'own_desk', board: 'operator', weight: 'work' },
  async concern({ tx, by }, { ask: askId }) {
    const ask = by.kind === 'key' ? await tx.get('message', askId) : undefined, asker = ask && await agentAt(tx, ask.fromKind, ask.fromId)
    return { agents: [], besides: asker ? [asker] : [] }
  },
  async perform(work, { ask: askId, body: text }) {
    const ask = await work.tx.get('message', askId)
    if (!ask || ask.kind !== 'ask') throw notFound('question', askId)
    if (work.by.kind === 'agent' && !isParty(work.by, ask.toKind, ask.toId)) throw new PaperclipError('forbidden', 'This question was not asked of you.')
    if (ask.answeredAt) throw conflict('wrong_state', 'This question is answered already.')
    await change(deed(work, 'message', 'message.answered'), ask, { answeredAt: work.now })
    if (ask.escalatedAt && ask.runId) await closeIncidents(work, ['ask_overdue'], { agentId: ask.fromId, runId: ask.runId })
    const asker: Party | null = ask.fromKind === 'agent' || ask.fromKind === 'operator' ? { kind: ask.fromKind, id: ask.fromId } : null
    return postMessage(work, { kind: 'answer', taskId: ask.taskId, to: asker, body: text, askId: ask.id })
  },
})

interface Post { kind: Message['kind']; taskId: string | null; to?: Party | null; body: string; askId?: string; dueAt?: Date }

/** Writes a message and lets everybody know whom it concerns. */
export async function postMessage(work: Work, { kind, taskId, to = null, body: text, askId, dueAt }: Post): Promise<Message> {
  const { by, tx, now, deps } = work, msgId = deps.ids.next('msg')
  const said = await create(deed(work, 'message', `message.${kind}`), {
    id: msgId, kind, taskId, fromKind: by.kind, fromId: by.id, toKind: to?.kind ?? null, toId: to?.id ?? null, body: text,
    askId: askId ?? null, dueAt: dueAt ?? null, answeredAt: null, escalatedAt: null, runId: by.kind === 'agent' ? by.runId : null, createdAt: taskId === null ? now : await lastOnThread(work, { id: msgId, taskId }),
  })
  if (taskId !== null) await touch(work, taskId)
  const cause = kind === 'answer' ? 'answer' : 'message'
  for (const agentId of await heardBy(work, said)) {
    await tell(work, await need(tx, 'agent', agentId), { cause, noun: 'message', refId: said.id })
  }
  return said
}

/** When a message is said that stands behind all others of its thread, whatever the clocks of the nodes that wrote them say: whoever reads on after the last one finds it. */
async function lastOnThread({ tx, now }: Work, { id: msgId, taskId }: { id: string; taskId: string }): Promise<Date> {
  const last = await first(tx, 'message', { where: { taskId }, by: 'createdAt', direction: 'down' })
  if (!last || last.createdAt < now) return now
  return msgId > last.id ? last.createdAt : new Date(last.createdAt.getTime() + 1)
}

/** The agents a message concerns: the one it is for, or those who have part in the task. */
async function heardBy({ tx }: Work, { toKind, toId, taskId }: Pick<Message, 'toKind' | 'toId' | 'taskId'>): Promise<Set<string>> {
  if (toId !== null) return new Set(toKind === 'agent' ? [toId] : [])
  const task = taskId === null ? undefined : await tx.get('task', taskId)
  if (!task) return new Set()
  const parts = [[task.assigneeKind, task.assigneeId], [task.status === 'in_review' ? task.reviewerKind : null, task.reviewerId]] as const
  return new Set(parts.flatMap(([kind, partyId]) => (kind === 'agent' && partyId !== null ? [partyId] : [])))
}

/** Who hears what is said on a task's thread: a permission to speak must reach them too. */
async function onThread(work: Work, ref: string): Promise<Concern> {
  const { id: taskId } = await taskRef(work.tx, ref)
  return { agents: await Promise.all([...await heardBy(work, { toKind: null, toId: null, taskId })].map(agentId => need(work.tx, 'agent', agentId))) }
}

async function reached({ tx }: Work, to: PartyInput | null): Promise<Concern> {
  const party = to === null ? null : await partyRef(tx, to)
  const agent = party ? await agentAt(tx, party.kind, party.id) : undefined
  return { agents: agent ? [agent] : [] }
}

/** A question to the board is addressed to its longest-standing owner. Any operator can answer it. */
async function oneOfBoard({ tx }: Work): Promise<Party> {
  const owner = await first(tx, 'member', { where: { level: 'owner' }, by: 'createdAt' })
  if (!owner) throw conflict('wrong_state', 'This company has no owner to ask.')
  return { kind: 'operator', id: owner.id }
}
