import type { TObject, TProperties } from 'typebox'
import { z } from 'zod'

/**
 * The JSON Schema of a configuration, from the schema that parses it: written once, so they cannot disagree.
 * It is what `Type.Object(…)` returns, without the 175 ms that importing TypeBox costs every program that runs an agent.
 */
export function configSchema(config: z.ZodObject): TObject<TProperties> {
  const { $schema: _, ...schema } = z.toJSONSchema(config, { io: 'input' })
  return Object.defineProperty(schema, '~kind', { value: 'Object' }) as unknown as TObject<TProperties>
}
