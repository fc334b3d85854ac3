import type { Toolbox } from '../domain/tool.ts'

/** What a role equips its agents with. */
export interface Equipment { tools: Toolbox; secrets: readonly string[] }

/** What of a child's tools and secrets goes beyond its parent's, in words. */
export function beyondKit(child: Equipment, parent: Equipment): string[] {
  const over: string[] = []
  for (const slug of child.secrets) if (!parent.secrets.includes(slug)) over.push(`the secret "${slug}", which you do not have`)
  for (const slug of child.tools.mcp) if (!parent.tools.mcp.includes(slug)) over.push(`the tool "${slug}", which you do not have`)
  const { allow: held } = parent.tools
  if (held !== null) {
    if (child.tools.allow === null) over.push('every capability of its adapter, of which you have some only')
    else for (const name of child.tools.allow) if (!held.includes(name)) over.push(`the capability "${name}", which you do not have`)
  }
  return over
}

/** The tools an agent has: its role's, as far as it does not leave some out. */
export function toolboxOf(role: Toolbox, own: Toolbox | null): Toolbox {
  if (own === null) return role
  const { allow } = role
  return {
    allow: own.allow === null ? allow : allow === null ? own.allow : own.allow.filter(name => allow.includes(name)),
    mcp: own.mcp.filter(slug => role.mcp.includes(slug)),
  }
}
