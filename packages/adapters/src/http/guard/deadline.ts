import type { Clock } from '@paperclip/core'

/** A signal that aborts in time. */
export interface Deadline {
  signal: AbortSignal
  /** Leaves no timer and no listener behind. */
  off(): void
}

/** Aborts after `ms`, and with `outer` if there is one. */
export function deadline(clock: Clock, ms: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController()
  const follow = (): void => controller.abort(outer?.reason)
  const cancel = clock.after(ms, () => controller.abort(new Error(`it took longer than ${Math.round(ms)} ms`)))
  if (outer?.aborted) follow()
  else outer?.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    off() {
      cancel()
      outer?.removeEventListener('abort', follow)
    },
  }
}

/** The promise's value, or the signal's reason if that comes first. */
export function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(reasonOf(signal))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** Why a signal aborted, as an error. */
export const reasonOf = ({ reason }: AbortSignal): Error => (reason instanceof Error ? reason : new Error(String(reason)))
