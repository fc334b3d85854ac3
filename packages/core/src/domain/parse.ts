import type { z } from 'zod'
import { PaperclipError, type FieldProblem } from './error.ts'

const SHOWN = 80

/** Parses an input or throws `invalid_input` that names every wrong field, what it was and what is allowed. */
export function parse<S extends z.ZodType>(schema: S, input: unknown, what: string): z.output<S> {
  const result = schema.safeParse(input, { reportInput: true })
  if (result.success) return result.data
  const fields = result.error.issues.map(problemOf)
  const lines = fields.map(({ field, problem }) => (field === '' ? problem : `${field}: ${problem}`))
  throw new PaperclipError('invalid_input', `${what} is not valid. ${lines.join('; ')}.`, { fields })
}

function problemOf(issue: z.core.$ZodIssue): FieldProblem {
  const field = issue.path.map(String).join('.')
  const isHidden = issue.code === 'custom' && issue.params?.['hidden'] === true           // it may hold what must not be told again
  const was = issue.input === undefined || issue.code === 'unrecognized_keys' || isHidden ? '' : ` (was ${shown(issue.input)})`
  return { field, problem: `${issue.message}${was}` }
}

function shown(value: unknown): string {
  const text = typeof value === 'bigint' ? `${value}n` : JSON.stringify(value) ?? String(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
