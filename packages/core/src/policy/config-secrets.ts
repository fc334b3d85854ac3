import type { FieldProblem } from '../domain/error.ts'

/** A configuration with its secrets filled in, which they were, and what is wrong with how it names them. */
export interface FilledConfig { config: Record<string, unknown>; used: string[]; problems: FieldProblem[] }

type Node = Readonly<Record<string, unknown>>
interface Filling { valueOf: (slug: string) => string; used: Set<string>; problems: FieldProblem[] }

/**
 * Puts the value of each `{ secret: name }` in its place. Only fields that the adapter's schema annotates with `secret` may hold one; those annotated
 * `secret: 'only'` may hold nothing else.
 */
export function fillSecrets(schema: unknown, config: Readonly<Record<string, unknown>>, valueOf: (slug: string) => string): FilledConfig {
  const filling: Filling = { valueOf, used: new Set(), problems: [] }
  const filled = Object.fromEntries(Object.entries(config).map(([key, value]) => [key, fill(value, { nodes: childNodes(alternatives(schema), key), path: key }, filling)]))
  return { config: filled, used: [...filling.used], problems: filling.problems }
}

interface Spot { nodes: readonly Node[]; path: string }

function fill(value: unknown, { nodes, path }: Spot, filling: Filling): unknown {
  const marks = nodes.map(({ secret }) => secret)
  if (isSecretRef(value)) {
    if (marks.some(mark => mark === true || mark === 'only')) {
      filling.used.add(value.secret)
      return filling.valueOf(value.secret)
    }
    if (nodes.some(({ type }) => type === 'string')) filling.problems.push({ field: path, problem: 'cannot hold a secret: only fields that the adapter marks as secret can' })
    return value
  }
  if (typeof value === 'string' && marks.includes('only')) {
    filling.problems.push({ field: path, problem: 'must be a secret, like { "secret": "api-token" }: keep its value with secrets.set first' })
    return ''                                                    // it is not shown again, not even in what refuses it
  }
  if (Array.isArray(value)) return value.map((one, at) => fill(one, { nodes: nodes.flatMap(({ items }) => alternatives(items)), path: `${path}.${at}` }, filling))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, { nodes: childNodes(nodes, key), path: `${path}.${key}` }, filling)]))
  }
  return value
}

const isSecretRef = (value: unknown): value is { secret: string } =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 1 && 'secret' in value && typeof value.secret === 'string'

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A schema node and everything it may stand for. */
function alternatives(schema: unknown): Node[] {
  if (!isNode(schema)) return []
  const inner = [schema['anyOf'], schema['oneOf'], schema['allOf']].flatMap((some: unknown) => (Array.isArray(some) ? some.flatMap(alternatives) : []))
  return [schema, ...inner]
}

function childNodes(nodes: readonly Node[], key: string): Node[] {
  return nodes.flatMap(({ properties, additionalProperties }) => alternatives(isNode(properties) && Object.hasOwn(properties, key) ? properties[key] : additionalProperties))
}
