import assert from 'node:assert/strict'
import type { PaperclipError } from '../../domain/error.ts'

/** The error with which something is refused; fails if it is not. */
export async function refused(promise: Promise<unknown>): Promise<PaperclipError> {
  const outcome = await promise.then(value => ({ value }), (error: unknown) => ({ error }))
  if ('error' in outcome) return outcome.error as PaperclipError
  return assert.fail(`not refused, but answered ${JSON.stringify(outcome.value)}`)
}
