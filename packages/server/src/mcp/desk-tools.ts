import type { Tool, ToolAnnotations } from '@modelcontextprotocol/sdk/types.js'
import { everyVerb, type Effect, type OfferedVerb } from '../desk/every-verb.ts'
import { wired } from '../wire/schema.ts'

const HINTS: Readonly<Record<Effect, ToolAnnotations>> = {
  looks: { readOnlyHint: true, destructiveHint: false, idempotentHint: true },
  adds: { readOnlyHint: false, destructiveHint: false, idempotentHint: false },
  once: { readOnlyHint: false, destructiveHint: false, idempotentHint: true },
  overwrites: { readOnlyHint: false, destructiveHint: true, idempotentHint: true },
  anything: { readOnlyHint: false, destructiveHint: true, idempotentHint: false },
}

const toolOf = ({ verb, does, more, effect, input }: OfferedVerb): Tool => ({
  name: verb,
  description: more === undefined ? `${does}.` : `${does}. ${more}`,
  inputSchema: input ? { ...wired(input), type: 'object' } : { type: 'object', properties: {}, additionalProperties: false },
  annotations: { ...HINTS[effect], openWorldHint: false },
})

/** The verbs of the desk, as tools. */
export const DESK_TOOLS: readonly Tool[] = everyVerb.map(toolOf)
