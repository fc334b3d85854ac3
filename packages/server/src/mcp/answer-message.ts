import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import type { IncomingHttpHeaders } from 'node:http'
import { deskServer, type Sitting } from './desk-server.ts'

/** A message that came by a POST: already let in, and read. */
export interface Posted extends Sitting { headers: IncomingHttpHeaders; message: unknown }

/** All that the protocol reads of a request; what somebody proves themselves with goes no further. */
const READ = ['accept', 'content-type', 'mcp-protocol-version'] as const

/** Answers one message of the protocol, with a server and a transport of its own: no two callers have anything in common. */
export async function answerMessage({ headers, message, ...sitting }: Posted): Promise<{ status: number; body: unknown }> {
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true }), server = deskServer(sitting)
  await server.connect(transport)
  try {
    const told = READ.flatMap(name => (typeof headers[name] === 'string' ? [[name, headers[name]] as const] : []))
    const answer = await transport.handleRequest(new Request('http://paperclip/mcp', { method: 'POST', headers: Object.fromEntries(told) }), { parsedBody: message })
    return { status: answer.status, body: answer.body === null ? null : await answer.json() }
  } finally {
    await server.close()
  }
}
