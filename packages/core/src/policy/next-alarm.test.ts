import { describe, expect, it } from 'vitest'
import type { Alarm } from '../domain/alarm.ts'
import { alarmAfter, backoffOf, type AfterRun } from './next-alarm.ts'
import type { Clockwork } from './slots.ts'

const MINUTE = 60_000
const now = new Date('2026-01-05T09:00:10Z')
const slot = new Date('2026-01-05T09:30:00Z')
const limits = { backoffFirstMs: 5 * MINUTE, backoffMostMs: 60 * MINUTE }
const clockwork: Clockwork = { agentId: 'agt_1', timing: { schedule: { kind: 'every', everyMs: 30 * MINUTE }, anchorAt: new Date('2026-01-05T09:00:00Z'), activeHours: null }, jitterPercent: 0, wakeOn: [] }
const leased: Alarm = { id: 'agt_1', of: 'agent', dueAt: null, slot: null, reasons: [], leaseUntil: slot, fence: 7, owner: 'nod_1', runId: 'run_1', cursor: 3, notBefore: null, failures: 0, owed: 0 }
const succeeded: AfterRun = { end: 'succeeded', now, limits, handedBack: false, slot: null, upTo: 9, work: 'none', continuation: null, isStandingDuty: false, byTime: null, retryAfterMs: null, unanswered: [] }
const failed: AfterRun = { ...succeeded, end: 'failed', work: 'slot' }
const later = (minutes: number) => new Date(now.getTime() + minutes * MINUTE)

describe('the alarm after a run', () => {
  it.each<[string, Partial<Alarm>, AfterRun, Partial<Alarm>]>([
    ['without work is off, its cursor moved', {}, succeeded, { dueAt: null, cursor: 9, failures: 0 }],
    ['gives the lease back and keeps the fence', {}, succeeded, { leaseUntil: null, owner: null, runId: null, fence: 7 }],
    ['with work left comes with the next slot', {}, { ...succeeded, work: 'slot' }, { dueAt: slot, slot }],
    ['goes on at once after progress', {}, { ...succeeded, work: 'now', continuation: { cause: 'assignment', agentId: 'agt_2', depth: 1 } }, { dueAt: now, reasons: [{ cause: 'assignment', agentId: 'agt_2', depth: 1 }] }],
    ['of a standing duty comes with the next slot', {}, { ...succeeded, isStandingDuty: true }, { dueAt: slot, slot }],
    ['keeps what woke it meanwhile', { dueAt: now }, succeeded, { dueAt: now }],
    ['waits for what becomes work by time', {}, { ...succeeded, byTime: later(3) }, { dueAt: later(3) }],
    ['H1: never answers a slot again after the clock went back', {}, { ...succeeded, isStandingDuty: true, slot }, { dueAt: new Date('2026-01-05T10:00:00Z') }],
    ['H2: makes up for a slot it owes at once', { owed: 2 }, { ...succeeded, slot: new Date('2026-01-05T09:30:00Z') }, { dueAt: now, slot: new Date('2026-01-05T10:00:00Z') }],
    ['of a failure backs off and leaves the cursor', {}, failed, { dueAt: later(5), notBefore: later(5), failures: 1, cursor: 3 }],
    ['of the fourth failure backs off for 40 minutes', { failures: 3 }, failed, { dueAt: later(40), failures: 4 }],
    ['honours retry-after', {}, { ...failed, retryAfterMs: 20 * MINUTE }, { dueAt: later(20) }],
    ['honours no retry-after beyond a week', {}, { ...failed, retryAfterMs: 9e15 }, { dueAt: later(7 * 24 * 60) }],
    ['takes a retry-after that is no number for none', {}, { ...failed, retryAfterMs: Number.NaN }, { dueAt: later(5) }],
    ['of a failure with nothing left to do is off', {}, { ...failed, work: 'none' }, { dueAt: null, failures: 1 }],
    ['of a failure waits for what becomes work by time', {}, { ...failed, work: 'none', byTime: later(8) }, { dueAt: later(8), failures: 1 }],
    ['of a failure comes no earlier for that than its back-off ends', {}, { ...failed, work: 'none', byTime: later(3) }, { dueAt: later(5), failures: 1 }],
    ['of a lost run backs off', {}, { ...failed, end: 'lost' }, { dueAt: later(5), failures: 1 }],
    ['of a timed out run backs off', {}, { ...failed, end: 'timed_out' }, { dueAt: later(5), failures: 1 }],
    ['of a cancelled run is nobody’s fault', { failures: 2 }, { ...failed, end: 'cancelled' }, { dueAt: slot, failures: 2, cursor: 3 }],
    ['of a run handed back is due at once', {}, { ...failed, end: 'cancelled', handedBack: true }, { dueAt: now, failures: 0, cursor: 3 }],
    ['keeps the reasons of a run that failed', {}, { ...failed, unanswered: [{ cause: 'message', agentId: null, depth: 0 }] }, { reasons: [{ cause: 'message', agentId: null, depth: 0 }] }],
    ['wakes no earlier than its back-off for what came meanwhile', { dueAt: now }, failed, { dueAt: later(5) }],
  ])('%s', (_name, standing, after, expected) => {
    expect(alarmAfter({ ...leased, ...standing }, clockwork, after)).toMatchObject(expected)
  })

  it.each([[1, 5], [2, 10], [3, 20], [4, 40], [5, 60], [50, 60]])('P2: failure %i waits %i minutes', (failures, minutes) => {
    expect(backoffOf(failures, limits)).toBe(minutes * MINUTE)
  })
})
