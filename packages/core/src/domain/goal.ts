import { z } from 'zod'
import { id, line, prose } from './fields.ts'

export const GOAL_STATUSES = ['planned', 'active', 'achieved', 'cancelled'] as const

/** What a goal is measured by. */
export const metric = z.strictObject({
  start: z.number(),
  target: z.number(),
  current: z.number(),
  unit: line(40),
}).refine(({ start, target }) => start !== target, { message: 'must differ from "start"', path: ['target'] })
export type Metric = z.infer<typeof metric>

/** A strategic objective of the company (no team) or of a team, in a tree. */
export const goal = z.object({
  id: id(),
  title: line(),
  description: prose(20_000),
  parentId: id().nullable(),
  /** The agent that answers for it. */
  ownerId: id().nullable(),
  /** The manager whose team it belongs to; null is the whole company. */
  teamId: id().nullable(),
  status: z.enum(GOAL_STATUSES),
  metric: metric.nullable(),
  dueAt: z.date().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Goal = z.infer<typeof goal>

export const PROJECT_STATUSES = ['active', 'done', 'cancelled'] as const

/** A set of tasks with a lead, optionally under a goal. */
export const project = z.object({
  id: id(),
  slug: z.string().meta({ fact: true }),
  name: line(),
  description: prose(20_000),
  leadId: id().nullable(),
  goalId: id().nullable(),
  status: z.enum(PROJECT_STATUSES),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Project = z.infer<typeof project>
