import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What came to a receiver of webhooks. */
export interface Received { path: string; headers: IncomingHttpHeaders; body: string; id: string; type: string; said: ReturnType<typeof JSON.parse> }

export interface Receiver {
  url: string
  port: number
  received: readonly Received[]
  /** Resolves once so many have come. */
  heard(count: number): Promise<readonly Received[]>
}

/** A real server that receives webhooks until the test is over. `answer` decides; 204 unless it says otherwise. */
export async function receiver(answer: (received: Received, response: ServerResponse, count: number) => void = (_, response) => void response.writeHead(204).end()): Promise<Receiver> {
  const received: Received[] = [], waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('error', () => {}).on('data', (part: Buffer) => void parts.push(part)).on('end', () => {
      const body = Buffer.concat(parts).toString('utf8'), said = JSON.parse(body)
      const one: Received = { path: request.url ?? '', headers: request.headers, body, id: String(request.headers['webhook-id']), type: said.type, said }
      received.push(one)
      answer(one, response, received.length)
      for (const look of waiting) look()
    })
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`, port, received,
    heard: count => new Promise(resolve => {
      const look = (): void => {
        if (received.length < count) return
        waiting.delete(look)
        resolve(received)
      }
      waiting.add(look)
      look()
    }),
  }
}
