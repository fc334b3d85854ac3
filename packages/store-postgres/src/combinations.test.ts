import type { Statement } from '@paperclip/store-kysely'
import { describe, expect, it } from 'vitest'
import { Combinations, type Prepared } from './combinations.ts'

const statement = (sql: string, parameters: number): Statement => ({ sql, gives: 'rows', parameters: Array.from({ length: parameters }, () => null) })
const one = statement('select a from t where x = $1 and y = $2', 2), other = statement('select b from u where z = $1', 1)

describe('a combination of statements', () => {
  it('is made when they leave together for the second time', () => {
    const combinations = new Combinations()
    expect(combinations.of('reads', [one, other])).toBeUndefined()
    expect(combinations.of('reads', [one, other])?.text).toBe('select (select json_agg(r) from (select a from t where x = $1 and y = $2) r) as q0, (select json_agg(r) from (select b from u where z = $3) r) as q1')
    expect(combinations.of('reads', [other, one])).toBeUndefined()
  })

  it('is one of writes where they write, with a name of its own', () => {
    const combinations = new Combinations(), writes = [statement('update a set x = $1', 1), statement('insert into b values ($1, $2)', 2), statement('update c set z = $1', 1)]
    combinations.of('writes', writes)
    const made = combinations.of('writes', writes)
    expect(made?.text).toBe('with w0 as (update a set x = $1), w1 as (insert into b values ($2, $3)) update c set z = $4')
    expect(made?.name).not.toBe(combinations.of('reads', writes)?.name)
  })

  it('is not made of more kinds than are worth a plan on every connection', () => {
    const combinations = new Combinations()
    const made = Array.from({ length: 1_000 }, (_, n) => [one, statement(`select ${n}`, 0)]).map(pair => asked(combinations, { pair, times: 30 }))
    expect(made.filter(combination => combination !== undefined)).toHaveLength(200)
    expect(combinations.of('reads', [one, statement('select 0', 0)])).toBe(made[0])
  })

  it('has to be seen the oftener, the more there are', () => {
    const combinations = new Combinations()
    for (let n = 0; n < 100; n++) asked(combinations, { pair: [one, statement(`select ${n}`, 0)], times: 30 })
    expect(asked(combinations, { pair: [one, other], times: 11 })).toBeUndefined()
    expect(combinations.of('reads', [one, other])).toBeDefined()
  })

  it('is not remembered for what never comes again: seen once, it is forgotten after so much else', () => {
    const combinations = new Combinations()
    combinations.of('reads', [one, other])
    for (let n = 0; n < 6_000; n++) combinations.of('reads', [statement(`select ${n}`, 0)])
    expect(combinations.of('reads', [one, other])).toBeUndefined()
    expect(combinations.of('reads', [one, other])).toBeDefined()
  })

  it('is still made after much that never came again, which is forgotten, and those that were made stay', () => {
    const combinations = new Combinations(), before = asked(combinations, { pair: [other, one], times: 2 })
    for (let n = 0; n < 20_000; n++) combinations.of('reads', [statement(`select ${n}`, 0), one])
    expect(combinations.of('reads', [other, one])).toBe(before)
    expect(asked(combinations, { pair: [one, other], times: 3 })).toBeDefined()
  })
})

/** What comes of asking so often for the same. */
function asked(combinations: Combinations, { pair, times }: { pair: Statement[]; times: number }): Prepared | undefined {
  let made: Prepared | undefined
  for (let n = 0; n < times; n++) made = combinations.of('reads', pair)
  return made
}
