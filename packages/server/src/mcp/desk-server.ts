import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { CallToolRequestSchema, ErrorCode, ListToolsRequestSchema, McpError, type CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv'
import type { Desk } from '@paperclip/core'
import { everyVerb } from '../desk/every-verb.ts'
import { problemOf } from '../http/problem.ts'
import { OPENAPI } from '../openapi.ts'
import { DESK_TOOLS } from './desk-tools.ts'

const INSTRUCTIONS = [
  'This is your desk in the company you work for: whatever you do here is done in your name.',
  '"me" says who you are, "inbox" what is new, "tasks" what is yours, "show" what a task asks. "take" a task in hand, "say" on its thread how it goes, and leave none in the middle: "finish" it, "block" it with what it waits for, or "release" it.',
  'A refusal says what was wrong and what to do instead; a conflict says that somebody else was faster.',
].join('\n')

const VERBS = new Map<string, (typeof everyVerb)[number]>(everyVerb.map(offered => [offered.verb, offered]))
/** For answers of clients to what they are asked. Nothing here asks; one for all is made, since each costs. */
const jsonSchemaValidator = new AjvJsonSchemaValidator()

/** Whose desk it is, and who hears of what is ours to mend. */
export interface Sitting { seat(): Promise<Desk>; failed(verb: string, error: unknown): void }

/** A desk as MCP tools, for one message: nothing of it outlives that. */
export function deskServer({ seat, failed }: Sitting): Server {
  const server = new Server({ name: 'paperclip', title: 'Paperclip', version: OPENAPI.info.version }, { capabilities: { tools: {} }, instructions: INSTRUCTIONS, jsonSchemaValidator })
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [...DESK_TOOLS] }))
  server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: given = {} } }): Promise<CallToolResult> => {
    const offered = VERBS.get(name)
    if (!offered) throw new McpError(ErrorCode.InvalidParams, `There is no tool "${name}". There are: ${[...VERBS.keys()].join(', ')}.`)
    try {
      return { content: [{ type: 'text', text: JSON.stringify(await offered.use(await seat(), given) ?? null) }] }
    } catch (error) {
      const problem = problemOf(error)
      if (problem.status >= 500) failed(name, error)
      return { isError: true, content: [{ type: 'text', text: problem.detail }], structuredContent: { ...problem } }
    }
  })
  return server
}
