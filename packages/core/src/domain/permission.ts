import { z } from 'zod'
import { fact } from './fields.ts'

/** What a role can be allowed to do beyond an agent's own desk and tasks. */
export const PERMISSIONS = [
  'task.create', 'task.assign', 'task.manage', 'agent.hire', 'agent.configure', 'agent.move', 'agent.hold', 'agent.terminate', 'agent.wake',
  'role.set', 'budget.set', 'budget.raise', 'goal.set', 'goal.report', 'project.set', 'message.send', 'signal.send',
  'routine.set', 'routine.trigger', 'skill.set', 'note.write', 'agent.review',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** How far a permission reaches in the org chart, from the agent that holds it. Each includes the one before. */
export const SCOPES = ['self', 'reports', 'team', 'company'] as const
export type Scope = (typeof SCOPES)[number]

/** A permission in force: how far it reaches, and whether the board is asked each time. */
export interface Grant { scope: Scope; verdict: 'allow' | 'ask' }
export type Grants = Partial<Record<Permission, Grant>>

/** Deeds of which the board is asked unless the role says otherwise. */
const ASKED: ReadonlySet<Permission> = new Set(['agent.hire', 'agent.configure', 'agent.terminate', 'budget.set', 'budget.raise', 'role.set', 'skill.set'])

/** What every agent may do without its role saying so. */
export const DEFAULT_GRANTS: Grants = {
  'task.create': { scope: 'reports', verdict: 'allow' },
  'task.assign': { scope: 'reports', verdict: 'allow' },
  'goal.report': { scope: 'self', verdict: 'allow' },
  'message.send': { scope: 'company', verdict: 'allow' },
  'note.write': { scope: 'self', verdict: 'allow' },
  'agent.review': { scope: 'reports', verdict: 'allow' },
}

const grant = z.object({ scope: z.enum(SCOPES), verdict: z.enum(['allow', 'ask']) })
const permissionName = z.enum(PERMISSIONS)

export const grants = () => fact(z.partialRecord(permissionName, grant))

/** As a person writes it: `{ "agent.hire": "team" }`, or with a verdict of its own `{ "agent.hire": { scope: "team", verdict: "allow" } }`. */
export const grantsInput = () =>
  z.partialRecord(permissionName, z.union([z.enum(SCOPES), z.strictObject({ scope: z.enum(SCOPES), verdict: z.enum(['allow', 'ask']).optional() })]))
    .transform(written => {
      const normal: Grants = {}
      for (const name of PERMISSIONS) {
        const given = written[name]
        if (given === undefined) continue
        const usual = ASKED.has(name) ? 'ask' : 'allow'
        normal[name] = typeof given === 'string' ? { scope: given, verdict: usual } : { scope: given.scope, verdict: given.verdict ?? usual }
      }
      return normal
    })
