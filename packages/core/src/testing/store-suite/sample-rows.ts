import { z } from 'zod'
import { NOUNS, type AuditedNoun, type Noun, type Row, type UnauditedNoun } from '../../domain/nouns.ts'
import type { Change } from '../../domain/change.ts'
import type { CompanyTx, Store } from '../../ports/store.ts'

export const START = new Date('2026-01-05T09:00:00Z')
export const KEY = 'ab'.repeat(32)

/** `full` fills every field with what is hard to store, `bare` leaves out what may be absent and takes the least of the rest. */
export type Variant = 'full' | 'bare'

/** A row of any noun, made from its schema. */
export function sample<N extends Noun>(noun: N, variant: Variant, fields: Partial<Row<N>> = {}): Row<N> {
  return { ...(valueOf(NOUNS[noun].schema, variant) as Row<N>), ...('seq' in fields ? {} : { id: `${noun}_1` }), ...fields }
}

function valueOf(schema: z.ZodType, variant: Variant): unknown {
  const full = variant === 'full'
  if (schema instanceof z.ZodNullable) return full ? valueOf(schema.unwrap() as z.ZodType, variant) : null
  if (schema instanceof z.ZodPipe) return valueOf(schema.in as z.ZodType, variant)
  if (schema instanceof z.ZodString) return full ? 'It\'s "quoted", 50 % \\ and\nélan 🦊' : ''
  if (schema instanceof z.ZodNumber) return full ? (schema.isInt ? Number.MAX_SAFE_INTEGER : 0.1 + 0.2) : 0
  if (schema instanceof z.ZodBoolean) return full
  if (schema instanceof z.ZodDate) return full ? new Date('2026-03-29T00:59:59.999Z') : new Date(0)
  if (schema instanceof z.ZodEnum) return full ? schema.options.at(-1) : schema.options[0]
  if (schema instanceof z.ZodLiteral) return schema.value
  if (schema instanceof z.ZodArray) return full ? [valueOf(schema.element as z.ZodType, variant)] : []
  if (schema instanceof z.ZodObject) {
    return Object.fromEntries(Object.entries(schema.shape as Record<string, z.ZodType>).map(([field, inner]) => [field, valueOf(inner, variant)]))
  }
  if (schema instanceof z.ZodDiscriminatedUnion) return valueOf(schema.options.at(full ? -1 : 0) as z.ZodType, variant)
  if (schema instanceof z.ZodRecord) return full ? { 'a key 🦊': valueOf(schema.valueType as z.ZodType, variant) } : {}
  return full ? { nested: [1, 0.5, -1e21, null, true, { deep: 'NUL \0 and half \ud83e', '': [] }], 'ключ': false } : null
}

/** A change by an operator that makes a row. */
export const creation = <N extends AuditedNoun>(noun: N, after: Row<N>): Change<N> =>
  ({ action: `${noun}.create`, noun, before: null, after, at: START, actorKind: 'operator', actorId: 'operator:local', onBehalfOf: null, runId: null })

/** A change by an operator from one row to another; `after: null` removes it. */
export const edit = <N extends AuditedNoun>(noun: N, before: Row<N>, after: Row<N> | null): Change<N> => ({ ...creation(noun, before), action: `${noun}.edit`, before, after })

export const aCompany = (fields: Partial<Row<'company'>> = {}): Row<'company'> =>
  ({ ...sample('company', 'bare'), id: 'cmp_a', slug: fields.id ?? 'cmp_a', name: 'Acme', prefix: 'ACME', zone: 'UTC', boardMinimum: 1, maxRuns: 10, createdAt: START, updatedAt: START, ...fields })

/** Founds a company, with its audit chain. */
export async function found(store: Store, fields: Partial<Row<'company'>> = {}): Promise<string> {
  const company = aCompany(fields)
  await store.transact(company.id, async tx => {
    await tx.open(KEY)
    await tx.record(creation('company', company))
  })
  return company.id
}

export const aTask = (number: number, fields: Partial<Row<'task'>> = {}): Row<'task'> =>
  ({ ...sample('task', 'bare'), id: `tsk_${number}`, number, identifier: `ACME-${number}`, title: `Task ${number}`, ...fields })

export const aRun = (id: string, fields: Partial<Row<'run'>> = {}): Row<'run'> => ({ ...sample('run', 'bare'), id, agentId: 'agt_1', status: 'running', ...fields })

export const anAlarm = (id: string, fields: Partial<Row<'alarm'>> = {}): Row<'alarm'> => ({ ...sample('alarm', 'bare'), id, dueAt: START, ...fields })

export const aNote = (id: string, fields: Partial<Row<'note'>> = {}): Row<'note'> => ({ ...sample('note', 'bare'), id, title: 'A note', createdAt: START, ...fields })

export const aSession = (id: string, state: Row<'session'>['state'] = null): Row<'session'> => ({ id, agentId: 'agt_1', taskId: null, state, updatedAt: START })

/** Writes rows of an unaudited noun in one transaction. */
export const putAll = <N extends UnauditedNoun>(store: Store, company: string, noun: N, rows: readonly Row<N>[]): Promise<void> =>
  store.transact(company, async tx => {
    for (const row of rows) await tx.put(noun, row)
  })

/** Records the creation of rows in one transaction. */
export const createAll = <N extends AuditedNoun>(store: Store, company: string, noun: N, rows: readonly Row<N>[]): Promise<void> =>
  store.transact(company, async tx => {
    for (const row of rows) await tx.record(creation(noun, row))
  })

/** Adds one to the number in a session's state: a read-modify-write that loses updates unless transactions are serial. */
export async function countUp(tx: CompanyTx): Promise<number> {
  const before = await tx.get('session', 'counter')
  const next = typeof before?.state === 'number' ? before.state + 1 : 1
  await tx.put('session', aSession('counter', next))
  return next
}
