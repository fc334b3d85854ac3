import { isPaperclipError, type PaperclipError } from './paperclip-error.ts'

/** How often, and with what pauses, a call is tried. */
export interface Persistence {
  /** At most so many times. */
  attempts: number
  /** Waits, unless the signal ends it. */
  pause(ms: number, signal: AbortSignal | undefined): Promise<void>
}

const FIRST_MS = 250
const LONGEST_MS = 30_000

/** What may be tried again: a call that has a key, or only looks, also where an answer may have been lost. */
export type Repeatable = 'always' | 'if_refused'

/** Tries until it is done, refused for good, or tried often enough. */
export async function persist<T>(attempt: () => Promise<T>, { attempts, pause, repeatable, signal }: Persistence & { repeatable: Repeatable; signal: AbortSignal | undefined }): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (tried >= attempts || signal?.aborted || !isPaperclipError(error) || !isPassing(error, repeatable)) throw error
      const ms = error.retryAfterMs ?? pauseBefore(tried)
      if (ms > LONGEST_MS) throw error
      await pause(ms, signal)
    }
  }
}

/** Doubling, and apart from everybody else who was turned away at the same moment. */
export const pauseBefore = (tried: number): number => Math.min(FIRST_MS * 2 ** (tried - 1), LONGEST_MS) * (0.5 + Math.random() / 2)

function isPassing({ code, status }: PaperclipError, repeatable: Repeatable): boolean {
  if (code === 'rate_limited') return true
  return repeatable === 'always' && code === 'unavailable' && (status === null || status >= 500)
}

/** Waits by the clock of this machine. */
export const pauseHere: Persistence['pause'] = (ms, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(done, ms)
  function done(): void {
    signal?.removeEventListener('abort', given)
    resolve()
  }
  function given(): void {
    clearTimeout(timer)
    reject(signal?.reason)
  }
  if (signal?.aborted) return given()
  signal?.addEventListener('abort', given, { once: true })
})
