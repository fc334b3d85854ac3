import { z } from 'zod'
import { parse } from '../domain/parse.ts'
import type { Adapter, AdapterJob, Outcome } from '../ports/adapter.ts'

/** One thing a scripted agent can do in a run. */
export type Step = (job: AdapterJob<ScriptedConfig>) => Promise<Outcome>

/** `script` names the step that an agent of this configuration does in each of its runs. */
export interface ScriptedConfig { script: string }

export interface ScriptedAdapter extends Adapter<ScriptedConfig> {
  /** The jobs it was given, in order. */
  jobs: AdapterJob<ScriptedConfig>[]
}

/** What of a scripted adapter a test may choose: another kind, its metering, `poll`, `cancel` and the rest. */
export type ScriptedOverrides = Partial<Omit<Adapter<ScriptedConfig>, 'schema' | 'parse' | 'run'>>

/**
 * Agents whose thinking is written in the test: `scriptedAdapter({ report: async job => ({ kind: 'done', summary: 'Reported.' }) })`.
 * What a step throws goes through, so that a test can see what core makes of it.
 */
export function scriptedAdapter(script: Readonly<Record<string, Step>>, overrides: ScriptedOverrides = {}): ScriptedAdapter {
  const config = z.strictObject({ script: z.enum(Object.keys(script)) })
  const jobs: AdapterJob<ScriptedConfig>[] = []
  return {
    kind: 'scripted',
    metering: 'call',
    probe: async ({ script }) => ({ ok: true, detail: `Does the step "${script}".` }),
    ...overrides,
    jobs,
    schema: { '~kind': 'Object', type: 'object', properties: { script: { type: 'string', enum: Object.keys(script) } }, required: ['script'] },
    parse: input => parse(config, input, 'The configuration of a scripted agent'),
    async run(job) {
      jobs.push(job)
      const step = script[job.config.script]
      if (!step) throw new Error(`There is no step "${job.config.script}".`)
      return step(job)
    },
  }
}
