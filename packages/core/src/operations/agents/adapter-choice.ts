import { z } from 'zod'
import type { AdapterChoice } from '../../domain/agent.ts'
import { PaperclipError } from '../../domain/error.ts'
import { json, slug } from '../../domain/fields.ts'
import { moneyInput } from '../../domain/money.ts'
import { fillSecrets } from '../../policy/config-secrets.ts'
import { canonical } from '../../policy/canonical.ts'
import { plain } from '../../policy/plain.ts'
import type { Adapter } from '../../ports/adapter.ts'
import type { Run } from '../../domain/run.ts'
import type { CompanyView } from '../../ports/store.ts'
import { need } from '../find.ts'
import type { Deps } from '../work.ts'

/** Which adapter, as a person writes it. */
export const adapterInput = () => z.strictObject({
  kind: slug(),
  config: z.record(z.string(), json()).default({}),
  perRun: moneyInput().nullable().default(null),
})

/** The adapter of this kind, or `misconfigured` that names those there are. */
export function adapterOf({ adapters }: Pick<Deps, 'adapters'>, kind: string): Adapter {
  const adapter = adapters.get(kind)
  if (adapter) return adapter
  const known = [...adapters.keys()].join(', ') || 'none'
  throw new PaperclipError('misconfigured', `There is no adapter "${kind}" in this installation (there is: ${known}). Pass it to createPaperclip({ adapters }).`)
}

/** The adapter a run began with, whatever its agent was given since; none if this installation does not have it. */
export async function adapterOfRun({ tx, deps }: { tx: CompanyView; deps: Pick<Deps, 'adapters'> }, { agentId, revision }: Run): Promise<{ adapter: Adapter | undefined; config: AdapterChoice['config'] }> {
  const { configuration: { adapter: { kind, config } } } = await need(tx, 'revision', `${agentId}:${revision}`)
  return { adapter: deps.adapters.get(kind), config }
}

/** Throws unless the adapter exists, accepts its configuration, and can be paid for. */
export function checkChoice(deps: Pick<Deps, 'adapters'>, { kind, config, perRun }: AdapterChoice): Adapter {
  if (!deps.adapters.has(kind)) throw wrong('adapter.kind', `there is no adapter "${kind}" in this installation (there is: ${[...deps.adapters.keys()].join(', ') || 'none'})`)
  const adapter = adapterOf(deps, kind)
  readConfig(adapter, config)
  if (adapter.metering === 'none' && perRun === null) throw wrong('adapter.perRun', `the adapter "${kind}" cannot tell what a run costs: say what one is taken to cost, like "$0.10"`)
  if (adapter.metering !== 'none' && perRun !== null) throw wrong('adapter.perRun', `the adapter "${kind}" meters its own cost (per ${adapter.metering}): leave this out`)
  return adapter
}

/** A configuration as its adapter reads it, with a placeholder for each secret: no secret leaves the vault for a check. */
export function readConfig<Config>(adapter: Adapter<Config>, config: AdapterChoice['config']): Config {
  const { config: filled, problems } = fillSecrets(adapter.schema, config, slugOf => `the-secret-${slugOf}`)
  const [first] = problems
  if (first) throw wrong(`adapter.config.${first.field}`, first.problem)
  return adapter.parse(filled)
}

/** The secrets an adapter's configuration names. */
export const secretsIn = (adapter: Adapter, config: AdapterChoice['config']): string[] => fillSecrets(adapter.schema, config, () => '').used

/** Throws unless a run with this configuration would work, as far as its adapter can tell. */
export async function probeChoice(deps: Pick<Deps, 'adapters'>, choice: AdapterChoice): Promise<void> {
  const adapter = checkChoice(deps, choice)
  const probe = await adapter.probe?.(readConfig(adapter, choice.config))
  if (probe?.ok === false) throw wrong('adapter.config', `${probe.problem.replace(/\.$/, '')}. ${probe.fix}`)
}

/** What the board must see of an adapter that an agent gives: anything but the one that was there. An adapter decides what is executed on this machine. */
export const anotherProgram = (standing: AdapterChoice, given: AdapterChoice): string[] =>
  canonical(plain(standing)) === canonical(plain(given)) ? [] : [`an adapter "${given.kind}" with a configuration of its own`]

const wrong = (field: string, problem: string) =>
  new PaperclipError('invalid_input', `The agent is not valid. ${field}: ${problem.replace(/\.$/, '')}.`, { fields: [{ field, problem }] })
