import { isPaperclipError, PaperclipError } from '@paperclip/core'
import type { Gate } from '../access/gate.ts'
import { presented } from '../access/token.ts'
import { ANYTHING } from '../wire/schema.ts'
import { forAgents, Reply, type Route } from './route.ts'

const WORDS = { path: '/mcp', tag: 'Desk', speaks: 'mcp' } as const

/** To this protocol, whoever is no agent has brought the wrong proof, whoever else they are: its clients then ask for another. */
const agentsOnly = (route: Route): Route => ({
  ...route,
  async admit(gate: Gate, request) {
    if (presented(request)?.by === 'cookie') throw noAgent()
    try {
      return await gate.agent(request)
    } catch (error) {
      throw isPaperclipError(error) && error.code === 'forbidden' ? noAgent() : error
    }
  },
})

const noAgent = (): PaperclipError => new PaperclipError('unauthorized', 'MCP is the desk of an agent: it takes the token of a run, or an agent\'s own key. Send Authorization: Bearer pca_….')

/** The desk over the Model Context Protocol (streamable HTTP), without a session: each message is a POST, and its answer JSON. The protocol is loaded when the first one speaks it. */
export const mcpRoutes: readonly Route[] = [
  agentsOnly(forAgents({
    ...WORDS, repeated: 'Idempotency-Key', method: 'POST', summary: 'The desk as tools, over the Model Context Protocol', body: ANYTHING, replies: { 200: ANYTHING, 202: null },
    async handle({ context, paperclip, caller, once, body, request }) {
      if (Array.isArray(body)) throw new PaperclipError('invalid_input', 'The body is a list. Send one message at a time.')
      const { answerMessage } = await import('../mcp/answer-message.ts')
      const { status, body: told } = await answerMessage({
        headers: request.headers, message: body, seat: () => paperclip.access.seat(caller, once),
        failed: (verb, error) => context.logger.error('A tool of the desk failed.', { requestId: request.id, verb, error }),
      })
      return new Reply(status, told)
    },
  })),
  ...(['GET', 'DELETE'] as const).map(method => agentsOnly(forAgents({
    ...WORDS, repeated: 'by nature', method, summary: 'Not there: nothing is told unasked, and there is no session to end', replies: { 405: ANYTHING },
    handle: async () => new Reply(405, { jsonrpc: '2.0', error: { code: -32_000, message: 'There is no stream and no session here. Send each message by POST.' }, id: null }, { allow: 'POST' }),
  }))),
]
