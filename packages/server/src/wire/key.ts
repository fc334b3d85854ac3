import { Type } from 'typebox'
import { z } from 'zod'
import { rowOf } from './schema.ts'

/** A key as it is shown: never its digest. */
export const SHOWN_KEY = rowOf('accessKey', { without: ['digest'], and: { lastUsedAt: z.date().nullable().optional() } })

const orNull = (schema: ReturnType<typeof Type.String> | ReturnType<typeof Type.Array>) => Type.Optional(Type.Union([schema, Type.Null()]))

/** How a key is asked for. */
export const KEY_BODY = Type.Object({
  name: Type.String({ maxLength: 100 }), level: Type.Optional(Type.String({ enum: ['viewer', 'operator', 'owner'] })), agent: orNull(Type.String()),
  acts: orNull(Type.Array(Type.String())), agents: orNull(Type.Array(Type.String())), expiresIn: orNull(Type.String()),
  budget: Type.Optional(Type.Union([Type.Object({ limit: Type.Union([Type.String(), Type.Integer()], { description: 'The most that runs may cost which come of its deeds: dollars as people write them, like `"5"` or `"0.25"`, or whole micro-dollars.' }), window: Type.Optional(Type.String({ enum: ['day', 'week', 'month', 'lifetime'] })) }, { additionalProperties: false }), Type.Null()])),
}, { additionalProperties: false })
