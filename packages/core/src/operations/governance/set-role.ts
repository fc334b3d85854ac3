import { z } from 'zod'
import { budgetWindow } from '../../domain/budget.ts'
import { conflict } from '../../domain/error.ts'
import { id, line, prose, slug } from '../../domain/fields.ts'
import { heartbeatInput, mergeHeartbeat } from '../../domain/heartbeat.ts'
import { DEFAULT_HEARTBEAT } from '../../domain/limits.ts'
import { formatUsd, moneyInput } from '../../domain/money.ts'
import { grantsInput } from '../../domain/permission.ts'
import { NO_TOOLS, toolboxInput, type Toolbox } from '../../domain/tool.ts'
import { role as roleSchema, type Role } from '../../domain/role.ts'
import { beyondKit } from '../../policy/beyond-kit.ts'
import type { CompanyView } from '../../ports/store.ts'
import { beyond } from '../../policy/rule-on.ts'
import { ABOUT_NOBODY, defineAct } from './act.ts'
import { all, first, roleRef, secretRef, skillRef, toolRef } from '../find.ts'
import { beyondBudgets } from '../money/set-budget.ts'
import { actingAgent, equipmentOf, grantsOf } from './standing.ts'
import { change, create, deed, remove } from '../work.ts'

/** Creates a role, or changes the one of this slug. Agents in it have its permissions at once; heartbeat and budget are what new agents start with. */
export const setRole = defineAct({
  kind: 'role.set',
  input: z.strictObject({
    slug: slug(),
    title: line().optional(),
    description: prose(4_000).optional(),
    permissions: grantsInput().optional(),
    heartbeat: heartbeatInput().nullable().optional(),
    tools: toolboxInput().optional(),
    /** The secrets that may stand in its agents' adapter configurations. */
    secrets: roleSchema.shape.secrets.optional(),
    skills: roleSchema.shape.skills.optional(),
    budget: z.strictObject({ limit: moneyInput(), window: budgetWindow().default('month') }).nullable().optional(),
  }),
  subject: ({ tx }, { slug: named }) => first(tx, 'role', { where: { slug: named }, by: 'id' }),
  rule: { agent: 'role.set', board: 'operator', weight: 'power' },
  async concern(work, { slug: named, permissions, heartbeat, budget, tools, secrets }) {
    const standing = await first(work.tx, 'role', { where: { slug: named }, by: 'id' })
    const actor = await actingAgent(work)
    return {
      agents: standing ? await all(work.tx, 'agent', { where: { roleId: standing.id }, by: 'createdAt' }) : [],
      exceeds: actor ? [
        ...(permissions ? beyond(permissions, await grantsOf(work, actor)) : []),
        ...(tools || secrets ? beyondKit({ tools: tools ?? standing?.tools ?? NO_TOOLS, secrets: secrets ?? standing?.secrets ?? [] }, await equipmentOf(work, actor)) : []),
        ...(heartbeat?.cap !== undefined && heartbeat.cap > actor.heartbeat.cap ? [`a cap of ${formatUsd(heartbeat.cap)} per run; yours is ${formatUsd(actor.heartbeat.cap)}`] : []),
        ...(budget ? await beyondBudgets(work, actor, budget) : []),
      ] : [],
    }
  },
  async perform(work, { slug: named, heartbeat, ...given }) {
    const standing = await first(work.tx, 'role', { where: { slug: named }, by: 'id' })
    await checkExist(work.tx, given)
    const beats = heartbeat === undefined ? standing?.heartbeat ?? null : heartbeat && mergeHeartbeat(standing?.heartbeat ?? DEFAULT_HEARTBEAT, heartbeat)
    const role = {
      title: given.title ?? standing?.title ?? named,
      description: given.description ?? standing?.description ?? '',
      permissions: given.permissions ?? standing?.permissions ?? {},
      budget: given.budget === undefined ? standing?.budget ?? null : given.budget,
      tools: given.tools ?? standing?.tools ?? NO_TOOLS,
      secrets: given.secrets ?? standing?.secrets ?? [],
      skills: given.skills ?? standing?.skills ?? [],
      heartbeat: beats,
    }
    if (standing) return change(deed(work, 'role', 'role.set'), standing, role)
    return create(deed(work, 'role', 'role.set'), { id: work.deps.ids.next('rol'), slug: named, ...role, createdAt: work.now, updatedAt: work.now })
  },
})

/** Removes a role that nobody is in. */
export const removeRole = defineAct({
  kind: 'role.remove',
  input: z.strictObject({ role: id() }),
  subject: ({ tx }, { role: ref }) => roleRef(tx, ref),
  rule: { agent: 'board', board: 'operator', weight: 'power' },
  concern: ABOUT_NOBODY,
  async perform(work, { role: ref }): Promise<Role> {
    const role = await roleRef(work.tx, ref)
    const agents = (await all(work.tx, 'agent', { where: { roleId: role.id }, by: 'createdAt' }))
    const [one] = agents
    if (one) throw conflict('wrong_state', `"${one.slug}" is${one.status === 'terminated' ? ' (or was, before it was terminated)' : ''} in the role "${role.slug}": a role that was ever held stays.`)
    await remove(deed(work, 'role', 'role.remove'), role)
    return role
  },
})

/** Throws `not_found` for a tool, secret or skill that the company does not have. */
async function checkExist(view: CompanyView, { tools, secrets = [], skills = [] }: { tools?: Toolbox | undefined; secrets?: string[] | undefined; skills?: string[] | undefined }): Promise<void> {
  for (const slugOf of tools?.mcp ?? []) await toolRef(view, slugOf)
  for (const slugOf of secrets) await secretRef(view, slugOf)
  for (const slugOf of skills) await skillRef(view, slugOf)
}
