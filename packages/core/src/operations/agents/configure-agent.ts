import { z } from 'zod'
import { agent as agentSchema, configurationOf, type Agent, type AgentConfiguration } from '../../domain/agent.ts'
import { defined } from '../../domain/defined.ts'
import { conflict, notFound } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import { heartbeatInput, mergeHeartbeat } from '../../domain/heartbeat.ts'
import { toolboxInput, type Toolbox } from '../../domain/tool.ts'
import { beyondKit, toolboxOf } from '../../policy/beyond-kit.ts'
import { formatUsd } from '../../domain/money.ts'
import { beyond } from '../../policy/rule-on.ts'
import { defineAct, type Concern } from '../governance/act.ts'
import { adapterInput, anotherProgram, checkChoice } from './adapter-choice.ts'
import { checkGrants } from '../governance/check-grants.ts'
import { checkFallsDue } from './check-heartbeat.ts'
import { agentRef, need, roleRef } from '../find.ts'
import { rearm } from '../waking/rearm.ts'
import { actingAgent, equipmentOf, grantsOf } from '../governance/standing.ts'
import { change, create, deed, type Work } from '../work.ts'

const RULE = { agent: 'agent.configure', board: 'operator', weight: 'power' } as const

/** Changes an agent's configuration: a new revision, in force from its next run. */
export const configureAgent = defineAct({
  kind: 'agent.configure',
  input: z.strictObject({
    agent: id(),
    name: agentSchema.shape.name.optional(),
    role: id().optional(),
    instructions: agentSchema.shape.instructions.optional(),
    adapter: adapterInput().optional(),
    heartbeat: heartbeatInput().optional(),
    tools: toolboxInput().nullable().optional(),
    skills: agentSchema.shape.skills.optional(),
    /** Refused as a conflict if the agent's configuration is at another revision by now. */
    ifRevision: z.int().min(1).optional(),
  }),
  rule: RULE,
  async concern(work, given) {
    if (given.adapter) checkChoice(work.deps, given.adapter)
    const agent = await agentRef(work.tx, given.agent)
    return concernOf(work, agent, await configured(work, agent, given))
  },
  async perform(work, given) {
    const agent = await agentRef(work.tx, given.agent)
    if (given.ifRevision !== undefined && given.ifRevision !== agent.revision) {
      throw conflict('stale_revision', `"${agent.slug}" is at revision ${agent.revision} by now, not ${given.ifRevision}. Look at what changed and try again.`)
    }
    return revise(work, agent, { configuration: await configured(work, agent, given), action: 'agent.configure' })
  },
})

/** Takes an agent back to an earlier configuration, as a new revision. */
export const rollbackAgent = defineAct({
  kind: 'agent.rollback',
  input: z.strictObject({ agent: id(), revision: z.int().min(1) }),
  rule: RULE,
  async concern(work, { agent: ref, revision }) {
    const agent = await agentRef(work.tx, ref)
    return concernOf(work, agent, await earlier(work, agent, revision))
  },
  async perform(work, { agent: ref, revision }) {
    const agent = await agentRef(work.tx, ref)
    const configuration = await earlier(work, agent, revision)
    checkChoice(work.deps, configuration.adapter)
    await need(work.tx, 'role', configuration.roleId)
    return revise(work, agent, { configuration, action: 'agent.rollback' })
  },
})

interface Given { name?: string | undefined; role?: string | undefined; instructions?: string | undefined; adapter?: AgentConfiguration['adapter'] | undefined; heartbeat?: Parameters<typeof mergeHeartbeat>[1] | undefined; tools?: Toolbox | null | undefined; skills?: string[] | undefined }

async function configured({ tx }: Work, agent: Agent, { name, role, instructions, adapter, heartbeat, tools, skills }: Given): Promise<AgentConfiguration> {
  return {
    ...configurationOf(agent),
    ...defined({ name, instructions, adapter, tools, skills, roleId: role === undefined ? undefined : (await roleRef(tx, role)).id }),
    ...(heartbeat ? { heartbeat: mergeHeartbeat(agent.heartbeat, heartbeat) } : {}),
  }
}

async function earlier({ tx }: Work, agent: Agent, number: number): Promise<AgentConfiguration> {
  const found = await tx.get('revision', `${agent.id}:${number}`)
  if (!found) throw notFound(`revision of "${agent.slug}"`, String(number))
  return found.configuration
}

async function revise(work: Work, agent: Agent, { configuration, action }: { configuration: AgentConfiguration; action: string }): Promise<Agent> {
  if (agent.status === 'terminated') throw conflict('wrong_state', `"${agent.slug}" was terminated.`)
  checkFallsDue(configuration.heartbeat, work.now)
  await checkGrants(work, configuration)
  const revised = await change(deed(work, 'agent', action), agent, { ...configuration, revision: agent.revision + 1 })
  await create(deed(work, 'revision', 'agent.revision'), { id: `${agent.id}:${revised.revision}`, agentId: agent.id, number: revised.revision, configuration, createdAt: work.now })
  await rearm(work, revised, 'operator')
  return revised
}

/** An agent that gives another program to run needs the board, whatever its role says. */
const concernOf = async (work: Work, agent: Agent, configuration: AgentConfiguration): Promise<Concern> =>
  ({ agents: [agent], exceeds: await excessOf(work, configuration), asks: anotherProgram(agent.adapter, configuration.adapter) })

/** What a configuration gives beyond what an agent that sets it has. */
async function excessOf(work: Work, { roleId, heartbeat, tools }: AgentConfiguration): Promise<string[]> {
  const actor = await actingAgent(work)
  if (!actor) return []
  const role = await need(work.tx, 'role', roleId)
  const over = [...beyond(role.permissions, await grantsOf(work, actor)), ...beyondKit({ tools: toolboxOf(role.tools, tools), secrets: role.secrets }, await equipmentOf(work, actor))]
  if (heartbeat.cap > actor.heartbeat.cap) over.push(`a cap of ${formatUsd(heartbeat.cap)} per run; yours is ${formatUsd(actor.heartbeat.cap)}`)
  return over
}
