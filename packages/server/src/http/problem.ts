import { HTTP_STATUS, isPaperclipError, PaperclipError, type ErrorCode } from '@paperclip/core'
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

/** An error as it is told. What is not ours is told as nothing but that: its words may hold what nobody outside should read. */
export function problemOf(error: unknown): Problem {
  if (!isPaperclipError(error)) return problem(new PaperclipError('unavailable', 'Something went wrong here. It was logged; try again.'), 500)
  return problem(error, HTTP_STATUS[error.code])
}

function problem({ code, message, reason, fields }: PaperclipError, status: number): Problem {
  return { type: `urn:paperclip:error:${code}`, title: TITLES[code], status, detail: message, code, ...(reason === undefined ? {} : { reason }), ...(fields.length === 0 ? {} : { fields }) }
}
