import { isPaperclipError } from '../../domain/error.ts'
import type { Deps } from '../work.ts'

const FIRST_MS = 100
const MOST_MS = 5_000

/** Tries again while the store cannot be reached, for as long as a lease may last. What it does must be safe to do twice. `onTrouble` is waited for before each further attempt. */
export async function retrying<T>({ clock, limits: { leaseMs } }: Pick<Deps, 'clock' | 'limits'>, act: () => Promise<T>, onTrouble: () => Promise<void> = async () => {}): Promise<T> {
  const until = clock.monotonic() + leaseMs
  for (let waitMs = FIRST_MS; ; waitMs = Math.min(waitMs * 2, MOST_MS)) {
    try {
      return await act()
    } catch (error) {
      const isTemporary = isPaperclipError(error) && error.code === 'unavailable'
      if (!isTemporary) throw error
      await onTrouble()
      if (clock.monotonic() + waitMs > until) throw error
    }
    await new Promise<void>(resolve => { clock.after(waitMs, resolve) })
  }
}
