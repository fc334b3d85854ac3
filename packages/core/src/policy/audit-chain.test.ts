import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Head } from '../domain/audit.ts'
import type { Change } from '../domain/change.ts'
import type { Member } from '../domain/member.ts'
import { usd } from '../domain/money.ts'
import { canonical } from './canonical.ts'
import { FIRST_PREV, hashOf, seal } from './audit-chain.ts'
import { freeze, thaw } from './freeze.ts'

const head: Head = { id: 'head', seq: 0, hash: FIRST_PREV, key: '00'.repeat(32) }
const member: Member = { id: 'operator:local', name: 'Ada', level: 'owner', createdAt: new Date(0) }
const change = (given: Partial<Change<'member'>> = {}): Change<'member'> =>
  ({ action: 'member.set', noun: 'member', before: null, after: member, at: new Date(1_000), actorKind: 'operator', actorId: 'operator:local', onBehalfOf: null, runId: null, ...given })

describe('the audit chain', () => {
  it('holds facts as they are and texts as digests', () => {
    const { record } = seal(head, change())
    expect(record).toMatchObject({ seq: 1, prev: FIRST_PREV, entityId: 'operator:local', before: null, after: { level: 'owner', createdAt: '1970-01-01T00:00:00.000Z' }, texts: { name: 'Ada' } })
    expect(record.digests['name']).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify({ ...record, texts: null })).not.toContain('Ada')
  })

  it('holds only what changed', () => {
    expect(seal(head, change({ before: member, after: { ...member, level: 'viewer' } })).record).toMatchObject({ before: { level: 'owner' }, after: { level: 'viewer' }, digests: {}, texts: null })
  })

  it('holds amounts of money as facts, so that the ledger rebuilds from the log', () => {
    const budget = { id: 'bud_1', scope: 'company' as const, scopeId: 'com_1', window: 'month' as const, limit: usd(5), warnPercent: 80, createdAt: new Date(0), updatedAt: new Date(0) }
    const { record } = seal(head, { ...change(), action: 'budget.set', noun: 'budget', before: null, after: budget })
    expect(record).toMatchObject({ after: { limit: 5_000_000 }, digests: {}, texts: null })
  })

  it('holds what was removed', () => {
    expect(seal(head, change({ before: member, after: null })).record).toMatchObject({ before: { level: 'owner' }, after: null })
  })

  it('A2: any change of a record changes its hash', () => {
    const { record } = seal(head, change())
    const doctored = [{ seq: 2 }, { at: new Date(1_001) }, { action: 'member.sett' }, { actorKind: 'agent' as const }, { actorId: 'x' }, { onBehalfOf: 'x' }, { runId: 'x' }, { noun: 'role' }, { entityId: 'x' }, { before: {} }, { after: { level: 'viewer' } }, { digests: {} }, { prev: '1' + FIRST_PREV.slice(1) }]
    for (const one of doctored) expect(hashOf({ ...record, ...one })).not.toBe(record.hash)
    expect(hashOf({ ...record, texts: null } as typeof record)).toBe(record.hash)
  })

  it('gives the same text another digest in another company', () => {
    const other = seal({ ...head, key: '11'.repeat(32) }, change()).record
    expect(other.digests['name']).not.toBe(seal(head, change()).record.digests['name'])
  })
})

describe('canonical JSON', () => {
  it('is the same text whatever the order of the keys', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), given => {
      const turned = Object.fromEntries(Object.entries(given).reverse())
      expect(canonical(turned as never)).toBe(canonical(given as never))
      expect(JSON.parse(canonical(given as never))).toEqual(JSON.parse(JSON.stringify(given)))
    }))
  })

  it('refuses a number JSON has no word for', () => {
    expect(() => canonical(Number.NaN)).toThrow('NaN')
  })
})

describe('a frozen value', () => {
  it('thaws to the same value, dates included', () => {
    const value = { at: new Date(5), list: [new Date(6), 'x', null, { deep: [1.5] }] }
    expect(thaw(freeze(value))).toEqual(value)
  })
})
