import type { Clock } from '@paperclip/core'

/** A wait that can be called off, so that no timer outlives what it was for. */
export function pause(clock: Clock, ms: number): { over: Promise<void>; off: () => void } {
  let off = (): void => {}
  const over = new Promise<void>(resolve => { off = clock.after(ms, resolve) })
  return { over, off: () => off() }
}
