import { z } from 'zod'
import { id, prose } from './fields.ts'

export const INCIDENT_KINDS = [
  'breaker_open', 'task_parked', 'item_parked', 'budget_warning', 'budget_stop', 'overrun', 'unpriced', 'depth_limit', 'run_lost', 'ask_overdue', 'task_blocked', 'plugin_failed', 'adapter_missing', 'hourly_cap', 'routine_stuck', 'secret_missing', 'webhook_failing',
] as const
export type IncidentKind = (typeof INCIDENT_KINDS)[number]

/** Something the board should see. */
export const incident = z.object({
  id: id(),
  kind: z.enum(INCIDENT_KINDS),
  status: z.enum(['open', 'closed']),
  agentId: id().nullable(),
  taskId: id().nullable(),
  runId: id().nullable(),
  budgetId: id().nullable(),
  webhookId: id().nullable(),
  detail: prose(8_000),
  createdAt: z.date(),
  closedAt: z.date().nullable(),
})
export type Incident = z.infer<typeof incident>
