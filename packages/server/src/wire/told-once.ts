type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const nameOf = (part: Json): string | undefined => (typeof part['title'] === 'string' && ('properties' in part || 'anyOf' in part) ? part['title'] : undefined)

/** The OpenAPI document with every named schema told once, among its components, and referred to from where it is used. Two different shapes of one name stay apart: the first has it. */
export function toldOnce<D extends object>(document: D): D {
  const schemas = new Map<string, { text: string; schema: unknown }>()
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk)
    if (!isObject(part)) return part
    const name = nameOf(part), inside = Object.fromEntries(Object.entries(part).map(([field, value]) => [field, walk(value)]))
    if (name === undefined) return inside
    const text = JSON.stringify(inside), told = schemas.get(name) ?? { text, schema: inside }
    schemas.set(name, told)
    return told.text === text ? { $ref: `#/components/schemas/${name}` } : inside
  }
  const paths = walk(Reflect.get(document, 'paths')), components = Object(Reflect.get(document, 'components'))
  const byName = [...schemas].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, { schema }]) => [name, schema])
  return { ...document, paths, components: { ...components, schemas: { ...components.schemas, ...Object.fromEntries(byName) } } }
}
