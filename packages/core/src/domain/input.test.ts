import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { durationInput, formatDuration } from './duration.ts'
import { line, slug } from './fields.ts'
import { heartbeatInput } from './heartbeat.ts'
import { formatUsd, micros, moneyInput, usd } from './money.ts'
import { parse } from './parse.ts'
import { grantsInput } from './permission.ts'
import { zone } from './zone.ts'

const problem = (schema: z.ZodType, given: unknown): string => {
  try {
    parse(schema, given, 'It')
    return 'accepted'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('an input', () => {
  it.each([
    [moneyInput(), '$5', 5_000_000], [moneyInput(), '0.25', 250_000], [moneyInput(), '$0.000001', 1], [moneyInput(), usd(3), 3_000_000],
    [durationInput(), '10s', 10_000], [durationInput(), '1.5h', 5_400_000], [durationInput(), '2d', 172_800_000],
  ])('%# is read', (schema, given, expected) => {
    expect(parse(schema, given, 'It')).toBe(expected)
  })

  it.each<[string, z.ZodType, unknown, RegExp]>([
    ['money in words', moneyInput(), 'five', /amount like "\$5".*was "five"/],
    ['dollars as a bare number', moneyInput(), 5, /taken for dollars by mistake.*was 5/],
    ['negative money', moneyInput(), '-1', /amount like/],
    ['a bare duration', durationInput(), '10', /duration like "10s".*was "10"/],
    ['too short a duration', durationInput(1_000), '10ms', /between 1s/],
    ['a slug with capitals', slug(), 'Senior Engineer', /lower case letters.*was "Senior Engineer"/],
    ['a NUL character', line(), 'a\0b', /NUL/],
    ['half a surrogate pair', line(), 'a\uD800b', /well-formed/],
    ['an unknown zone', zone(), 'Mars/Olympus', /IANA time zone/],
    ['an unknown field', heartbeatInput(), { evry: '10s' }, /evry/],
    ['both every and cron', heartbeatInput(), { every: '10s', cron: '* * * * *' }, /cron: give "every" or "cron", not both/],
    ['a zone without cron', heartbeatInput(), { every: '10s', zone: 'UTC' }, /zone: goes with "cron" only/],
    ['no cron pattern', heartbeatInput(), { cron: 'every day' }, /cron: is not a cron pattern/],
    ['hours that end before they begin', heartbeatInput(), { activeHours: { from: '17:00', to: '09:00' } }, /"from" must be before "to"/],
    ['an unknown permission', grantsInput(), { 'agent.fire': 'team' }, /agent\.fire|Invalid key/],
    ['an unknown scope', grantsInput(), { 'agent.hire': 'everyone' }, /agent\.hire/],
  ])('is refused with its field and value: %s', (_name, schema, given, expected) => {
    expect(problem(schema, given)).toMatch(expected)
  })

  it.each([[0, '$0.00'], [1_250_000, '$1.25'], [400, '$0.0004'], [-5_000_000, '-$5.00']])('%i micro-dollars are written %s', (amount, text) => {
    expect(formatUsd(micros(amount))).toBe(text)
  })

  it.each([[500, '500ms'], [90_000, '1m30s'], [1_800_000, '30m'], [90_000_000, '1d1h']])('%i ms are written %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })

  it('B5: dollars are rounded half up, once', () => {
    expect([usd(0.0000005), usd(0.0000004), usd(1.005), usd(0.1 + 0.2)]).toEqual([1, 0, 1_005_000, 300_000])
  })
})
