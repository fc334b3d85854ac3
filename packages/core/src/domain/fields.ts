import { z } from 'zod'

/**
 * The kinds of field an entity is made of. Every string is either a fact (an id, a slug, an enum: hashed as it is in the audit log)
 * or prose (what somebody wrote: only its digest is hashed, so that it can be erased).
 */
const FACT = { fact: true } as const

/** A string that every store can hold: no NUL (SQLite would cut it there, PostgreSQL refuses it) and well-formed Unicode. */
const storable = (schema: z.ZodString) =>
  schema.refine(text => !text.includes('\0'), 'must not contain a NUL character')
    .refine(text => text.isWellFormed(), 'must be well-formed Unicode (it holds half of a surrogate pair)')

/** Schemas never change, so fields that have the same one share it: to make them is a good part of what importing this package takes. */
function shared<Given, Schema>(make: (given: Given) => Schema): (given: Given) => Schema {
  const made = new Map<Given, Schema>()
  return given => {
    const known = made.get(given) ?? make(given)
    made.set(given, known)
    return known
  }
}

const ID = storable(z.string().min(1).max(200)).meta(FACT)
const SLUG = z.string().max(64).regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'must be lower case letters, digits and single hyphens inside, like "senior-engineer"').meta(FACT)
const COUNT = z.int().min(0)
const JSON_VALUE = z.json()
const lineOf = shared((max: number) => storable(z.string().trim().min(1, 'must not be empty').max(max)))
const proseOf = shared((max: number) => storable(z.string().max(max)))

/** An identifier made by `Ids`, or of something outside. */
export const id = () => ID

/** A short name used in URLs and commands: lower case letters, digits and hyphens, 1 to 64 characters. */
export const slug = () => SLUG

/** A line of text that somebody wrote: a title, a name. */
export const line = (max = 300) => lineOf(max)

/** A text that somebody wrote, perhaps empty. */
export const prose = (max = 100_000) => proseOf(max)

/** A value that is not a string of its own but stands as it is in the audit log. */
export const fact = <S extends z.ZodType>(schema: S): S => schema.meta(FACT)

/** A count or a number that may not be negative. */
export const count = () => COUNT

/** Data of another program's shape: stored as JSON, digested in the audit log. */
export const json = () => JSON_VALUE

/** True if a field stands in the audit log as it is; false if only its digest does. */
export function isFact(schema: z.ZodType): boolean {
  if (schema.meta()?.['fact'] === true) return true
  if (schema instanceof z.ZodNullable) return isFact(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodArray) return isFact(schema.element as z.ZodType)
  if (schema instanceof z.ZodPipe) return isFact(schema.in as z.ZodType)       // an amount of money is a number that carries its unit
  return schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral || schema instanceof z.ZodNumber
    || schema instanceof z.ZodBoolean || schema instanceof z.ZodDate
}
