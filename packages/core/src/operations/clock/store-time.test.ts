import { describe, expect, it } from 'vitest'
import { createPaperclip } from '../../paperclip.ts'
import { memoryStore } from '../../defaults/memory-store.ts'
import { MemoryData } from '../../defaults/memory-store.ts'
import { systemClock } from '../../defaults/system-clock.ts'
import type { Clock } from '../../ports/clock.ts'
import { StoreTime } from './store-time.ts'

const DAY = 86_400_000
const apart = (ms: number): Clock => ({ ...systemClock, now: () => new Date(Date.now() + ms) })

describe('the time that all nodes share', () => {
  it.each([10 * DAY, -10 * DAY])('I1: keeps what was done under a key for a day, also where the clock of a node is %i ms off', async ms => {
    const data = new MemoryData(), [right, wrong] = [systemClock, apart(ms)].map(clock => createPaperclip({ store: memoryStore({ data, clock: systemClock }), clock }))
    const acme = await right?.found({ slug: 'acme' }), there = await wrong?.company('acme')
    for (const [first, second] of [[acme, there], [there, acme]] as const) {
      const key = `key of ${(await acme?.tasks.list())?.rows.length}`, made = await first?.tasks.create({ title: 'Once' }, { key })
      await acme?.tasks.create({ title: 'Another' }, { key: `other ${key}` })
      expect(await second?.tasks.create({ title: 'Once' }, { key })).toMatchObject({ id: made?.id })
    }
    expect((await acme?.tasks.list())?.rows).toHaveLength(4)
  })

  it('is asked for once a minute, and goes on from what was known where the store does not say', async () => {
    let mono = 0, asked = 0, answer = async (): Promise<Date> => new Date(1_000_000)
    const clock: Clock = { ...systemClock, now: () => new Date(5 + mono), monotonic: () => mono }
    const time = new StoreTime({ alarms: { now: () => (asked++, answer()), claim: async () => [], renew: async () => true, nextDue: async () => null } }, clock)
    expect(time.now()).toEqual(new Date(5))
    await Promise.all([time.learned(), time.learned()])
    mono = 59_999
    await time.learned()
    expect([asked, time.now()]).toEqual([1, new Date(1_059_999)])
    mono = 60_000
    answer = () => Promise.reject(new Error('It is away.'))
    await time.learned()
    expect([asked, time.now()]).toEqual([2, new Date(1_060_000)])
  })

  it('is asked for at once where the machine has slept, or its clock was set', async () => {
    let mono = 0, wall = 0
    const time = new StoreTime({ alarms: { now: async () => new Date(wall), claim: async () => [], renew: async () => true, nextDue: async () => null } }, { ...systemClock, now: () => new Date(wall), monotonic: () => mono })
    await time.learned()
    mono += 10
    wall += 3 * DAY
    await time.learned()
    expect(time.now()).toEqual(new Date(wall))
  })

  it('is not made up where nobody has told it yet', async () => {
    const time = new StoreTime({ alarms: { now: () => Promise.reject(new Error('It is away.')), claim: async () => [], renew: async () => true, nextDue: async () => null } }, systemClock)
    await expect(time.learned()).rejects.toThrow('It is away.')
  })
})
