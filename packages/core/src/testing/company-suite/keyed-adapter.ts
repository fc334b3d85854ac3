import { z } from 'zod'
import { parse } from '../../domain/parse.ts'
import type { Adapter, AdapterJob, Outcome } from '../../ports/adapter.ts'
import type { Blobs } from '../../ports/blobs.ts'
import type { Logs } from '../../ports/logs.ts'
import type { Keepers } from '../../ports/store.ts'

const config = z.strictObject({ script: z.string(), plain: z.string().max(200).optional(), token: z.string().min(1).max(400).optional(), password: z.string().min(1).optional(), headers: z.record(z.string(), z.string()).optional() })
type KeyedConfig = z.infer<typeof config>
export type KeyedJob = AdapterJob<KeyedConfig>
export type KeyedStep = (job: KeyedJob) => Promise<Outcome>

/** A scripted agent with secrets: `token` and each of `headers` may be one, `password` must be one, `plain` may not. */
export function keyedAdapter(script: Readonly<Record<string, KeyedStep>>, overrides: Partial<Omit<Adapter<KeyedConfig>, 'schema' | 'parse' | 'run'>> = {}): Adapter & { jobs: KeyedJob[] } {
  const jobs: KeyedJob[] = []
  const text = { type: 'string' }
  const adapter: Adapter<KeyedConfig> = {
    kind: 'keyed', metering: 'call', ...overrides,
    schema: {
      '~kind': 'Object', type: 'object', required: ['script'], additionalProperties: false,
      properties: { script: text, plain: text, token: { ...text, secret: true }, password: { ...text, secret: 'only' }, headers: { type: 'object', additionalProperties: { ...text, secret: true } } },
    } as unknown as Adapter['schema'],
    parse: input => parse(config, input, 'The configuration of a keyed agent'),
    async run(job) {
      jobs.push(job)
      const step = script[job.config.script]
      if (!step) throw new Error(`There is no step "${job.config.script}".`)
      return step(job)
    },
  }
  return { ...adapter as Adapter, jobs }
}

/** A hire into a role, as a keyed agent. */
export const keyed = (slug: string, role: string, given: object) => ({ slug, role, adapter: { kind: 'keyed', config: { script: 'work', ...given } } })

/** Keepers that note whatever they are given to keep. */
export function listening({ blobs, logs, vault }: Keepers): { keepers: Keepers; kept: unknown[] } {
  const kept: unknown[] = []
  const heardBlobs: Blobs = {
    ...bound(blobs),
    async put(company, body, options) {
      const chunks: Uint8Array[] = []
      if (body instanceof Uint8Array) chunks.push(body)
      else for await (const chunk of body) chunks.push(chunk)
      const bytes = Buffer.concat(chunks)
      kept.push(Uint8Array.from(bytes))
      return blobs.put(company, bytes, options)
    },
  }
  const heardLogs: Logs = {
    append(company, runId, lines) {
      kept.push(lines)
      return logs.append(company, runId, lines)
    },
    read: (company, runId, query) => logs.read(company, runId, query), remove: (company, runId) => logs.remove(company, runId), destroy: company => logs.destroy(company),
  }
  return { keepers: { blobs: heardBlobs, logs: heardLogs, vault }, kept }
}

/** Blobs whose verbs can be replaced one by one. */
export const bound = (blobs: Blobs): Blobs => ({
  put: (company, body, options) => blobs.put(company, body, options), get: (company, sha256) => blobs.get(company, sha256), has: (company, sha256) => blobs.has(company, sha256),
  remove: (company, sha256) => blobs.remove(company, sha256), destroy: company => blobs.destroy(company),
})
