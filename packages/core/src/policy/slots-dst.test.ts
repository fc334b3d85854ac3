import { describe, expect, it } from 'vitest'
import { nextSlot, type Timing } from './slots.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Zones of every kind: whole hours and halves, either hemisphere, changes at midnight and at night, a change of half an hour. */
const ZONES = [
  'Europe/Berlin', 'Europe/London', 'Europe/Athens', 'Europe/Chisinau', 'Atlantic/Azores', 'America/Nuuk', 'America/New_York', 'America/Chicago', 'America/Los_Angeles', 'America/Anchorage',
  'America/St_Johns', 'America/Havana', 'America/Santiago', 'Australia/Sydney', 'Australia/Adelaide', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Pacific/Chatham', 'Africa/Cairo', 'Asia/Beirut', 'Asia/Jerusalem', 'Africa/Casablanca',
]

/** A moment at which the clocks of a zone are set, and what they are off UTC before and after. */
interface Change { zone: string; at: number; before: number; after: number }

const formats = new Map<string, Intl.DateTimeFormat>()

/** How the clock of a zone stands, as if it were UTC. */
function wall(zone: string, at: number): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  formats.set(zone, format)
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`)
}

/** What a zone's clocks do in 2026 and 2027, as the time zone data of this machine says. */
function changesOf(zone: string): Change[] {
  const changes: Change[] = []
  let before = wall(zone, Date.UTC(2026, 0, 1)) - Date.UTC(2026, 0, 1)
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2028, 0, 1); at += 30 * MINUTE) {
    const after = wall(zone, at) - at
    if (after !== before) changes.push({ zone, at, before, after })
    before = after
  }
  return changes
}

const CHANGES = ZONES.flatMap(changesOf).map(change => ({ ...change, title: `${change.zone}, ${new Date(change.at).toISOString().slice(0, 16)}` }))
const timing = (cron: string, zone: string): Timing => ({ schedule: { kind: 'cron', cron, zone }, anchorAt: new Date(0), activeHours: null })

function slotsBetween(schedule: Timing, from: number, to: number): number[] {
  const slots: number[] = []
  for (let slot = nextSlot(schedule, new Date(from - 1)); slot && slot.getTime() < to; slot = nextSlot(schedule, slot)) slots.push(slot.getTime())
  return slots
}

/** A daily job at a time of day. */
const daily = (zone: string, local: number): Timing => timing(`${new Date(local).getUTCMinutes()} ${new Date(local).getUTCHours()} * * *`, zone)
const dayOf = (zone: string, at: number): string => new Date(wall(zone, at)).toISOString().slice(0, 10)

describe('the slots of a calendar where clocks are set', () => {
  it('has a change of either kind in each year for every zone', () => {
    expect(ZONES.length).toBeGreaterThanOrEqual(20)
    for (const zone of ZONES) {
      for (const year of [2026, 2027]) {
        const kinds = CHANGES.filter(change => change.zone === zone && new Date(change.at).getUTCFullYear() === year).map(({ before, after }) => after > before)
        expect({ zone, year, kinds: kinds.sort() }).toEqual({ zone, year, kinds: [false, true] })
      }
    }
  })

  it.each(CHANGES.filter(({ before, after }) => after > before))('H5: a time of day that is skipped comes once, right after ($title)', ({ zone, at, before, after }) => {
    for (const share of [0, 0.25, 0.5, 0.9]) {
      const skipped = Math.floor((at + before + share * (after - before)) / MINUTE) * MINUTE
      const slots = slotsBetween(daily(zone, skipped), at - 40 * HOUR, at + 40 * HOUR)
      const near = slots.filter(slot => Math.abs(slot - at) < 12 * HOUR)
      expect(near, `${new Date(skipped).toISOString().slice(11, 16)}`).toHaveLength(1)
      expect(near[0]).toBeGreaterThanOrEqual(at)
      expect(near[0]).toBeLessThanOrEqual(at + (after - before))
      expect(slots).toHaveLength(3)
    }
  })

  it.each(CHANGES.filter(({ before, after }) => after < before))('H5: a time of day that comes twice runs once ($title)', ({ zone, at, before, after }) => {
    for (const share of [0, 0.25, 0.5, 0.9]) {
      const repeated = Math.floor((at + after + share * (before - after)) / MINUTE) * MINUTE
      const slots = slotsBetween(daily(zone, repeated), at - 40 * HOUR, at + 40 * HOUR)
      const days = slots.map(slot => dayOf(zone, slot))
      expect(new Set(days).size, `${new Date(repeated).toISOString().slice(11, 16)}: ${days.join()}`).toBe(days.length)
      expect(slots.filter(slot => Math.abs(slot - at) < 12 * HOUR)).toHaveLength(1)
    }
  })

  it.each(CHANGES)('H5: every quarter of an hour stays one in real time ($title)', ({ zone, at }) => {
    const slots = slotsBetween(timing('*/15 * * * *', zone), at - 3 * HOUR, at + 3 * HOUR)
    expect(slots).toEqual(Array.from({ length: 24 }, (_, n) => at - 3 * HOUR + n * 15 * MINUTE))
  })

  it.each(CHANGES)('H5: no next slot lies in the past, whenever it is asked for ($title)', ({ zone, at, before }) => {
    for (const schedule of [daily(zone, at + before), daily(zone, at + before + 29 * MINUTE), timing('0 * * * *', zone), timing('*/20 * * * *', zone)]) {
      for (let now = at - 4 * HOUR; now < at + 4 * HOUR; now += 7 * MINUTE + 1_001) expect(nextSlot(schedule, new Date(now))?.getTime()).toBeGreaterThan(now)
    }
  })
})
