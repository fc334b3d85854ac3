import { PaperclipError } from '../domain/error.ts'

/**
 * Refuses a row that some store would change without a word: half a surrogate pair becomes U+FFFD, SQLite cuts a text at NUL and makes NULL of NaN.
 * Texts inside nested values are stored as JSON, which escapes both.
 */
export function checkStorable(noun: string, row: object): void {
  for (const field of Object.keys(row)) {
    const problem = problemOf(Reflect.get(row, field))
    if (problem) throw new PaperclipError('invalid_input', `${noun}.${field}: ${problem}.`, { fields: [{ field, problem }] })
  }
}

/** Refuses a text that cannot be a stored one, and so cannot be looked for either. */
export function checkText(text: string): string {
  const problem = problemOf(text)
  if (problem) throw new PaperclipError('invalid_input', `${JSON.stringify(text.slice(0, 80))} ${problem}.`)
  return text
}

function problemOf(value: unknown): string | null {
  if (value === undefined) return 'must not be undefined: an absent value is null'
  if (typeof value === 'string') {
    if (value.includes('\0')) return 'must not contain a NUL character'
    return value.isWellFormed() ? null : 'must be well-formed Unicode (it holds half of a surrogate pair)'
  }
  if (typeof value === 'number') return Number.isFinite(value) ? null : `must be a finite number (was ${value})`
  return value instanceof Date && Number.isNaN(value.getTime()) ? 'must be a valid date' : null
}
