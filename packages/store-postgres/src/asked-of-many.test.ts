import type { SqlValue, Statement } from '@paperclip/store-kysely'
import { describe, expect, it } from 'vitest'
import { askedOfMany } from './asked-of-many.ts'

const statement = (sql: string, parameters: number): Statement => ({ sql, gives: 'rows', parameters: Array.from({ length: parameters }, () => null) })
const asked = statement('select a from t where company_id = $1 and x = $2 and n > $3', 3)
const of = (...sets: SqlValue[][]) => askedOfMany(asked, sets)

describe('a question that is asked of many', () => {
  it('takes what varies as arrays, and what is the same for all once', () => {
    expect(of(['c', 'x', 1], ['c', 'y', 1])).toMatchObject({
      values: ['c', ['x', 'y'], [1, 1]],
      statement: { sql: 'select (select json_agg(f) from (select a from t where company_id = $1 and x = o.v2 and n > o.v3) f) from unnest($2::text[], $3::bigint[]) with ordinality as o(v2, v3, n) order by o.n' },
    })
  })

  it('is one statement, however many there are', () => {
    expect(of(['c', 'x', 1], ['c', 'y', 2])?.statement).toBe(of(['c', 'x', 1], ['c', 'y', 2], ['c', 'z', 3])?.statement)
    expect(of(['c', 'x', 1], ['d', 'x', 1])?.statement, 'of several companies').not.toBe(of(['c', 'x', 1], ['c', 'x', 1])?.statement)
  })

  it.each<[string, SqlValue[], SqlValue[]]>([
    ['null', ['c', null, 1], ['c', null, 1]], ['null and text', ['c', 'x', 1], ['c', null, 1]], ['text and numbers', ['c', 'x', 1], ['c', 2, 1]],
    ['fractions', ['c', 'x', 1.5], ['c', 'x', 2]], ['bytes', ['c', new Uint8Array(1), 1], ['c', new Uint8Array(1), 1]],
  ])('is none where values are %s: what is asked goes by itself', (_, one, other) => {
    expect(of(one, other)).toBeUndefined()
  })
})
