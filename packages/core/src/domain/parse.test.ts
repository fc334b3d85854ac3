import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { MOST_VALUES } from './crowded.ts'
import { PaperclipError } from './error.ts'
import { parse } from './parse.ts'

const TASK = z.strictObject({ title: z.string().max(10), tags: z.array(z.string()).default([]) })

function refusalOf(input: unknown, schema: z.ZodType = TASK): PaperclipError {
  try {
    parse(schema, input, 'The input')
  } catch (error) {
    if (error instanceof PaperclipError) return error
  }
  throw new Error('it was not refused')
}
const bytesOf = ({ message, fields }: PaperclipError): number => Buffer.byteLength(JSON.stringify([message, fields]))
const many = <T>(count: number, of: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => of(at))

describe('an input', () => {
  it('comes out as its schema says', () => {
    expect(parse(TASK, { title: 'A' }, 'The input')).toEqual({ title: 'A', tags: [] })
  })

  it('is refused with every wrong field, what it was and what is allowed', () => {
    const { code, message, fields } = refusalOf({ title: 7, tags: ['a', null], colour: 'red' })
    expect([code, message]).toEqual(['invalid_input', 'The input is not valid. title: Invalid input: expected string, received number (was 7); tags.1: Invalid input: expected string, received null (was null); Unrecognized key: "colour".'])
    expect(fields.map(({ field }) => field)).toEqual(['title', 'tags.1', ''])
  })

  it('G03: of thousands of faults is told by the first of them, and how many more there are', () => {
    const { message, fields } = refusalOf({ title: 'A', tags: many(50_000, at => at) })
    expect(fields.length).toBeGreaterThan(5)
    expect(fields.length).toBeLessThanOrEqual(20)
    expect(message).toMatch(new RegExp(`; and ${50_000 - fields.length} more\\.$`))
  })

  it('G03: of thousands of unknown keys is told by the first of them, and how many more there are', () => {
    const { message, fields } = refusalOf({ title: 'A', ...Object.fromEntries(many(50_000, at => [`key${at}`, 1])) })
    expect(message).toMatch(/Unrecognized keys: "key0", .*"key9" and 49990 more\.$/)
    expect(fields).toHaveLength(1)
  })

  it.each([
    ['a long key', { title: 'A', ['k'.repeat(1_000_000)]: 1 }, TASK], ['a long text', { title: 'x'.repeat(1_000_000) }, TASK], ['keys that are all escapes', { title: 'A', ...Object.fromEntries(many(30, at => [`${'\u0001'.repeat(500)}${at}`, 1])) }, TASK],
    ['a long name of a field', { ['k'.repeat(1_000_000)]: 1 }, z.record(z.string(), z.string())], ['names that are all escapes', Object.fromEntries(many(30, at => [`${'\u0001'.repeat(500)}${at}`, 1])), z.record(z.string(), z.string())],
    ['a list of lists in the place of a text', { title: many(300, () => many(300, () => 'x'.repeat(100))) }, TASK], ['an object with long keys in the place of a text', { title: Object.fromEntries(many(50, at => [`${'k'.repeat(10_000)}${at}`, {}])) }, TASK],
    ['no object at all', 'x'.repeat(1_000_000), TASK], ['bytes', new Uint8Array(1_000_000), TASK], ['half characters', { title: '\u{1F600}'.repeat(1_000) }, TASK],
  ])('G03: with %s is told shortly', (_, input, schema) => {
    const refusal = refusalOf(input, schema)
    expect(refusal.code).toBe('invalid_input')
    expect(bytesOf(refusal)).toBeLessThan(4_000)
    expect(JSON.stringify(refusal.message)).not.toMatch(/\\ud[89ab]/)
  })

  it('shows a value as it was written, to its end or to where it gets long', () => {
    const shown = (value: unknown): string => refusalOf({ title: value }).message.replace(/^.*\(was (.*)\)\.$/, '$1')
    expect([1n, true, [1, 'a', { b: null }], new Date(0), { a: undefined, b: 1 }].map(shown)).toEqual(['1n', 'true', '[1,"a",{"b":null}]', '"1970-01-01T00:00:00.000Z"', '{"b":1}'])
    expect(shown('x'.repeat(100))).toBe(`"${'x'.repeat(79)}…`)
  })

  it('G03: of more values than anything here has is refused before it is looked at', () => {
    const untouched = z.unknown().transform(() => { throw new Error('it was looked at') })
    expect(refusalOf({ tags: many(MOST_VALUES, at => at) }, untouched)).toMatchObject({ code: 'too_large' })
    const endless: unknown[] = []
    endless.push(endless, endless)
    expect(refusalOf(endless, untouched)).toMatchObject({ code: 'too_large' })
    expect(parse(z.unknown(), { bytes: new Uint8Array(10 * MOST_VALUES), tags: many(MOST_VALUES - 10, at => at) }, 'The input')).toBeTypeOf('object')
  })
})
