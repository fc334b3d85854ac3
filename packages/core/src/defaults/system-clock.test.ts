import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { systemClock } from './system-clock.ts'

describe('the machine\'s own clock', () => {
  it('calls at the next turn of the event loop where no time is to pass, or less than none', async () => {
    const told: string[] = []
    systemClock.after(0, () => told.push('now'))
    systemClock.after(-5, () => told.push('before'))
    expect(told).toEqual([])
    await turn()
    expect(told).toEqual(['now', 'before'])
  })

  it('does not call whoever thinks better of it', async () => {
    const told: string[] = []
    systemClock.after(0, () => told.push('now'))()
    systemClock.after(1, () => told.push('later'))()
    await new Promise<void>(resolve => void systemClock.after(2, resolve))
    expect(told).toEqual([])
  })
})
