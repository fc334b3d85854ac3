import { ACTS, type ActKind } from '@paperclip/core'
import { Type } from 'typebox'
import type { z } from 'zod'
import { lazily } from './lazily.ts'
import { wired, type Schema } from './schema.ts'

/** Marks a body that core checks, not the door, in the words of what it is the input of. */
export const ACT_INPUT = 'x-act'

const checkedByCore = new WeakSet<object>()

/** True of a body that core checks: seen without looking into it. */
export const isCheckedByCore = (schema: object): boolean => checkedByCore.has(schema)

/** A body that core checks: the input of what is called so. */
export const inputOf = (name: string, input: z.ZodType): Schema => marked(lazily(() => Type.Unsafe({ ...wired(input), [ACT_INPUT]: name })))

/** The input of an act as a body, without the fields that the path already says. */
export const actInput = (kind: ActKind, taken: readonly string[] = []): Schema => marked(lazily(() => {
  const { properties = {}, required = [], ...rest } = wired(ACTS[kind].input) as { properties?: Record<string, Schema>; required?: string[] }
  const left = Object.fromEntries(Object.entries(properties).filter(([field]) => !taken.includes(field)))
  return Type.Unsafe({ ...rest, type: 'object', properties: left, required: required.filter(field => !taken.includes(field)), additionalProperties: false, [ACT_INPUT]: kind })
}))

function marked(schema: Schema): Schema {
  checkedByCore.add(schema)
  return schema
}
