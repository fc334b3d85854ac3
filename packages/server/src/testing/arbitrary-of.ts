import fc from 'fast-check'

type Json = Readonly<Record<string, unknown>>

/** What is known of fields by their names: values that are really there, like the ids of a company. */
export type Known = (field: string) => readonly string[]

/** A schema, where it stands: the document that its references lead into, and the field it is of. */
interface Place { document: object; known: Known; field: string; depth: number }

const MOST = 40, DEEPEST = 6
/** What says nothing of which values there are. */
const SAYS_NOTHING = new Set(['description', 'default', 'title', 'examples', 'x-act', 'format', 'type', 'minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'required', 'propertyNames', 'pattern', 'items', 'properties', 'additionalProperties'])

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const number = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Values that a JSON schema allows. Throws for a keyword that it does not know, so that no part of a schema is passed over. */
export function arbitraryOf(schema: unknown, place: Place): fc.Arbitrary<unknown> {
  if (schema === true || (isObject(schema) && Object.keys(schema).every(key => SAYS_NOTHING.has(key) && key !== 'type' && key !== 'properties'))) return fc.jsonValue({ maxDepth: 2 })
  if (!isObject(schema)) throw new Error(`There is no such schema: ${JSON.stringify(schema)}`)
  const { $ref, enum: values, anyOf, oneOf, type } = schema
  if (typeof $ref === 'string') return arbitraryOf($ref.replace(/^#\//, '').split('/').reduce<unknown>((inside, name) => (isObject(inside) ? inside[name] : undefined), place.document), place)
  if ('const' in schema) return fc.constant(schema['const'])
  if (values !== undefined) return fc.constantFrom(...list(values))
  const choices = [...list(anyOf), ...list(oneOf)]
  if (choices.length > 0) return fc.oneof(...choices.map(choice => arbitraryOf(choice, place)))
  for (const key of Object.keys(schema)) if (!SAYS_NOTHING.has(key)) throw new Error(`Nothing is known of "${key}": ${JSON.stringify(schema)}`)
  if (Array.isArray(type)) return fc.oneof(...type.map(one => arbitraryOf({ ...schema, type: one }, place)))
  switch (type) {
    case 'null': return fc.constant(null)
    case 'boolean': return fc.boolean()
    case 'integer': return fc.oneof(fc.integer({ min: number(schema['minimum'], 0), max: Math.min(number(schema['maximum'], 1_000), number(schema['minimum'], 0) + 1_000) }), fc.constant(number(schema['maximum'], 1)))
    case 'number': return fc.double({ min: number(schema['minimum'], -1_000), max: number(schema['maximum'], 1_000), noNaN: true })
    case 'string': return text(schema, place)
    case 'array': {
      const fewest = number(schema['minItems'], 0)
      return place.depth > DEEPEST && fewest === 0 ? fc.constant([]) : fc.array(arbitraryOf(schema['items'] ?? true, { ...place, depth: place.depth + 1 }), { minLength: fewest, maxLength: Math.min(number(schema['maxItems'], 3), Math.max(fewest, 3)) })
    }
    case 'object': return object(schema, place)
    default: throw new Error(`Nothing is known of the type "${String(type)}".`)
  }
}

/** Texts: those that are known of the field more often than others. */
function text({ pattern, format, minLength, maxLength }: Json, { known, field }: Place): fc.Arbitrary<string> {
  const fewest = number(minLength, 0), most = Math.max(fewest, Math.min(number(maxLength, MOST), MOST)), there = known(field)
  const isFit = (value: string): boolean => value.length >= fewest && value.length <= number(maxLength, Infinity)
  const made = typeof format === 'string' && format === 'date-time' ? fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map(date => date.toISOString())
    : typeof pattern === 'string' && !pattern.includes('\\P') ? fc.stringMatching(new RegExp(pattern)).filter(isFit)
      : fc.oneof(fc.string({ minLength: fewest, maxLength: most }), fc.string({ unit: 'grapheme', minLength: fewest, maxLength: most }).filter(isFit))
  return there.length === 0 ? made : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...there) }, { weight: 1, arbitrary: made })
}

function object({ properties, required, additionalProperties, propertyNames }: Json, place: Place): fc.Arbitrary<unknown> {
  const needed = list(required).map(String), deeper = { ...place, depth: place.depth + 1 }
  const fields = Object.fromEntries(Object.entries(Object(properties)).filter(([name]) => place.depth < DEEPEST || needed.includes(name)).map(([name, one]) => [name, arbitraryOf(one, { ...deeper, field: name })]))
  const own = fc.record(fields, { requiredKeys: needed.filter(name => name in fields) })
  if (additionalProperties === false || additionalProperties === undefined || place.depth >= DEEPEST) return own
  const names = isObject(propertyNames) ? arbitraryOf(propertyNames, place).map(String) : fc.string({ minLength: 1, maxLength: 10 })
  return fc.tuple(own, fc.dictionary(names, arbitraryOf(additionalProperties, deeper), { maxKeys: 2 })).map(([one, more]) => ({ ...more, ...one }))
}

/** What may stand anywhere and is seldom thought of. */
const EXTREMES: readonly unknown[] = [null, true, 0, -1, 0.5, 2 ** 53, 1e308, -1e308, '', ' ', '\u0000', '\ud800', '..', '%00', '__proto__', 'x'.repeat(100_001), '9'.repeat(400), '9999-99-99T99:99:99Z', [], [null], {}, { constructor: { prototype: 1 } }, Array.from({ length: 2_000 }, () => 1), JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`)]

/** Values like those of another arbitrary, each with one thing wrong: another type or something extreme in the place of a part of it, a field that is missing, or one too many. */
export const mutated = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(values, fc.nat(), fc.constantFrom('other', 'missing', 'extra'), fc.oneof(fc.constantFrom(...EXTREMES), fc.jsonValue({ maxDepth: 1 }))).map(([value, at, how, other]) => {
    const paths = pathsIn(value), path = paths[at % paths.length] ?? []
    return changed(value, path, { how, other })
  })

const pathsIn = (value: unknown): (readonly string[])[] => [[], ...typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, inner]) => pathsIn(inner).map(path => [name, ...path])) : []]

function changed(value: unknown, [name, ...rest]: readonly string[], mutation: { how: 'other' | 'missing' | 'extra'; other: unknown }): unknown {
  const { how, other } = mutation
  if (name === undefined) return how === 'extra' && isObject(value) ? { ...value, nosuchfield: other } : other
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...Object(value) }
  if (how === 'missing' && rest.length === 0) Reflect.deleteProperty(copy, name)
  else Object.defineProperty(copy, name, { value: changed(Reflect.get(copy, name), rest, mutation), enumerable: true, configurable: true, writable: true })
  return copy
}
