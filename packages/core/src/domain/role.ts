import { z } from 'zod'
import { budgetWindow } from './budget.ts'
import { id, line, prose, slug } from './fields.ts'
import { heartbeat } from './heartbeat.ts'
import { money } from './money.ts'
import { grants } from './permission.ts'
import { toolbox } from './tool.ts'

/** A named function in the company: what its agents may do, and what they start with. */
export const role = z.object({
  id: id(),
  slug: slug(),
  title: line(),
  description: prose(4_000),
  permissions: grants(),
  /** The heartbeat its agents start with. */
  heartbeat: heartbeat.nullable(),
  /** The budget its agents are hired with. */
  budget: z.object({ limit: money(), window: budgetWindow() }).nullable(),
  /** What its agents may use. */
  tools: toolbox,
  /** The secrets that may stand in its agents' adapter configurations. */
  secrets: z.array(slug()).max(200),
  /** The skills its agents draw from. */
  skills: z.array(slug()).max(200),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Role = z.infer<typeof role>
