import { describe, expect, it } from 'vitest'
import type { AuditRecord } from '../domain/audit.ts'
import { rebuild } from './rebuild.ts'

const record = (seq: number, noun: string, after: AuditRecord['after'], more: Partial<AuditRecord> = {}): AuditRecord => ({
  seq, at: new Date(0), action: 'any', actorKind: 'system', actorId: 'x', onBehalfOf: null, runId: null, noun, entityId: `${noun}_1`, before: null, after, digests: {}, prev: '0', hash: '0', texts: null, ...more,
})
const spend = (seq: number, amount: number, kind = 'spend', billing = 'billed') => record(seq, 'movement', { kind, billing, amount, balances: ['bud_1:0', 'bud_2:0'] }, { entityId: `mov_${seq}` })

describe('a company rebuilt from its log', () => {
  it('A4: has what was said of it last, and nothing of what was removed', () => {
    const rebuilt = rebuild([record(1, 'task', { status: 'todo', number: 1 }, { digests: { title: 'a' } }), record(2, 'hold', { cause: 'operator' }), record(3, 'task', { status: 'done' }), record(4, 'hold', null)])
    expect([...rebuilt.of('task')]).toEqual([['task_1', { facts: { status: 'done', number: 1 }, digests: { title: 'a' } }]])
    expect([...rebuilt.of('hold')]).toEqual([])
  })

  it.each<[string, AuditRecord[], { reserved: number; spent: number } | undefined]>([
    ['is what was spent and corrected', [spend(1, 500), spend(2, -200, 'adjust')], { reserved: 0, spent: 300 }],
    ['leaves out what was paid otherwise, or never', [spend(1, 500, 'spend', 'imputed'), spend(2, 7, 'reserve'), spend(3, 7, 'release')], { reserved: 0, spent: 0 }],
    ['holds what its runs hold', [record(1, 'run', { reserved: 900, balances: ['bud_1:0'] }), record(2, 'run', { reserved: 400 })], { reserved: 400, spent: 0 }],
    ['is never more than the largest amount there is', [spend(1, Number.MAX_SAFE_INTEGER), spend(2, Number.MAX_SAFE_INTEGER)], { reserved: 0, spent: Number.MAX_SAFE_INTEGER }],
    ['is none where nothing moved', [], undefined],
  ])('A4: a balance %s', (_name, records, expected) => {
    expect(rebuild(records).balances().get('bud_1:0')).toEqual(expected)
  })

  it('A4: ends before the first record that is missing, and reads none twice', () => {
    const rebuilt = rebuild([spend(1, 1), spend(2, 2)])
    expect(rebuilt.read([spend(1, 100), spend(2, 100), spend(3, 3), spend(5, 5), spend(4, 4)])).toMatchObject({ seq: 3, missing: 4 })
    expect(rebuilt.balances().get('bud_2:0')).toEqual({ reserved: 0, spent: 6 })
  })
})
