import { ACTS, type ActKind } from '@paperclip/core'
import { Type } from 'typebox'
import { wired, type Schema } from './schema.ts'

/** Marks a body that is the input of an act: core checks it, not the door. */
export const ACT_INPUT = 'x-act'

/** The input of an act as a body, without the fields that the path already says. */
export function actInput(kind: ActKind, taken: readonly string[] = []): Schema {
  const { properties = {}, required = [], ...rest } = wired(ACTS[kind].input) as { properties?: Record<string, Schema>; required?: string[] }
  const left = Object.fromEntries(Object.entries(properties).filter(([field]) => !taken.includes(field)))
  return Type.Unsafe({ ...rest, type: 'object', properties: left, required: required.filter(field => !taken.includes(field)), additionalProperties: false, [ACT_INPUT]: kind })
}
