import type { Failure, Outcome } from '@paperclip/core'
import type { Reports } from './reports.ts'
import { storable } from './run-log.ts'

/** How a process ended. */
export interface Exit { code: number | null; signal: NodeJS.Signals | null }

/** As long as a run's summary may be. */
const LONGEST_SUMMARY = 100_000

/** What a run came to, from how its process ended and what it reported. */
export function outcomeOf(exit: Exit, { result, lastText }: Pick<Reports, 'result' | 'lastText'>, stderr: string): Outcome {
  if (result?.error) return { kind: 'failed', error: { ...result.error, message: storable(result.error.message) || summaryOf(result.summary) || `The process reported "${result.error.kind}".` } }
  if (exit.code !== 0) {
    const how = exit.signal === null ? `exited with code ${exit.code}` : `was ended by ${exit.signal}`
    return failed('crashed', stderr.trim() === '' ? `The process ${how} and wrote nothing to stderr.` : `The process ${how}. It wrote last: ${stderr.trim()}`)
  }
  if (!result) return { kind: 'done', summary: summaryOf(lastText) }
  const summary = summaryOf(result.summary)
  return result.session === undefined ? { kind: 'done', summary } : { kind: 'done', summary, session: result.session }
}

/** What a run came to whose end somebody asked for: its result if it still gave one, so that a session is not lost. */
export function outcomeOfEnded(exit: Exit | null, reports: Pick<Reports, 'result' | 'lastText'>): Outcome {
  if (exit?.code === 0 && reports.result) return outcomeOf(exit, reports, '')
  return failed('unknown', 'The run was ended before its process was done.')
}

export const failed = (kind: Failure, message: string): Outcome => ({ kind: 'failed', error: { kind, message: storable(message), retryAfterMs: null } })

const summaryOf = (text: string): string => storable(text).slice(0, LONGEST_SUMMARY).toWellFormed()
