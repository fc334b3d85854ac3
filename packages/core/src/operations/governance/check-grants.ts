import type { AgentConfiguration } from '../../domain/agent.ts'
import { PaperclipError } from '../../domain/error.ts'
import { secretsIn } from '../agents/adapter-choice.ts'
import { need, skillRef } from '../find.ts'
import type { Work } from '../work.ts'

/** Throws unless the role of a configuration is granted everything that it uses: secrets, tools, capabilities; and unless its skills exist. */
export async function checkGrants({ tx, deps }: Pick<Work, 'tx' | 'deps'>, { roleId, adapter, tools, skills }: AgentConfiguration): Promise<void> {
  const role = await need(tx, 'role', roleId)
  const kind = deps.adapters.get(adapter.kind)
  for (const slug of kind ? secretsIn(kind, adapter.config) : []) {
    if (!role.secrets.includes(slug)) throw refused('adapter.config', `the role "${role.slug}" is not granted the secret "${slug}" (it has: ${listed(role.secrets)}). Grant it with role.set`)
  }
  for (const slug of tools?.mcp ?? []) {
    if (!role.tools.mcp.includes(slug)) throw refused('tools.mcp', `the role "${role.slug}" is not granted the tool "${slug}" (it has: ${listed(role.tools.mcp)}). Grant it with role.set`)
  }
  const { allow } = role.tools
  for (const name of tools?.allow ?? []) {
    if (allow !== null && !allow.includes(name)) throw refused('tools.allow', `the role "${role.slug}" does not allow "${name}" (it allows: ${listed(allow)})`)
  }
  for (const slug of skills) await skillRef(tx, slug)
}

const listed = (names: readonly string[]): string => names.join(', ') || 'none'

const refused = (field: string, problem: string) =>
  new PaperclipError('invalid_input', `The agent is not valid. ${field}: ${problem}.`, { fields: [{ field, problem }] })
