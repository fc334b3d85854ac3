import { NOUNS, type Noun } from '@paperclip/core/store'
import { Type, type TSchema } from 'typebox'
import { z } from 'zod'
import { lazily } from './lazily.ts'

/** A JSON Schema: what checks a request, cuts an answer, and stands in the OpenAPI document. */
export type Schema = TSchema

/** Data of another program's shape: anything that is JSON. */
export const ANYTHING: Schema = Type.Unknown()

/** A schema of core as it crosses the wire: times as ISO 8601, money in whole micro-dollars. */
export const wired = (schema: z.ZodType): Schema => lazily(() => jsonOf(schema))

function jsonOf(schema: z.ZodType): Schema {
  const { $schema: _, $defs: __, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: ({ zodSchema, jsonSchema }) => {
    if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
    delete jsonSchema['fact']
  } })
  return Type.Unsafe(withoutReferences(json))
}

/** JSON of any shape refers to itself: said as what it is, anything. */
function withoutReferences(part: unknown): object {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    return '$ref' in value ? {} : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one)]))
  }
  return Object(walk(part))
}

/** The row of a noun as it crosses the wire: without what never does, and with what is added to it. */
export function rowOf(noun: Noun, { without = [], and = {} }: { without?: readonly string[]; and?: z.ZodRawShape } = {}): Schema {
  const kept = Object.entries(NOUNS[noun].schema.shape).filter(([field]) => !without.includes(field))
  const row = named(noun, lazily(() => jsonOf(z.object({ ...Object.fromEntries(kept), ...and }))))
  fields.set(row, [...kept.map(([field]) => field), ...Object.keys(and)])
  return row
}

/** What rows tell, by their schemas: known without looking into those. */
const fields = new WeakMap<object, readonly string[]>()

/** The fields that a schema of an object tells. */
export const fieldsOf = (schema: Schema): readonly string[] => fields.get(schema) ?? Object.keys(Object(Reflect.get(schema, 'properties')))

/** Gives a schema the name by which the OpenAPI document tells it once. */
export const named = (name: string, schema: Schema): Schema => lazily(() => Type.Unsafe({ ...schema, title: `${name.charAt(0).toUpperCase()}${name.slice(1)}` }))

/** A page of a list: `next` goes into `after` for the page behind it, and is null on the last. */
export const pageOf = (of: Schema): Schema => lazily(() => Type.Object({ rows: Type.Array(of), next: Type.Union([Type.String(), Type.Null()]) }))
