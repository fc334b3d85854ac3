import { z } from 'zod'
import { count, id } from './fields.ts'
import { WAKE_CAUSES } from './heartbeat.ts'

/** One reason to wake. Reasons of the same cause and origin coalesce. */
export const reason = z.object({
  cause: z.enum(WAKE_CAUSES),
  /** The agent whose deed it was; null for operators, schedules and signals. */
  agentId: z.string().nullable(),
  /** Depth of the chain in which it happened. */
  depth: count(),
})
export type Reason = z.infer<typeof reason>

/** When an agent wakes next and why, or when a routine falls due. One row per agent and routine: it cannot grow. */
export const alarm = z.object({
  /** The agent's id, or the routine's. */
  id: id(),
  of: z.enum(['agent', 'routine']),
  /** Absent while the agent has nothing to do. */
  dueAt: z.date().nullable(),
  /** The nominal time of the slot that made it due, if one did. */
  slot: z.date().nullable(),
  reasons: z.array(reason),
  leaseUntil: z.date().nullable(),
  /** Raised by each claim. A write that carries an older one is refused. */
  fence: count(),
  /** The node that holds the lease; null on the lease of a deferred run. */
  owner: z.string().nullable(),
  /** The run in progress. */
  runId: id().nullable(),
  /** Inbox items up to this sequence number are done with. */
  cursor: count(),
  /** Not due before, whatever else wakes it: back-off, or waiting for money. An operator's wake clears it. */
  notBefore: z.date().nullable(),
  /** Failed runs in a row. */
  failures: count(),
  /** Missed slots still owed under `catchUp: all`. */
  owed: count(),
})
export type Alarm = z.infer<typeof alarm>

/** Something in an agent's inbox: a pointer with the cause it came by. */
export const item = z.object({
  id: id(),
  agentId: id(),
  /** The audit sequence number of the deed that put it here. */
  seq: count(),
  cause: z.enum(WAKE_CAUSES),
  noun: z.enum(['task', 'message', 'signal', 'goal', 'approval', 'agent', 'incident', 'note']),
  refId: id(),
  /** Keys whose deed it came of. */
  keyIds: z.array(id()),
  deliveries: count(),
  parkedAt: z.date().nullable(),
  createdAt: z.date(),
})
export type Item = z.infer<typeof item>
