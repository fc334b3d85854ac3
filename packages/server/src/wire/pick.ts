import type { Schema } from './schema.ts'

/** Makes what copies only the declared parts of a value: what a schema does not name never leaves the server. */
export function picker(schema: Schema): (value: unknown) => unknown {
  const known = made.get(schema)
  if (known) return known
  const pick = make(schema)
  made.set(schema, pick)
  return pick
}

const made = new WeakMap<object, (value: unknown) => unknown>()

function make(schema: Schema): (value: unknown) => unknown {
  const { properties, items, anyOf, oneOf, additionalProperties } = partsOf(schema)
  if (properties && additionalProperties === undefined) return ofObject(properties)
  if (properties) return ofObject(properties)
  if (items) {
    const each = picker(items)
    return value => (Array.isArray(value) ? value.map(each) : value)
  }
  const choices = anyOf ?? oneOf
  if (choices) return ofChoice(choices)
  if (additionalProperties && typeof additionalProperties === 'object') {
    const each = picker(additionalProperties)
    return value => (isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, each(one)])) : value)
  }
  return value => value
}

function ofObject(properties: Readonly<Record<string, Schema>>): (value: unknown) => unknown {
  const fields = Object.entries(properties).map(([name, one]) => [name, picker(one)] as const)
  return value => {
    if (!isRecord(value)) return value
    const picked: Record<string, unknown> = {}
    for (const [name, pick] of fields) if (value[name] !== undefined) picked[name] = pick(value[name])
    return picked
  }
}

/** Of several shapes the first that a value could have: one with the same constants, or of the same kind. */
function ofChoice(choices: readonly Schema[]): (value: unknown) => unknown {
  const each = choices.map(choice => ({ fits: fitting(choice), pick: picker(choice) }))
  return value => (each.find(({ fits }) => fits(value))?.pick ?? dropped)(value)
}

const dropped = (value: unknown): unknown => (typeof value === 'object' && value !== null && !(value instanceof Date) ? {} : value)

function fitting(schema: Schema): (value: unknown) => boolean {
  const { properties, type, anyOf, const: constant } = partsOf(schema)
  if (constant !== undefined) return value => value === constant
  if (anyOf) {
    const any = anyOf.map(fitting)
    return value => any.some(fits => fits(value))
  }
  if (properties) {
    const constants = Object.entries(properties).flatMap(([name, one]) => (partsOf(one).const === undefined ? [] : [[name, partsOf(one).const] as const]))
    return value => isRecord(value) && constants.every(([name, wanted]) => value[name] === wanted)
  }
  switch (type) {
    case 'null': return value => value === null
    case 'array': return value => Array.isArray(value)
    case 'object': return isRecord
    case 'string': return value => typeof value === 'string' || value instanceof Date
    case 'integer': case 'number': return value => typeof value === 'number'
    case 'boolean': return value => typeof value === 'boolean'
    default: return () => true
  }
}

interface Parts { properties?: Readonly<Record<string, Schema>>; items?: Schema; anyOf?: readonly Schema[]; oneOf?: readonly Schema[]; additionalProperties?: boolean | Schema; type?: string; const?: unknown }
const partsOf = (schema: Schema): Parts => schema as Parts                // JSON Schema is open: these are the parts that matter here
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
