import { CliError } from './cli-error.ts'

const WRITTEN = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/

/** The moment an option names: a day, which begins in UTC, or a time with its zone. JavaScript alone would read "foo 1" as a date, and the 31st of February as a day in March. */
export function dateOf(option: string, text: string): Date {
  const [, day] = WRITTEN.exec(text) ?? []
  const at = new Date(text)
  if (day !== undefined && !Number.isNaN(at.getTime()) && isDay(day)) return at
  throw new CliError('invalid_input', `--${option}: must be a date (was "${text}").`, 'Write it like 2026-03-01 or 2026-03-01T17:00:00Z.')
}

const isDay = (day: string): boolean => {
  const at = new Date(day)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
}
