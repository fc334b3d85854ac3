import { HTTP_STATUS, isPaperclipError, PaperclipError, type ErrorCode, type FieldProblem } from '@paperclip/core'
import { Type } from 'typebox'

/** An error on the wire (RFC 9457), with the codes and reasons of the SDK. */
export interface Problem { type: string; title: string; status: number; detail: string; code: ErrorCode; reason?: string; fields?: readonly { field: string; problem: string }[] }

export const PROBLEM = Type.Object({
  type: Type.String(), title: Type.String(), status: Type.Integer(), detail: Type.String(), code: Type.String(), reason: Type.Optional(Type.String()),
  fields: Type.Optional(Type.Array(Type.Object({ field: Type.String(), problem: Type.String() }))),
}, { title: 'Problem' })

const TITLES: Readonly<Record<ErrorCode, string>> = {
  invalid_input: 'The input is not valid', unauthorized: 'Who are you?', forbidden: 'Not allowed', not_found: 'Not found', conflict: 'It conflicts with how things stand',
  too_large: 'Too large', rate_limited: 'Too often', misconfigured: 'Something is not set up', unavailable: 'Not available now',
}

/** The most bytes of what is told in words, and of the wrong fields: an answer stays small whatever was sent, also where both are told twice. */
const MOST_DETAIL = 1_800, MOST_FIELDS = 1_800
/** The most characters of one field, and of what is wrong with it. */
const FIELD = 120, WRONG = 400

/** An error as it is told. What is not ours is told as nothing but that: its words may hold what nobody outside should read. */
export function problemOf(error: unknown): Problem {
  if (!isPaperclipError(error)) return problem(new PaperclipError('unavailable', 'Something went wrong here. It was logged; try again.'), 500)
  return problem(error, HTTP_STATUS[error.code])
}

function problem({ code, message, reason, fields }: PaperclipError, status: number): Problem {
  const detail = sizeOf(message) > MOST_DETAIL ? cut(message, MOST_DETAIL / ESCAPED) : message
  return { type: `urn:paperclip:error:${code}`, title: TITLES[code], status, detail, code, ...(reason === undefined ? {} : { reason }), ...(fields.length === 0 ? {} : { fields: fewOf(fields) }) }
}

/** The first of many wrong fields, each told shortly. */
export function fewOf(fields: Iterable<FieldProblem>): FieldProblem[] {
  const few: FieldProblem[] = []
  let bytes = 0
  for (const { field, problem: wrong } of fields) {
    const told = { field: cut(field, FIELD), problem: cut(wrong, WRONG) }
    bytes += sizeOf(told.field) + sizeOf(told.problem)
    if (few.length === MOST_TOLD || (bytes > MOST_FIELDS && few.length > 0)) break
    few.push(told)
  }
  return few
}

const MOST_TOLD = 20
/** The most bytes that a character takes as JSON. */
const ESCAPED = 6
const sizeOf = (text: string): number => Buffer.byteLength(JSON.stringify(text))
const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text)
