import { z } from 'zod'
import { PaperclipError } from './error.ts'
import { tellFaults, type Values } from './faults.ts'
import { MOST_VALUES, isCrowded } from './crowded.ts'

const CONTEXT = { async: false } as const

/**
 * Parses an input or throws `invalid_input` that names the first wrong fields, what each was and what is allowed, and how many more there are; `too_large` for more values than
 * anything here has. However much is wrong, no more of it is put into words than is told.
 */
export const parse = <S extends z.ZodType>(schema: S, input: unknown, what: string): z.output<S> => parsed(schema, { input, what, values: 'told' })

/** As `parse`, of what somebody else's program says and may hold secrets: what is wrong is named, but not what it was. */
export const parseUntold = <S extends z.ZodType>(schema: S, input: unknown, what: string): z.output<S> => parsed(schema, { input, what, values: 'untold' })

function parsed<S extends z.ZodType>(schema: S, { input, what, values }: { input: unknown; what: string; values: Values }): z.output<S> {
  if (isCrowded(input)) throw new PaperclipError('too_large', `${what} is not valid. It holds more than ${MOST_VALUES} values.`)
  const result = schema._zod.run({ value: input, issues: [] }, CONTEXT)
  if (result instanceof Promise) throw new z.core.$ZodAsyncError()
  if (result.issues.length === 0) return result.value as z.output<S>                       // a schema without faults has made its output
  const { fields, more } = tellFaults(result.issues, values)
  const lines = fields.map(({ field, problem }) => (field === '' ? problem : `${field}: ${problem}`))
  throw new PaperclipError('invalid_input', `${what} is not valid. ${lines.join('; ')}${more === 0 ? '' : `; and ${more} more`}.`, { fields })
}
