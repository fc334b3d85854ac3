import { describe, expect, it } from 'vitest'
import type { Alarm, Reason } from '../domain/alarm.ts'
import { armed, coalesce, depthOf, dueBy, urgencyOf } from './arm.ts'
import type { Clockwork } from './slots.ts'

const now = new Date('2026-01-05T09:00:10Z')
const clockwork: Clockwork = { agentId: 'agt_1', timing: { schedule: { kind: 'every', everyMs: 60_000 }, anchorAt: new Date('2026-01-05T09:00:00Z'), activeHours: null }, jitterPercent: 0, wakeOn: ['assignment', 'operator'] }
const alarm: Alarm = { id: 'agt_1', of: 'agent', dueAt: null, slot: null, reasons: [], leaseUntil: null, fence: 0, owner: null, runId: null, cursor: 0, notBefore: null, failures: 0, owed: 0 }
const slot = new Date('2026-01-05T09:01:00Z')
const reason = (cause: Reason['cause'], agentId: string | null = null, depth = 0): Reason => ({ cause, agentId, depth })
const arm = (standing: Alarm, added: Reason) => armed(standing, clockwork, { reason: added, now, maxDepth: 12 })

describe('arming', () => {
  it.each<[string, Alarm, Reason, Partial<Alarm>]>([
    ['an urgent cause is due now', alarm, reason('assignment'), { dueAt: now, slot: null }],
    ['another cause is due with the next slot', alarm, reason('message'), { dueAt: slot, slot }],
    ['an urgent cause pulls a slot forward', { ...alarm, dueAt: slot, slot }, reason('assignment'), { dueAt: now, slot: null }],
    ['what is due already stays', { ...alarm, dueAt: now }, reason('message'), { dueAt: now }],
    ['back-off is kept', { ...alarm, notBefore: slot }, reason('assignment'), { dueAt: slot }],
    ['an operator ends back-off', { ...alarm, notBefore: slot }, reason('operator'), { dueAt: now, notBefore: null }],
    ['too deep a chain waits for the slot', alarm, reason('assignment', 'agt_2', 12), { dueAt: slot, slot }],
    ['a deep chain just within the limit is due now', alarm, reason('assignment', 'agt_2', 11), { dueAt: now }],
  ])('%s', (_name, standing, added, expected) => {
    expect(arm(standing, added)).toMatchObject(expected)
  })

  it('H3: reasons of one cause and kind of origin are one, with the larger depth', () => {
    const many = [reason('message', 'agt_2', 1), reason('message', 'agt_3', 4), reason('message', null), reason('message', 'agt_4', 2)].reduce(coalesce, [])
    expect(many).toEqual([reason('message', null), reason('message', 'agt_4', 4)])
  })

  it.each<[string, Reason[], number]>([
    ['no reason', [], 0],
    ['one agent', [reason('message', 'agt_2', 3)], 4],
    ['the largest counts', [reason('message', 'agt_2', 3), reason('assignment', 'agt_3', 7)], 8],
    ['a human among them grounds it', [reason('message', 'agt_2', 3), reason('operator')], 0],
    ['a schedule grounds it', [reason('message', 'agt_2', 3), reason('schedule')], 0],
  ])('depth: %s', (_name, reasons, depth) => {
    expect(depthOf(reasons)).toBe(depth)
  })

  it.each<[string, Reason, ReturnType<typeof urgencyOf>]>([
    ['in wakeOn', reason('assignment'), 'now'],
    ['not in wakeOn', reason('goal'), 'slot'],
    ['in wakeOn, too deep', reason('assignment', 'agt_2', 12), 'too_deep'],
    ['not in wakeOn, too deep', reason('goal', 'agt_2', 12), 'slot'],
  ])('urgency: %s', (_name, one, expected) => {
    expect(urgencyOf(clockwork, one, 12)).toBe(expected)
  })

  it('a later time does not move an alarm', () => {
    const due = { ...alarm, dueAt: now }
    expect(dueBy(due, slot)).toBe(due)
  })
})
