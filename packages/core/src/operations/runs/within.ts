import { PaperclipError } from '../../domain/error.ts'
import type { Cancel } from '../../ports/clock.ts'
import type { Deps } from '../work.ts'

/** Waits for an adapter no longer than it may take. What comes later is not heard any more. */
export async function within<T>({ clock, limits: { abortGraceMs } }: Pick<Deps, 'clock' | 'limits'>, what: string, answer: Promise<T>): Promise<T> {
  let cancel: Cancel = () => {}
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(abortGraceMs, () => reject(new PaperclipError('unavailable', `The adapter did not ${what} within ${abortGraceMs} ms.`)))
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    cancel()
  }
}
