import { PaperclipError } from '../domain/error.ts'

// taken when the module loads: fake timers of a test must not hold the guard back
const { setImmediate, clearImmediate } = globalThis

/** What a work is told that awaited something other than its `tx`. */
export const strayed = (): PaperclipError => new PaperclipError('misconfigured',
  'A transaction awaited something other than its tx (a timer, a request, another transaction). Await that before or after the transaction.')

/**
 * Waits for a work that may await nothing but its `tx`, over a store that answers in microtasks. Whoever still waits at the next turn of the event
 * loop awaited something else, perhaps this very store: that is refused before it can hold up every other writer.
 */
export function inThisTurn<T>(pending: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const guard = setImmediate(() => reject(strayed()))
    pending.then(resolve, reject).finally(() => clearImmediate(guard))
  })
}
