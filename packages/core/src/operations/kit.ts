import type { AgentConfiguration } from '../domain/agent.ts'
import { PaperclipError } from '../domain/error.ts'
import type { Role } from '../domain/role.ts'
import type { Run } from '../domain/run.ts'
import type { Tool, Toolbox } from '../domain/tool.ts'
import { toolboxOf } from '../policy/beyond-kit.ts'
import { fillSecrets } from '../policy/config-secrets.ts'
import type { KnownSecret } from '../policy/redact.ts'
import type { Adapter, JobSkill, JobTool, JobTools } from '../ports/adapter.ts'
import type { CompanyView } from '../ports/store.ts'
import { first, need } from './find.ts'
import { openSecrets } from './secrets/open-secrets.ts'
import { secretsOf } from './secrets/set-tool.ts'
import { jobSkill, skillsOf, type SkillInForce } from './skills/read-skill.ts'
import { read, type Deps } from './work.ts'

/** What a run is equipped with: what it was granted, and the secrets that must not leave it. */
export interface Kit {
  /** Every secret the run could have seen. */
  secrets: readonly KnownSecret[]
  /** Throws `misconfigured` if a secret of a tool is missing. */
  tools(): JobTools
  skills: readonly JobSkill[]
  /** The configuration as the adapter reads it, secrets in place. Throws `misconfigured` if one is missing or not granted any more. */
  configFor<Config>(adapter: Adapter<Config>): Config
}

interface Grants { configuration: AgentConfiguration; role: Role; toolbox: Toolbox; tools: Tool[]; skills: SkillInForce[] }

/** Gathers what a run of an agent is granted, just before it is used. */
export async function kitFor(deps: Deps, companyId: string, { agentId, revision }: Run): Promise<Kit> {
  const granted = await read(deps, companyId, view => grantsFor(view, agentId, revision))
  const { configuration, role, toolbox, tools, skills } = granted
  const secrets = await openSecrets(deps, companyId, [...role.secrets, ...tools.flatMap(({ connection }) => secretsOf(connection))])
  const values = new Map(secrets.map(({ slug, value }) => [slug, value]))
  return {
    secrets,
    tools: () => ({ allow: toolbox.allow, mcp: tools.map(tool => jobTool(tool, values)) }),
    skills: skills.map(skill => jobSkill(deps, companyId, skill)),
    configFor: adapter => adapter.parse(fillSecrets(adapter.schema, configuration.adapter.config, slug => {
      if (!role.secrets.includes(slug)) throw new PaperclipError('misconfigured', `The role "${role.slug}" is not granted the secret "${slug}" that its agent's adapter needs. Grant it with role.set, or configure the agent.`)
      return valueIn(values, slug)
    }).config),
  }
}

async function grantsFor(view: CompanyView, agentId: string, revision: number): Promise<Grants> {
  const { configuration } = await need(view, 'revision', `${agentId}:${revision}`)
  const role = await need(view, 'role', configuration.roleId)
  const toolbox = toolboxOf(role.tools, configuration.tools)
  return { configuration, role, toolbox, tools: await toolsOf(view, toolbox), skills: await skillsOf(view, [...role.skills, ...configuration.skills]) }
}

/** The tools of a toolbox that there are. */
export async function toolsOf(view: CompanyView, { mcp }: Toolbox): Promise<Tool[]> {
  const tools: Tool[] = []
  for (const slug of mcp) {
    const tool = await first(view, 'tool', { where: { slug }, by: 'id' })
    if (tool) tools.push(tool)
  }
  return tools
}

function jobTool({ slug: name, connection }: Tool, values: ReadonlyMap<string, string>): JobTool {
  const filled = (texts: Readonly<Record<string, string | { secret: string }>>): Record<string, string> =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, typeof text === 'string' ? text : valueIn(values, text.secret)]))
  switch (connection.kind) {
    case 'url':
      return { name, kind: 'url', url: connection.url, headers: filled(connection.headers) }
    case 'command':
      return { name, kind: 'command', command: connection.command, env: filled(connection.env) }
  }
}

function valueIn(values: ReadonlyMap<string, string>, slug: string): string {
  const value = values.get(slug)
  if (value === undefined) throw new PaperclipError('misconfigured', `There is no secret "${slug}" in this company. Keep it with secrets.set.`)
  return value
}
