import { PaperclipError } from '@paperclip/core'
import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import { microsOf } from './cents.ts'

const ignored = Type.Optional(Type.Unknown())
const JSON_OBJECT = Type.Record(Type.String(), Type.Unknown())

/** A hire as that protocol asks for it. */
export const HIRED = Type.Object({
  name: Type.String({ minLength: 1 }), role: Type.String({ minLength: 1 }), adapterType: Type.String({ minLength: 1 }), adapterConfig: Type.Optional(JSON_OBJECT), reportsTo: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  capabilities: Type.Optional(Type.String()), budgetMonthlyCents: Type.Optional(Type.Integer({ minimum: 0 })), runtimeConfig: Type.Optional(Type.Object({ heartbeat: Type.Optional(Type.Object({ intervalSec: Type.Optional(Type.Integer({ minimum: 0 })) })) })),
  title: ignored, icon: ignored, sourceIssueIds: ignored, sourceIssueId: ignored, permissions: ignored, metadata: ignored, desiredSkills: ignored,
}, { additionalProperties: false })

type Json = string | number | boolean | null | Json[] | { [field: string]: Json }

/** The same as the input of the act `agent.hire`. */
export function hireOf(given: unknown): { slug: string; name: string; role: string; [field: string]: Json } {
  if (!Value.Check(HIRED, given)) throw new PaperclipError('invalid_input', 'The hire is not valid: it takes name, role and adapterType.', { fields: [{ field: 'payload', problem: 'is no hire' }] })
  const { name, role, adapterType, adapterConfig = {}, reportsTo, capabilities, budgetMonthlyCents, runtimeConfig } = given
  const seconds = runtimeConfig?.heartbeat?.intervalSec ?? 0
  return {
    slug: name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 64), name, role, adapter: { kind: KINDS[adapterType] ?? adapterType, config: adapterType === 'process' ? commandOf(adapterConfig) : adapterConfig as Json },
    ...typeof reportsTo === 'string' ? { reportsTo } : {}, ...capabilities === undefined ? {} : { instructions: capabilities },
    ...budgetMonthlyCents === undefined || budgetMonthlyCents === 0 ? {} : { budget: { limit: microsOf(budgetMonthlyCents), window: 'month' } }, ...seconds === 0 ? {} : { heartbeat: { every: `${seconds}s` } },
  }
}

const KINDS: Readonly<Record<string, string>> = { claude_local: 'claude', codex_local: 'codex', cursor: 'cursor', gemini_local: 'gemini', openclaw_gateway: 'openclaw' }

/** A command and its arguments are one list here. */
function commandOf({ command, args, cwd, env, graceSec }: NonNullable<Static<typeof HIRED>['adapterConfig']>): { [field: string]: Json } {
  return {
    command: [command as Json, ...Array.isArray(args) ? args as Json[] : []], ...cwd === undefined ? {} : { cwd: cwd as Json }, ...env === undefined ? {} : { env: env as Json },
    ...typeof graceSec === 'number' ? { graceMs: graceSec * 1_000 } : {},
  }
}
