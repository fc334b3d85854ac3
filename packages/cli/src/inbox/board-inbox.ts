import { LOCAL_OPERATOR, type Approval, type Incident, type Message, type Task } from '@paperclip/core'
import type { CompanyVerbs } from '../company-verbs.ts'
import { everyRow } from '../data/every-row.ts'
import { describeAct } from '../describe-act.ts'
import { Names } from '../names.ts'

const LATELY_MS = 86_400_000

/** What waits for whoever is at this machine, as data. */
export interface BoardInbox {
  at: Date
  approvals: (Approval & { act: string; from: string })[]
  /** Asked of anybody on the board and not answered yet. */
  questions: (Message & { from: string; task: string | null })[]
  /** To be done by you. */
  tasks: Task[]
  /** Handed in, for you to accept. */
  reviews: (Task & { assignee: string | null })[]
  /** Open, oldest first. */
  incidents: Incident[]
  /** Said or answered to you in the last day. */
  messages: (Message & { from: string; task: string | null })[]
}

const OPEN = ['todo', 'in_progress', 'blocked'] as const

/** Gathers what waits for the board. */
export async function boardInbox(company: CompanyVerbs, at: Date): Promise<BoardInbox> {
  const names = new Names(company), me = LOCAL_OPERATOR.id
  const members = await everyRow(after => company.members.list({ after }))
  const asked = async (toId: string) => everyRow(after => company.messages.list({ where: { toId, kind: 'ask', answeredAt: null }, after }))
  const told = async (message: Message) => ({ ...message, from: await names.party(message.fromKind, message.fromId) ?? '?', task: message.taskId === null ? null : (await names.task(message.taskId))?.identifier ?? null })
  const [approvals, questions, tasks, reviews, incidents, messages] = await Promise.all([
    everyRow(after => company.approvals.list({ where: { status: 'pending' }, after })),
    Promise.all(members.map(({ id }) => asked(id))),
    Promise.all(OPEN.map(status => everyRow(after => company.tasks.list({ where: { assigneeId: me, status }, after })))),
    everyRow(after => company.tasks.list({ where: { reviewerId: me, status: 'in_review' }, after })),
    everyRow(after => company.incidents.list({ where: { status: 'open' }, after })),
    company.messages.list({ where: { toId: me }, direction: 'down', limit: 50 }),
  ])
  return {
    at, tasks: tasks.flat(), incidents,
    approvals: await Promise.all(approvals.map(async one => ({ ...one, act: await describeAct(company, one.actKind, one.input), from: await names.party(one.proposedByKind, one.proposedById) ?? '' }))),
    questions: await Promise.all(questions.flat().map(told)),
    reviews: await Promise.all(reviews.map(async one => ({ ...one, assignee: await names.party(one.assigneeKind, one.assigneeId) }))),
    messages: await Promise.all(messages.rows.filter(({ kind, createdAt }) => kind !== 'ask' && at.getTime() - createdAt.getTime() < LATELY_MS).map(told)),
  }
}
