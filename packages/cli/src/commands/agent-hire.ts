import { parse, type ActInput } from '@paperclip/core'
import type { Command } from 'commander'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { givenJson, givenText } from '../data/given-text.ts'
import { enact } from '../enact.ts'
import { numberOf } from '../one-of.ts'
import { progressOf } from '../output/progress.ts'
import type { Answer, Call, CompanyCall } from '../shell.ts'
import { heartbeatOf, withHeartbeat } from './heartbeat-options.ts'
import { listed, toolboxOf, withKit } from './kit-options.ts'
import { budgetOf } from './role-input.ts'

type AdapterInput = ActInput<'agent.hire'>['adapter']

/** The options by which a verb takes an agent's configuration. */
export const withConfiguration = (command: Command): Command => withKit(withHeartbeat(command
  .option('--name <name>', 'what people call it')
  .option('--instructions <text>', 'what it is told at the start of each run; @file for what is in a file')
  .option('--adapter <kind>', 'what carries its runs: process, function, or one that --config brings')
  .option('--adapter-config <json>', 'the configuration of that adapter, as JSON or @file')
  .option('--per-run <amount>', 'what a run is taken to cost, where its adapter cannot tell')))

const object = z.record(z.string(), z.json())

/** Hires an agent. */
export async function hire(call: CompanyCall): Promise<Answer> {
  const { args: [slug = ''], options, line, hint } = call
  const budget = options.text('budget'), role = options.text('role') ?? ''
  const adapter = await adapterOf(call)
  if (!adapter) throw new CliError('invalid_input', 'adapter: what does the thinking of this agent is missing.', `Name its program: ${line(`agent hire ${slug} --role ${role} -- python3 agent.py`)}\nor another adapter: --adapter <kind> --adapter-config <json>`)
  const input: ActInput<'agent.hire'> = {
    slug, role, adapter, ...await configurationOf(call), ...options.given('reportsTo'),
    ...budget === undefined ? {} : { budget: budget === 'none' ? null : budgetOf(budget, options.text('window')) },
    status: options.flag('draft') ? 'draft' : 'active',
  }
  return tried(call, () => enact(call, { kind: 'agent.hire', input }, agent => (agent.status === 'draft'
    ? `${agent.slug} is hired as a draft: it does not wake before it is activated.\n${hint(`agent activate ${agent.slug}`)}`
    : `${agent.slug} is hired. Give it something to do:\n${hint(`task create "…" --assignee ${agent.slug}`)}`)))
}

/** Changes how an agent works. */
export async function configure(call: CompanyCall): Promise<Answer> {
  const { args: [agent = ''], options } = call
  const ifRevision = options.text('ifRevision'), adapter = await adapterOf(call), configuration = await configurationOf(call, agent)
  const change = { ...configuration, ...options.given('role'), ...adapter ? { adapter } : {} }
  if (Object.keys(change).length === 0) throw new CliError('invalid_input', 'There is nothing to change.', { run: 'agent configure --help' })
  const input: ActInput<'agent.configure'> = { agent, ...change, ...ifRevision === undefined ? {} : { ifRevision: numberOf('--if-revision', ifRevision) } }
  return tried(call, () => enact(call, { kind: 'agent.configure', input }, ({ slug, revision }) => `${slug} works like this from its next run on: that is its revision ${revision}.`))
}

/** An adapter may be tried by starting a program, which takes its time. */
async function tried(call: Call, act: () => Promise<Answer>): Promise<Answer> {
  const progress = progressOf(call)
  progress.say('Trying the adapter…')
  return act().finally(() => progress.end())
}

async function configurationOf(call: CompanyCall, standing?: string) {
  const { options, io, company } = call
  const instructions = options.text('instructions'), heartbeat = await heartbeatOf(call), skills = listed(options, 'skill')
  const tools = toolboxOf(options, standing === undefined ? null : (await company.agents.get(standing)).tools)
  return {
    ...options.given('name'), ...instructions === undefined ? {} : { instructions: await givenText(io, '--instructions', instructions) },
    ...heartbeat === undefined ? {} : { heartbeat }, ...tools === undefined ? {} : { tools }, ...skills === undefined ? {} : { skills },
  }
}

/** The adapter that the command line names; a program after "--" starts where the person stands. */
async function adapterOf({ args: [, ...command], options, io }: Call): Promise<AdapterInput | undefined> {
  const kind = options.text('adapter'), json = options.text('adapterConfig'), perRun = options.text('perRun')
  if (kind === undefined && json === undefined && perRun === undefined && command.length === 0) return undefined
  if (kind === undefined && command.length === 0) throw new CliError('invalid_input', '--adapter: which adapter this is for is missing.', 'Name it: --adapter <kind>')
  const written = json === undefined ? {} : parse(object, await givenJson(io, '--adapter-config', json), '--adapter-config')
  const config = command.length === 0 ? written : { cwd: io.cwd, ...written, command }
  return { kind: kind ?? 'process', config, ...perRun === undefined ? {} : { perRun } }
}
