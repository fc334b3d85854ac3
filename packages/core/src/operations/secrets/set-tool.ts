import { z } from 'zod'
import { conflict } from '../../domain/error.ts'
import { id, slug } from '../../domain/fields.ts'
import { connection, tool, type Connection, type Tool } from '../../domain/tool.ts'
import type { CompanyView } from '../../ports/store.ts'
import { ABOUT_NOBODY, defineAct } from '../governance/act.ts'
import { all, first, secretRef, toolRef } from '../find.ts'
import { change, create, deed, remove } from '../work.ts'

const RULE = { agent: 'board', board: 'owner', weight: 'power' } as const

/** Creates a tool, or changes the one of this slug. Roles are granted it by `role.set`. */
export const setTool = defineAct({
  kind: 'tool.set',
  input: z.strictObject({ slug: slug(), description: tool.shape.description.optional(), connection: connection.optional() })
    .superRefine((written, context) => { if (written.connection?.kind === 'command' && written.connection.command[0]?.trim() === '') context.addIssue({ code: 'custom', path: ['connection', 'command', 0], message: 'must name a program' }) }),
  subject: ({ tx }, { slug: named }) => first(tx, 'tool', { where: { slug: named }, by: 'id' }),
  rule: RULE,
  concern: ABOUT_NOBODY,
  async perform(work, { slug: named, description, connection: reached }): Promise<Tool> {
    const { tx, now, deps } = work
    if (reached) await checkSecrets(tx, reached)
    const standing = await first(tx, 'tool', { where: { slug: named }, by: 'id' })
    if (standing) return change(deed(work, 'tool', 'tool.set'), standing, { description: description ?? standing.description, connection: reached ?? standing.connection })
    if (!reached) throw conflict('wrong_state', `connection: say how the tool "${named}" is reached, at a URL or by a command.`)
    return create(deed(work, 'tool', 'tool.set'), { id: deps.ids.next('tol'), slug: named, description: description ?? '', connection: reached, createdAt: now, updatedAt: now })
  },
})

/** Removes a tool. Refused while a role is granted it. */
export const removeTool = defineAct({
  kind: 'tool.remove',
  input: z.strictObject({ tool: id() }),
  subject: ({ tx }, { tool: ref }) => toolRef(tx, ref),
  rule: RULE,
  concern: ABOUT_NOBODY,
  async perform(work, { tool: ref }): Promise<Tool> {
    const gone = await toolRef(work.tx, ref)
    const roles = (await all(work.tx, 'role', { by: 'createdAt' })).filter(({ tools }) => tools.mcp.includes(gone.slug))
    if (roles.length > 0) throw conflict('wrong_state', `The tool "${gone.slug}" is granted to ${roles.map(({ slug: name }) => `role "${name}"`).join(', ')}. Take it from there first.`)
    await remove(deed(work, 'tool', 'tool.remove'), gone)
    return gone
  },
})

/** The secrets a connection uses. */
export const secretsOf = (reached: Connection): string[] =>
  Object.values(reached.kind === 'url' ? reached.headers : reached.env).flatMap(value => (typeof value === 'string' ? [] : [value.secret]))

async function checkSecrets(view: CompanyView, reached: Connection): Promise<void> {
  for (const named of secretsOf(reached)) await secretRef(view, named)
}
