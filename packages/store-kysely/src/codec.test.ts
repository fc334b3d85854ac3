import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { codecOf } from './codec.ts'

describe('a codec', () => {
  it.each([
    ['text', z.string().min(1).meta({ fact: true }), 'élan 🦊', 'élan 🦊', 'text'],
    ['an enum', z.enum(['a', 'b']), 'b', 'b', 'text'],
    ['a literal', z.literal('a'), 'a', 'a', 'text'],
    ['a whole number', z.int().min(0), Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 'integer'],
    ['money', z.int().transform(amount => amount), 1_250_000, 1_250_000, 'integer'],
    ['a float', z.number(), 0.1 + 0.2, 0.1 + 0.2, 'real'],
    ['true', z.boolean(), true, 1, 'boolean'],
    ['false', z.boolean(), false, 0, 'boolean'],
    ['a time', z.date(), new Date(1), 1, 'time'],
    ['a list', z.array(z.string()), ['a'], '["a"]', 'json'],
    ['JSON null that may not be absent', z.json(), null, 'null', 'json'],
  ])('stores %s', (_what, schema, value, stored, kind) => {
    const codec = codecOf(schema)
    expect(codec).toMatchObject({ kind, nullable: false })
    expect(codec.encode(value)).toBe(stored)
    expect(codec.decode(stored)).toEqual(value)
  })

  it('stores null where it is allowed', () => {
    const codec = codecOf(z.date().nullable())
    expect(codec).toMatchObject({ kind: 'time', nullable: true })
    expect([codec.encode(null), codec.decode(null), codec.encode(new Date(5)), codec.decode(5)]).toEqual([null, null, 5, new Date(5)])
  })

  it('reads a number that the database gives as text', () => {
    expect([codecOf(z.int()).decode('12'), codecOf(z.date()).decode('12'), codecOf(z.boolean()).decode('1')]).toEqual([12, new Date(12), true])
  })

  it.each([
    [z.string(), 5], [z.string(), null], [z.int(), 1.5], [z.int(), '5'], [z.int(), true], [z.number(), Number.NaN],
    [z.boolean(), 1], [z.date(), '2026-01-05'], [z.date(), new Date(Number.NaN)], [z.json(), undefined],
  ])('refuses what the column of %s cannot hold: %s', (schema, value) => {
    expect(() => codecOf(schema).encode(value)).toThrow(/was expected/)
  })
})
