import { NOUNS, type Noun, type Query } from '@paperclip/core/store'
import { Type, type TObject } from 'typebox'

/** How lists are asked for. */
export const PAGE = {
  after: Type.Optional(Type.String({ maxLength: 2_000, description: 'The `next` of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: 'How many, 100 unless said.' })),
  direction: Type.Optional(Type.Union([Type.Literal('up'), Type.Literal('down')])),
}

/** The query string of a list that can be narrowed by these fields: those, alone or together, in which the noun declares an order. */
export const listQuery = (fields: readonly string[]): TObject =>
  Type.Object({ ...PAGE, ...Object.fromEntries(fields.map(field => [field, Type.Optional(Type.String({ maxLength: 200, description: `Only those whose \`${field}\` is this; empty for those that have none.` }))])) }, { additionalProperties: false })

/** Fields by which a noun can be narrowed. */
export const filtersOf = (noun: Noun): string[] => [...new Set(NOUNS[noun].orders.flatMap(({ where }) => [...where]))].filter(field => !['slug', 'digest', 'identifier'].includes(field))

/** What was asked for, as core takes it: the order that this filter has. */
export function asked<N extends Noun>(noun: N, { after, limit, direction, ...narrowed }: Readonly<Record<string, unknown>>): Query<N> {
  const where = Object.fromEntries(Object.entries(narrowed).map(([field, value]) => [field, value === '' ? null : value]))
  const given = Object.keys(where).sort()
  const order = NOUNS[noun].orders.find(one => [...one.where].sort().join() === given.join() && one.by !== 'id') ?? NOUNS[noun].orders[0]
  const by = order?.by ?? 'createdAt'
  return { by, where, ...after === undefined ? {} : { after }, ...limit === undefined ? {} : { limit }, ...direction === undefined ? {} : { direction } } as Query<N>          // fields and orders are the noun's own
}
