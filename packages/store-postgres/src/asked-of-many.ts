import type { SqlValue, Statement } from '@paperclip/store-kysely'

/** One question with the values of many: it answers with a row for each set of them, in their order, whose only field holds the rows that were found as an array, or null. */
export interface AskedOfMany { statement: Statement; values: unknown[] }

type Kind = 'text' | 'bigint' | 'once'

const statements = new Map<string, Statement>()

/** The question that asks once what these ask one by one; undefined where a value is of no kind, or of several. What is the same for all, as the company is, goes once where it stands first. */
export function askedOfMany(asked: Statement, sets: readonly (readonly SqlValue[])[]): AskedOfMany | undefined {
  const [first] = sets, kinds = asked.parameters.map((_, at) => kindOf(sets, at))
  if (!first || !areKnown(kinds)) return undefined
  const name = `${kinds.join()} ${asked.sql}`
  let statement = statements.get(name)
  if (!statement) statements.set(name, statement = { gives: 'rows', parameters: asked.parameters, sql: textOf(asked.sql, kinds) })
  return { statement, values: kinds.map((kind, at) => (kind === 'once' ? first[at] : sets.map(set => set[at]))) }
}

function kindOf(sets: readonly (readonly SqlValue[])[], at: number): Kind | undefined {
  const value = sets[0]?.[at]
  if (at === 0 && sets.every(set => set[at] === value)) return 'once'
  if (typeof value === 'string') return sets.every(set => typeof set[at] === 'string') ? 'text' : undefined
  return sets.every(set => Number.isSafeInteger(set[at])) ? 'bigint' : undefined
}

const areKnown = (kinds: readonly (Kind | undefined)[]): kinds is readonly Kind[] => !kinds.includes(undefined) && kinds.some(kind => kind !== 'once')

function textOf(sql: string, kinds: readonly Kind[]): string {
  const varying = kinds.flatMap((kind, at) => (kind === 'once' ? [] : [{ kind, at: at + 1 }]))
  const inner = sql.replaceAll(/\$(\d+)/g, (place, at) => (kinds[Number(at) - 1] === 'once' ? place : `o.v${at}`))
  return `select (select json_agg(f) from (${inner}) f) from unnest(${varying.map(({ kind, at }) => `$${at}::${kind}[]`).join(', ')}) with ordinality as o(${varying.map(({ at }) => `v${at}`).join(', ')}, n) order by o.n`
}
