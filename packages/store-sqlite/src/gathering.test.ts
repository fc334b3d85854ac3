import { FakeClock } from '@paperclip/core/testing'
import { describe, expect, it } from 'vitest'
import { Gathering } from './gathering.ts'

const gathering = (clock = new FakeClock()) => new Gathering(clock, { most: 64, forMs: 5 })

describe('gathering works for one commit', () => {
  it('never makes one wait that is alone after another that was', () => {
    const one = gathering()
    expect(one.goesOn(1)).toBe(false)
    one.taken(1)
    expect(one.goesOn(1)).toBe(false)
  })

  it('goes on while more come each turn, and ends when none came', () => {
    const many = gathering()
    expect([2, 5, 9, 9].map(waiting => many.goesOn(waiting))).toEqual([true, true, true, false])
  })

  it('waits a turn for others after a commit that was shared', () => {
    const after = gathering()
    after.taken(20)
    expect([1, 1].map(waiting => after.goesOn(waiting))).toEqual([true, false])
  })

  it('ends at 64, and after 5 ms', async () => {
    const clock = new FakeClock(), full = gathering(clock), late = gathering(clock)
    expect([full.goesOn(10), full.goesOn(64)]).toEqual([true, false])
    expect(late.goesOn(2)).toBe(true)
    await clock.advance(5)
    expect(late.goesOn(3)).toBe(false)
  })
})
