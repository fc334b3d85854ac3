import { z } from 'zod'
import { count, id, line, prose, slug } from './fields.ts'
import { partyKind } from './principal.ts'
import { catchUp, schedule } from './schedule.ts'
import { PRIORITIES } from './task.ts'

/** What a routine does while a task of it is still open: nothing, another one beside it, or another one in its place. */
export const OVERLAPS = ['skip', 'allow', 'replace'] as const
export type Overlap = (typeof OVERLAPS)[number]

/** What a routine asks for, each time. */
export const routineTask = z.object({
  title: line(),
  description: prose(),
  acceptance: prose(20_000),
  priority: z.enum(PRIORITIES),
  labels: z.array(slug()).max(20),
  reviewerKind: partyKind().nullable(),
  reviewerId: id().nullable(),
  projectId: id().nullable(),
  goalId: id().nullable(),
})

/** A schedule or trigger that creates a task for its assignee. */
export const routine = z.object({
  id: id(),
  slug: slug(),
  status: z.enum(['active', 'paused']),
  assigneeKind: partyKind(),
  assigneeId: id(),
  task: routineTask,
  /** When it creates a task by itself; null if it never does. */
  schedule: schedule.nullable(),
  /** The source of signals to its assignee that create a task; null if none does. */
  signal: slug().nullable(),
  catchUp,
  overlap: z.enum(OVERLAPS),
  /** Where the slots of an `every` schedule are counted from. */
  anchorAt: z.date(),
  /** The slot it answered last: each is answered once. */
  lastSlot: z.date().nullable(),
  lastTaskId: id().nullable(),
  /** Times it fell due and created nothing, because a task of it was open. */
  skipped: count(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Routine = z.infer<typeof routine>
