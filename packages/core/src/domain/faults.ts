import { z } from 'zod'
import type { FieldProblem } from './error.ts'

/** How many wrong fields are told, and unknown keys of one of them. */
const MOST_FAULTS = 20, MOST_KEYS = 10
/** The most characters of a field's name, of a key, of a value, and of what is wrong with it. */
const FIELD = 120, KEY = 60, VALUE = 80, PROBLEM = 300
/** The most bytes of all that is told: text that is all escapes takes six for each character. */
const MOST_BYTES = 1_500

/** Whether what a wrong field was is told along with it. */
export type Values = 'told' | 'untold'

/** What is wrong, by field: the first of it, and how much more there is. Only what is told is put into words. */
export function tellFaults(issues: readonly z.core.$ZodRawIssue[], values: Values = 'told'): { fields: FieldProblem[]; more: number } {
  const fields: FieldProblem[] = []
  let bytes = 0
  for (const issue of issues.slice(0, MOST_FAULTS)) {
    const told = problemOf(issue, values)
    bytes += sizeOf(told.field) + sizeOf(told.problem)
    if (bytes > MOST_BYTES && fields.length > 0) break
    fields.push(told)
  }
  return { fields, more: issues.length - fields.length }
}

/** The most bytes a text takes as JSON. */
const sizeOf = (text: string): number => new TextEncoder().encode(JSON.stringify(text)).length

function problemOf(issue: z.core.$ZodRawIssue, values: Values): FieldProblem {
  const field = cut((issue.path ?? []).map(part => cut(String(part), FIELD)).join('.'), FIELD)
  if (issue.code === 'unrecognized_keys') return { field, problem: values === 'told' ? unknownKeys(issue.keys ?? []) : 'There are keys that have no place here' }
  const { message } = z.core.util.finalizeIssue(issue, undefined, z.core.config())
  const isHidden = values === 'untold' || (issue.code === 'custom' && issue.params?.['hidden'] === true)           // it may hold what must not be told again
  const was = issue.input === undefined || isHidden ? '' : ` (was ${beginningOf(issue.input)})`
  return { field, problem: `${cut(message, PROBLEM)}${was}` }
}

function unknownKeys(keys: readonly string[]): string {
  const more = keys.length - MOST_KEYS
  return `Unrecognized key${keys.length === 1 ? '' : 's'}: ${keys.slice(0, MOST_KEYS).map(key => `"${cut(key, KEY)}"`).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** The beginning of a text: so many characters, and fewer of those that take many bytes. */
function cut(text: string, most: number): string {
  const beginning = text.slice(0, most)
  if (sizeOf(beginning) > 3 * most + 2) return cut(text, most >> 1)
  return text.length > most ? `${beginning.toWellFormed()}…` : text
}

/** A value as JSON, as far as it is shown. */
const beginningOf = (value: unknown): string => cut(written(value, VALUE) ?? String(value), VALUE)

/** The beginning of a value as JSON, a little more than so many characters of it: what is large is not written to its end. Undefined for what JSON has no word for. */
function written(value: unknown, room: number): string | undefined {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room + 1))
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null || value instanceof Date) return JSON.stringify(value)
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`
  const isList = Array.isArray(value)
  let text = isList ? '[' : '{'
  for (const key in value) {
    if (text.length > room) return text
    const name = isList ? '' : `${JSON.stringify(key.slice(0, room))}:`, part = written(Reflect.get(value, key), room - text.length - name.length)
    if (part !== undefined) text += `${text.length > 1 ? ',' : ''}${name}${part}`
  }
  return `${text}${isList ? ']' : '}'}`
}
