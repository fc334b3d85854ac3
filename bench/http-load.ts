import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** Where requests are sent, and what is sent: the same request each time, answered with a body whose length is told. */
export interface Load { port: number; request: string; connections: number }

/** A request as it goes over the wire. */
export function written(method: string, path: string, { token, body }: { token?: string; body?: unknown } = {}): string {
  const text = body === undefined ? '' : JSON.stringify(body)
  return [
    `${method} ${path} HTTP/1.1`, 'Host: localhost', ...token === undefined ? [] : [`Authorization: Bearer ${token}`],
    ...body === undefined ? [] : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`], '', text,
  ].join('\r\n')
}

/** One connection that is kept open. It does little more than count bytes, so that what is measured is the server. */
class Line {
  readonly #socket: Socket
  #have: Buffer = Buffer.alloc(0)
  #told: (answer: string) => void = () => {}

  constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (bytes: Buffer) => this.#read(bytes))
  }

  static async open(port: number): Promise<Line> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    return new Line(socket)
  }

  /** The answer to a request, its head and its body. */
  ask(request: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#told = resolve
      this.#socket.once('error', reject)
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  #read(bytes: Buffer): void {
    this.#have = this.#have.length === 0 ? bytes : Buffer.concat([this.#have, bytes])
    const head = this.#have.indexOf('\r\n\r\n')
    if (head < 0) return
    const [, length = '0'] = /content-length: (\d+)/i.exec(this.#have.toString('latin1', 0, head)) ?? []
    if (this.#have.length < head + 4 + Number(length)) return
    const answer = this.#have.toString('utf8')
    this.#have = Buffer.alloc(0)
    this.#socket.removeAllListeners('error')
    this.#told(answer)
  }
}

/** The whole answer to one request. */
export async function answerTo(port: number, request: string): Promise<{ status: number; body: string; bytes: number }> {
  const line = await Line.open(port), answer = await line.ask(request)
  line.close()
  return { status: Number(answer.slice(9, 12)), body: answer.slice(answer.indexOf('\r\n\r\n') + 4), bytes: Buffer.byteLength(answer) }
}

/** How long so many requests take, in milliseconds, on so many connections, each asking again once it was answered. */
export async function closedLoop({ port, request, connections }: Load, many: number): Promise<number> {
  const lines = await Promise.all(Array.from({ length: connections }, () => Line.open(port)))
  let left = many
  const began = performance.now()
  await Promise.all(lines.map(async line => {
    while (left-- > 0) checkDone(await line.ask(request))
  }))
  const took = performance.now() - began
  for (const line of lines) line.close()
  return took
}

/** How long each request took at so many a second, counted from when it was to be sent, in milliseconds: one that had to wait for a connection waited too. */
export async function openLoop({ port, request, connections }: Load, { perSecond, seconds }: { perSecond: number; seconds: number }): Promise<number[]> {
  const lines = await Promise.all(Array.from({ length: connections }, () => Line.open(port)))
  const free = [...lines], waiting: number[] = [], took: number[] = [], asking = new Set<Promise<void>>()
  const many = Math.floor(perSecond * seconds), began = performance.now()
  const send = (line: Line, due: number): void => {
    const asked = line.ask(request).then(answer => {
      checkDone(answer)
      took.push(performance.now() - due)
      const next = waiting.shift()
      if (next === undefined) free.push(line)
      else send(line, next)
    })
    asking.add(asked)
    void asked.finally(() => asking.delete(asked)).catch(() => {})
  }
  for (let sent = 0; sent < many;) {
    for (; sent < many && began + (sent * 1_000) / perSecond <= performance.now(); sent++) {
      const due = began + (sent * 1_000) / perSecond, line = free.pop()
      if (line) send(line, due)
      else waiting.push(due)
    }
    await new Promise(resolve => setImmediate(resolve))
  }
  while (asking.size > 0) await Promise.all(asking)
  for (const line of lines) line.close()
  return took
}

function checkDone(answer: string): void {
  if (!/^HTTP\/1\.1 2\d\d/.test(answer)) throw new Error(`A request was refused: ${answer.slice(0, 400)}`)
}
