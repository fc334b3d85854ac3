import type { AgentConfiguration } from '../../domain/agent.ts'
import { isPaperclipError, PaperclipError } from '../../domain/error.ts'
import type { Role } from '../../domain/role.ts'
import type { Run } from '../../domain/run.ts'
import type { Tool, Toolbox } from '../../domain/tool.ts'
import { toolboxOf } from '../../policy/beyond-kit.ts'
import { fillSecrets, type FilledConfig } from '../../policy/config-secrets.ts'
import type { KnownSecret } from '../../policy/redact.ts'
import type { Adapter, JobSkill, JobTool, JobTools } from '../../ports/adapter.ts'
import type { CompanyView } from '../../ports/store.ts'
import { runToken } from '../access/run-token.ts'
import { callbackOf } from './callback.ts'
import { first, need } from '../find.ts'
import { openSecrets } from '../secrets/open-secrets.ts'
import { secretsOf } from '../secrets/set-tool.ts'
import { jobSkill, skillsOf, type SkillInForce } from '../skills/read-skill.ts'
import { read, type Deps } from '../work.ts'

/** What a run is equipped with: what it was granted, and the secrets that must not leave it. */
export interface Kit {
  /** What ends the run from outside, if it is deferred. */
  callback: string
  /** What it proves itself with at a server. */
  token: string
  /** Every secret the run could have seen, its callback and its token among them. */
  secrets: readonly KnownSecret[]
  /** Throws `misconfigured` if a secret of a tool is missing. */
  tools(): JobTools
  skills: readonly JobSkill[]
  /** The configuration as the adapter reads it, secrets in place. Throws `misconfigured` if one is missing or not granted any more. */
  configFor<Config>(adapter: Adapter<Config>): Config
}

/** A configuration as its adapter reads it with secrets in place. What it refuses is told without what stood there. */
function readFilled<Config>(adapter: Adapter<Config>, { config, used }: FilledConfig): Config {
  try {
    return adapter.parse(config)
  } catch (error) {
    if (used.length === 0) throw error
    const fields = isPaperclipError(error) ? error.fields.map(({ field }) => field).filter(field => field !== '').join(', ') : ''
    throw new PaperclipError('misconfigured', `The adapter "${adapter.kind}" refuses its configuration once its secrets stand in it${fields === '' ? '' : `: ${fields}`}. Look at the values of ${used.map(slug => `"${slug}"`).join(', ')}.`)
  }
}

/** The same where it cannot be had, because a secret cannot be opened: what must end, ends without it. */
export async function kitOrNone(deps: Deps, companyId: string, run: Run): Promise<Kit> {
  try {
    return await kitFor(deps, companyId, run)
  } catch (error) {
    deps.logger.warn('The secrets of a run cannot be opened: it is looked after without them.', { run: run.id, error })
    const refuse = (): never => { throw error }
    return { callback: '', token: '', secrets: [], skills: [], tools: refuse, configFor: refuse }
  }
}

/** What a run is granted, as it stands in the company's rows. */
export interface Grants { callback: string; token: string; configuration: AgentConfiguration; role: Role; toolbox: Toolbox; tools: Tool[]; skills: SkillInForce[] }

/** Gathers what a run of an agent is granted, just before it is used. */
export async function kitFor(deps: Deps, companyId: string, run: Run): Promise<Kit> {
  return kitOf(deps, companyId, await read(deps, companyId, view => grantsFor(view, companyId, run)))
}

/** Makes a kit of what is granted: opens the secrets, and the files of skills. */
export async function kitOf(deps: Deps, companyId: string, { callback, token, configuration, role, toolbox, tools, skills }: Grants): Promise<Kit> {
  const secrets = await openSecrets(deps, companyId, [...role.secrets, ...tools.flatMap(({ connection }) => secretsOf(connection))])
  const values = new Map(secrets.map(({ slug, value }) => [slug, value]))
  return {
    callback,
    token,
    secrets: [...secrets, { slug: 'run-callback', value: callback }, { slug: 'run-token', value: token }],
    tools: () => ({ allow: toolbox.allow, mcp: tools.map(tool => jobTool(tool, values)) }),
    skills: skills.map(skill => jobSkill(deps, companyId, skill)),
    configFor: adapter => readFilled(adapter, fillSecrets(adapter.schema, configuration.adapter.config, slug => {
      if (!role.secrets.includes(slug)) throw new PaperclipError('misconfigured', `The role "${role.slug}" is not granted the secret "${slug}" that its agent's adapter needs. Grant it with role.set, or configure the agent.`)
      return valueIn(values, slug)
    })),
  }
}

/** What a run is granted now. */
export async function grantsFor(view: CompanyView, companyId: string, run: Run): Promise<Grants> {
  const { agentId, revision, id: runId, fence, depth } = run
  const [callback, token, { configuration }] = await Promise.all([
    callbackOf(view, companyId, run), runToken(view, companyId, { kind: 'agent', id: agentId, runId, fence, depth }), need(view, 'revision', `${agentId}:${revision}`),
  ])
  const role = await need(view, 'role', configuration.roleId)
  const toolbox = toolboxOf(role.tools, configuration.tools)
  const [tools, skills] = await Promise.all([toolsOf(view, toolbox), skillsOf(view, [...role.skills, ...configuration.skills])])
  return { callback, token, configuration, role, toolbox, tools, skills }
}

/** The tools of a toolbox that there are. */
export async function toolsOf(view: CompanyView, { mcp }: Toolbox): Promise<Tool[]> {
  const tools = await Promise.all(mcp.map(slug => first(view, 'tool', { where: { slug }, by: 'id' })))
  return tools.filter(tool => tool !== undefined)
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
