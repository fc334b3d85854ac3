import { isPaperclipError, parse } from '@paperclip/core'
import type { z } from 'zod'
import type { Body } from './guard/read-body.ts'
import { storable } from './visible.ts'

/** What a body holds, or why it cannot be read. */
export type Read<T> = { kind: 'read'; value: T } | { kind: 'wrong'; problem: string } | { kind: 'broken' }

/** Reads a body as JSON of one shape. Every text in it becomes one that a store can hold. */
export function jsonBody<S extends z.ZodType>(body: Body, shape: S, what: string): Read<z.output<S>> {
  if (body.kind === 'broken') return { kind: 'broken' }
  if (body.kind === 'too_large') return { kind: 'wrong', problem: `its body is larger than ${body.bytes.length} bytes.` }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body.bytes)
    const value: unknown = JSON.parse(text, (key, value: unknown) => {
      if (key.includes('\0')) throw new TypeError('a key holds a NUL character')
      return typeof value === 'string' ? storable(value) : value
    })
    return { kind: 'read', value: parse(shape, value, what) }
  } catch (error) {
    // Anything, such as a nesting too deep to read, is wrong.
    return { kind: 'wrong', problem: isPaperclipError(error) ? `not as agreed. ${error.message}` : `its body is no JSON: ${error instanceof Error ? error.message : String(error)}.` }
  }
}
