import { z } from 'zod'
import { count, id, json, line, prose, slug } from './fields.ts'
import { heartbeat } from './heartbeat.ts'
import { money } from './money.ts'
import { toolbox } from './tool.ts'

export const AGENT_STATUSES = ['draft', 'active', 'terminated'] as const

/** Which adapter carries an agent's runs, and its configuration in that adapter's own schema. */
export const adapterChoice = z.object({
  kind: slug(),
  config: z.record(z.string(), json()),
  /** What a run is taken to cost where the adapter cannot meter: needed there, refused elsewhere. */
  perRun: money().nullable(),
})
export type AdapterChoice = z.infer<typeof adapterChoice>

/** An AI worker hired into a role. */
export const agent = z.object({
  id: id(),
  slug: slug(),
  name: line(),
  roleId: id(),
  /** The manager; null reports to the board. */
  reportsTo: id().nullable(),
  status: z.enum(AGENT_STATUSES),
  instructions: prose(),
  adapter: adapterChoice,
  heartbeat,
  /** What of its role's tools it uses; null is all of them. */
  tools: toolbox.nullable(),
  /** Skills beside those of its role. */
  skills: z.array(slug()).max(200),
  /** Number of the configuration revision in force, from 1. */
  revision: count(),
  /** Where the slots of an `every` schedule are counted from. */
  anchorAt: z.date(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Agent = z.infer<typeof agent>

/** What of an agent is configuration: each change of it is a revision that can be rolled back to. */
export const agentConfiguration = agent.pick({ name: true, roleId: true, instructions: true, adapter: true, heartbeat: true, tools: true, skills: true })
export type AgentConfiguration = z.infer<typeof agentConfiguration>

export const configurationOf = ({ name, roleId, instructions, adapter, heartbeat, tools, skills }: Agent): AgentConfiguration =>
  ({ name, roleId, instructions, adapter, heartbeat, tools, skills })

/** One configuration an agent has had. */
export const revision = z.object({
  id: id(),
  agentId: id(),
  number: z.int().min(1),
  configuration: agentConfiguration,
  createdAt: z.date(),
})
export type Revision = z.infer<typeof revision>

/** Why an active agent does not run. It is due only with none; each is lifted by its own cause. */
export const HOLD_CAUSES = ['operator', 'budget', 'breaker'] as const
export const hold = z.object({
  id: id(),
  agentId: id(),
  cause: z.enum(HOLD_CAUSES),
  /** The budget that holds, for cause `budget`. */
  budgetId: id().nullable(),
  reason: prose(2_000),
  createdAt: z.date(),
})
export type Hold = z.infer<typeof hold>
