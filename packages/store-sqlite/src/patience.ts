import { PaperclipError, type Clock } from '@paperclip/core'
import { isBusy } from './sqlite-error.ts'

/** How another process's lock is waited for: in real time, since it is held in real time. */
export interface Patience {
  clock: Clock
  /** A number from 0 to 1, so that two that wait do not meet again. */
  chance(): number
  /** After so long, the answer is `unavailable`. */
  forMs: number
}

const LEAST_MS = 1
const SPREAD_MS = 4

/** Does `act` as soon as nobody else holds the lock. SQLite itself never waits: that would block the event loop. */
export async function whenFree<T>(act: () => T, file: string, { clock, chance, forMs }: Patience): Promise<T> {
  const began = clock.monotonic()
  for (;;) {
    try {
      return act()
    } catch (error) {
      if (!isBusy(error)) throw error
      if (clock.monotonic() - began >= forMs) {
        throw new PaperclipError('unavailable', `${file} was locked by another process for ${forMs} ms. Try again, or look which process holds it.`, { cause: error })
      }
      await new Promise<void>(resolve => void clock.after(LEAST_MS + chance() * SPREAD_MS, resolve))
    }
  }
}
