import { FakeClock } from '@paperclip/core/testing'
import type { Paperclip } from '@paperclip/core'
import { describe, expect, it } from 'vitest'
import { recordingIo } from '../testing/recording-io.ts'
import { untilEnded, type EndCause } from './until-ended.ts'

const stopping = (): Paperclip & { stops: number[] } => {
  const stops: number[] = []
  return { stops, stop: async ({ drainMs }: { drainMs: number }) => { stops.push(drainMs); return { drained: true, aborted: 0 } } } as unknown as Paperclip & { stops: number[] }
}

describe('the end', () => {
  it('comes when the time is up', async () => {
    const clock = new FakeClock(), paperclip = stopping(), causes: EndCause[] = []
    const ended = untilEnded(recordingIo({ cwd: '/', clock }), paperclip, { forMs: 60_000, draining: why => causes.push(why) })
    await clock.advance(59_999)
    expect(causes).toEqual([])
    await clock.advance(1)
    expect(await ended).toBe('drained')
    expect({ causes, stops: paperclip.stops, waiting: clock.waiting }).toEqual({ causes: ['time'], stops: [30_000], waiting: 0 })
  })

  it('comes when it is asked for, whatever time is left', async () => {
    const clock = new FakeClock(), io = recordingIo({ cwd: '/', clock }), paperclip = stopping(), causes: EndCause[] = []
    const ended = untilEnded(io, paperclip, { forMs: 60_000, draining: why => causes.push(why) })
    io.interrupt()
    expect(await ended).toBe('drained')
    expect({ causes, waiting: clock.waiting }).toEqual({ causes: ['asked'], waiting: 0 })
  })
})
