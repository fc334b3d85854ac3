import type { Agent, ApprovalStatus, TaskStatus } from '@paperclip/core'

/** One step towards a status: an act of an agent on a task. */
export type Step = 'plan' | 'ready' | 'unblock' | 'reopen' | 'take' | 'release' | 'finish' | 'block' | 'cancel' | 'accept' | 'send_back'

/** Statuses are called the same on both sides; how one comes from one to another is not. */
const WAYS: Readonly<Record<TaskStatus, Readonly<Partial<Record<TaskStatus, readonly Step[]>>>>> = {
  backlog: { backlog: [], todo: ['ready'], in_progress: ['ready', 'take'], in_review: ['ready', 'finish'], blocked: ['block'], done: ['ready', 'finish'], cancelled: ['cancel'] },
  todo: { backlog: ['plan'], todo: [], in_progress: ['take'], in_review: ['finish'], blocked: ['block'], done: ['finish'], cancelled: ['cancel'] },
  in_progress: { backlog: ['release', 'plan'], todo: ['release'], in_progress: ['take'], in_review: ['finish'], blocked: ['block'], done: ['finish'], cancelled: ['cancel'] },
  in_review: { in_review: [], cancelled: ['cancel'] },
  blocked: { backlog: ['plan'], todo: ['unblock'], in_progress: ['unblock', 'take'], in_review: ['unblock', 'finish'], blocked: [], done: ['unblock', 'finish'], cancelled: ['cancel'] },
  done: { backlog: ['reopen', 'plan'], todo: ['reopen'], in_progress: ['reopen', 'take'], done: [] },
  cancelled: { backlog: ['reopen', 'plan'], todo: ['reopen'], in_progress: ['reopen', 'take'], cancelled: [] },
}

/** What a reviewer says of what was handed in. */
const VERDICTS: Readonly<Partial<Record<TaskStatus, readonly Step[]>>> = { todo: ['send_back'], in_progress: ['send_back'], in_review: [], done: ['accept'], cancelled: ['cancel'] }

/** The steps that lead a task from one status to another; null where nothing does. */
export const stepsTo = (from: TaskStatus, to: TaskStatus, part: 'assignee' | 'reviewer' | 'other'): readonly Step[] | null =>
  (from === 'in_review' && part === 'reviewer' ? VERDICTS[to] : WAYS[from][to]) ?? null

/** What the existing application calls the state of an approval. */
export const APPROVAL_STATUS_THERE: Readonly<Record<ApprovalStatus, 'pending' | 'approved' | 'rejected' | 'revision_requested' | 'cancelled'>> = {
  pending: 'pending', approved: 'approved', rejected: 'rejected', stale: 'revision_requested', expired: 'cancelled', cancelled: 'cancelled',
}

/** What it calls the state of an agent. */
export const AGENT_STATUS_THERE: Readonly<Record<Agent['status'], 'pending_approval' | 'active' | 'terminated'>> = { draft: 'pending_approval', active: 'active', terminated: 'terminated' }
