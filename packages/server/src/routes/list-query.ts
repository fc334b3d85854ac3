import { PaperclipError } from '@paperclip/core'
import { NOUNS, type Noun, type Query } from '@paperclip/core/store'
import { Type, type TObject } from 'typebox'

/** How lists are asked for. */
const PLACE = {
  after: Type.Optional(Type.String({ maxLength: 2_000, description: 'The `next` of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: 'How many, 100 unless said.' })),
}
export const PAGE = { ...PLACE, direction: Type.Optional(Type.Union([Type.Literal('up'), Type.Literal('down')])) }

/** The query string of a list that is not narrowed. */
export const PAGE_QUERY = Type.Object(PAGE, { additionalProperties: false })
/** The same of a list that is read in one direction alone. */
export const ONWARD_QUERY = Type.Object(PLACE, { additionalProperties: false })

/** The query string of a list that can be narrowed by these fields: those, alone or together, in which the noun declares an order. */
export const listQuery = (fields: readonly string[]): TObject =>
  Type.Object({ ...PAGE, ...Object.fromEntries(fields.map(field => [field, Type.Optional(Type.String({ maxLength: 200, description: `Only those whose \`${field}\` is this; empty for those that have none.` }))])) }, { additionalProperties: false })

/** The orders of a noun in which it is listed: those by id find the one there is. */
const ordersOf = (noun: Noun): { where: readonly string[]; by: string }[] => NOUNS[noun].orders.filter(({ by }) => by !== 'id')

/** Fields by which a noun can be narrowed. */
export const filtersOf = (noun: Noun): string[] => [...new Set(ordersOf(noun).flatMap(({ where }) => where))]

/** What was asked for, as core takes it: the order that this filter has. Throws `invalid_input` for filters that have none together. */
export function asked<N extends Noun>(noun: N, { after, limit, direction, ...narrowed }: Readonly<Record<string, unknown>>): Query<N> {
  const where = Object.fromEntries(Object.entries(narrowed).map(([field, value]) => [field, valueOf(noun, field, String(value))]))
  const by = orderFor(noun, Object.keys(where))
  return { by, where, ...after === undefined ? {} : { after }, ...limit === undefined ? {} : { limit }, ...direction === undefined ? {} : { direction } } as Query<N>          // fields and orders are the noun's own
}

function orderFor(noun: Noun, given: readonly string[]): string {
  const orders = ordersOf(noun), order = orders.find(({ where }) => where.length === given.length && where.every(field => given.includes(field)))
  if (order) return order.by
  if (given.length === 0) return orders[0]?.by ?? 'createdAt'
  const ways = new Set(orders.filter(({ where }) => where.length > 0).map(({ where }) => where.join(' with ')))
  throw new PaperclipError('invalid_input', `${given.join(', ')}: ${given.length > 1 ? 'this list is not narrowed by these together' : 'this list is not narrowed by it alone'}. It is by ${[...ways].join(', or by ')}.`, { fields: given.map(field => ({ field, problem: given.length > 1 ? 'cannot be combined so' : 'cannot stand alone' })) })
}

/** What a field is to equal: nothing, a time, or a text. */
function valueOf(noun: Noun, field: string, text: string): string | Date | null {
  if (text === '') return null
  if (!isTime(noun, field)) return text
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) throw new PaperclipError('invalid_input', `${field}: must be a time like 2026-01-31T09:00:00.000Z, or empty for none (was "${text}").`, { fields: [{ field, problem: 'is no time' }] })
  return time
}

const isTime = (noun: Noun, field: string): boolean => Object.entries(NOUNS[noun].schema.shape).some(([name, schema]) => name === field && schema.safeParse(new Date(0)).success)
