import type { Client } from '@paperclip/client'
import type { Definition, Plan } from '@paperclip/core'
import type { CompanyVerbs } from '../company-verbs.ts'
import { given } from './asked.ts'
import { deedsOn, outcomeFrom } from './deeds.ts'
import { valueFrom } from './revived.ts'

/** How long a server may take for the plan of a company, or for making it one. */
const DEADLINE_MS = 120_000

/** A company as code on a server: it keeps the files of skills by itself, so the act holds the definition as it is. */
export function blueprintsOn(client: Client, company: string): Pick<CompanyVerbs, 'plan' | 'applying' | 'propose'> {
  const path = { company }, deeds = deedsOn(client, company)
  return {
    plan: async definition => valueFrom<Plan>(await client.post('/companies/{company}/plan', { path, body: inJson(definition), deadlineMs: DEADLINE_MS })),
    applying: async (definition, { plan } = {}) => ({ kind: 'company.apply', input: { definition: definition as object, ...given({ plan }) } as Awaited<ReturnType<CompanyVerbs['applying']>>['input'] }),          // the server reads it from scratch
    async propose(act, options = {}) {
      if (act.kind !== 'company.apply') return deeds(act, options)
      const { definition, plan } = act.input, { key, reason } = options
      return outcomeFrom(null, await client.post('/companies/{company}/apply', { path, query: given({ plan, reason }), body: inJson(definition as Definition), key, deadlineMs: DEADLINE_MS }))
    },
  }
}

/** A definition as JSON holds it: bytes of files in base64. */
const inJson = (definition: Definition): Record<string, unknown> => plain(definition) as Record<string, unknown>                  // an object stays one

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([field, held]) => [field, plain(held)]))
}
