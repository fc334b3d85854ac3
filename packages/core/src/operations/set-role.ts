import { z } from 'zod'
import { budgetWindow } from '../domain/budget.ts'
import { line, prose, slug } from '../domain/fields.ts'
import { heartbeatInput, mergeHeartbeat } from '../domain/heartbeat.ts'
import { DEFAULT_HEARTBEAT } from '../domain/limits.ts'
import { formatUsd, moneyInput } from '../domain/money.ts'
import { grantsInput } from '../domain/permission.ts'
import { beyond } from '../policy/rule-on.ts'
import { defineAct } from './act.ts'
import { all, first } from './find.ts'
import { beyondBudgets } from './set-budget.ts'
import { actingAgent, grantsOf } from './standing.ts'
import { change, create, deed } from './work.ts'

/** Creates a role, or changes the one of this slug. Agents in it have its permissions at once; heartbeat and budget are what new agents start with. */
export const setRole = defineAct({
  kind: 'role.set',
  input: z.strictObject({
    slug: slug(),
    title: line().optional(),
    description: prose(4_000).optional(),
    permissions: grantsInput().optional(),
    heartbeat: heartbeatInput().nullable().optional(),
    budget: z.strictObject({ limit: moneyInput(), window: budgetWindow().default('month') }).nullable().optional(),
  }),
  rule: { agent: 'role.set', board: 'operator', weight: 'power' },
  async concern(work, { slug: named, permissions, heartbeat, budget }) {
    const standing = await first(work.tx, 'role', { where: { slug: named }, by: 'id' })
    const actor = await actingAgent(work)
    return {
      agents: standing ? await all(work.tx, 'agent', { where: { roleId: standing.id }, by: 'createdAt' }) : [],
      exceeds: actor ? [
        ...(permissions ? beyond(permissions, await grantsOf(work, actor)) : []),
        ...(heartbeat?.cap !== undefined && heartbeat.cap > actor.heartbeat.cap ? [`a cap of ${formatUsd(heartbeat.cap)} per run; yours is ${formatUsd(actor.heartbeat.cap)}`] : []),
        ...(budget ? await beyondBudgets(work, actor, budget) : []),
      ] : [],
    }
  },
  async perform(work, { slug: named, heartbeat, ...given }) {
    const standing = await first(work.tx, 'role', { where: { slug: named }, by: 'id' })
    const beats = heartbeat === undefined ? standing?.heartbeat ?? null : heartbeat && mergeHeartbeat(standing?.heartbeat ?? DEFAULT_HEARTBEAT, heartbeat)
    const role = {
      title: given.title ?? standing?.title ?? named,
      description: given.description ?? standing?.description ?? '',
      permissions: given.permissions ?? standing?.permissions ?? {},
      budget: given.budget === undefined ? standing?.budget ?? null : given.budget,
      heartbeat: beats,
    }
    if (standing) return change(deed(work, 'role', 'role.set'), standing, role)
    return create(deed(work, 'role', 'role.set'), { id: work.deps.ids.next('rol'), slug: named, ...role, createdAt: work.now, updatedAt: work.now })
  },
})
