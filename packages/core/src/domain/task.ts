import { z } from 'zod'
import { count, id, line, prose, slug } from './fields.ts'
import { partyKind } from './principal.ts'

export const TASK_STATUSES = ['backlog', 'todo', 'in_progress', 'in_review', 'blocked', 'done', 'cancelled'] as const
export type TaskStatus = (typeof TASK_STATUSES)[number]
/** From most to least urgent. */
export const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const
export type Priority = (typeof PRIORITIES)[number]

/** One piece of work: one assignee, optionally a reviewer who is somebody else. */
export const task = z.object({
  id: id(),
  number: z.int().min(1),
  /** What people call it: `ACME-12`. */
  identifier: id(),
  title: line(),
  description: prose(),
  acceptance: prose(20_000),
  status: z.enum(TASK_STATUSES),
  priority: z.enum(PRIORITIES),
  assigneeKind: partyKind().nullable(),
  assigneeId: id().nullable(),
  reviewerKind: partyKind().nullable(),
  reviewerId: id().nullable(),
  parentId: id().nullable(),
  projectId: id().nullable(),
  goalId: id().nullable(),
  /** The routine that asked for it. */
  routineId: id().nullable(),
  labels: z.array(slug()).max(20),
  dueAt: z.date().nullable(),
  /** The assignee is not woken for it before. */
  notBefore: z.date().nullable(),
  /** The run that has it in hand, and that run's fence. */
  checkoutRunId: id().nullable(),
  checkoutFence: count().nullable(),
  /** Why it is blocked, where no other task blocks it. */
  blockedReason: prose(4_000).nullable(),
  /** What came of it, said by whoever finished it. */
  result: prose().nullable(),
  /** Put aside after too many runs without progress; an operator or manager takes it up again. */
  parkedAt: z.date().nullable(),
  /** Runs in a row with it in focus that failed. */
  failedRuns: count(),
  /** Runs in a row with it in focus that succeeded and did nothing to it. */
  idleRuns: count(),
  /** Depth of the wake chain in which it was created, 0 for an operator's. */
  depth: count(),
  /** Keys whose deed it came of: the one that made it, or those that the run came of in which it was made. */
  keyIds: z.array(id()),
  createdByKind: partyKind(),
  createdById: id(),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  updatedAt: z.date(),
})
export type Task = z.infer<typeof task>

/** What a reviewer said of work that was handed in. */
export const verdict = z.object({
  id: id(),
  taskId: id(),
  /** Whose work it was; null if it was no agent's. */
  agentId: id().nullable(),
  verdict: z.enum(['accept', 'send_back']),
  byKind: partyKind(),
  byId: id(),
  createdAt: z.date(),
})
export type Verdict = z.infer<typeof verdict>

/** One task waiting for another. */
export const blocker = z.object({ id: id(), taskId: id(), blockerId: id(), createdAt: z.date() })
export type Blocker = z.infer<typeof blocker>
