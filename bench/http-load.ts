import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Where requests are sent, and what is sent: the same request each time, answered with a body whose length is told. */
export interface Load { port: number; request: string; connections: number; mayBeRefused?: boolean }

/** A request as it goes over the wire. */
export function written(method: string, path: string, { token, body }: { token?: string; body?: unknown } = {}): string {
  const text = body === undefined ? '' : JSON.stringify(body)
  return [
    `${method} ${path} HTTP/1.1`, 'Host: localhost', ...token === undefined ? [] : [`Authorization: Bearer ${token}`],
    ...body === undefined ? [] : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`], '', text,
  ].join('\r\n')
}

/** What came as an answer: its head as text, and the bytes of it all where they are kept. */
interface Came { head: string; kept: Buffer[] }

/** What an answer fits into as it arrives: a list of agents does. */
const ARRIVING_BYTES = 64 * 1024

/**
 * One connection that is kept open. It reads the head of an answer and counts the bytes of the rest, which all arrive in one place: what is measured is the server, and not the garbage of
 * whoever asks.
 */
class Line {
  readonly #socket: Socket
  readonly #keeps: boolean
  #came: Came = { head: '', kept: [] }
  #left = 0
  #told: (came: Came) => void = () => {}
  #failed: (error: Error) => void = () => {}

  private constructor(port: number, keeps: boolean) {
    this.#keeps = keeps
    this.#socket = connect({
      port, host: '127.0.0.1', noDelay: true,
      onread: {
        buffer: Buffer.alloc(ARRIVING_BYTES),
        callback: (many, buffer) => {
          this.#read(Buffer.from(buffer.buffer, buffer.byteOffset, many))
          return true
        },
      },
    })
    this.#socket.on('error', error => this.#failed(error))
  }

  static async open(port: number, { keeps = false } = {}): Promise<Line> {
    const line = new Line(port, keeps)
    await once(line.#socket, 'connect')
    return line
  }

  /** The answer to a request. */
  ask(request: string): Promise<Came> {
    return new Promise((resolve, reject) => {
      this.#told = resolve
      this.#failed = reject
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  #read(bytes: Buffer): void {
    const came = this.#came
    if (this.#keeps) came.kept.push(Buffer.from(bytes))
    if (came.head === '') {
      const end = bytes.indexOf('\r\n\r\n')
      if (end < 0) return this.#failed(new Error('The head of an answer came in pieces.'))
      came.head = bytes.toString('latin1', 0, end)
      this.#left = end + 4 + Number(/content-length: (\d+)/i.exec(came.head)?.[1] ?? 0)
    }
    this.#left -= bytes.length
    if (this.#left > 0) return
    this.#came = { head: '', kept: [] }
    this.#told(came)
  }
}

/** The whole answer to one request. */
export async function answerTo(port: number, request: string): Promise<{ status: number; body: string; bytes: number }> {
  const line = await Line.open(port, { keeps: true }), { head, kept } = await line.ask(request), answer = Buffer.concat(kept)
  line.close()
  return { status: Number(head.slice(9, 12)), body: answer.toString('utf8', head.length + 4), bytes: answer.length }
}

/** How long so many requests take, in milliseconds, on so many connections, each asking again once it was answered. */
export async function closedLoop({ port, request, connections, mayBeRefused = false }: Load, many: number): Promise<number> {
  const lines = await Promise.all(Array.from({ length: connections }, () => Line.open(port)))
  let left = many
  const began = performance.now()
  await Promise.all(lines.map(async line => {
    while (left-- > 0) {
      const came = await line.ask(request)
      if (!mayBeRefused) checkDone(came)
    }
  }))
  const took = performance.now() - began
  for (const line of lines) line.close()
  return took
}

/** How long each request took at so many a second, counted from when it was to be sent, in milliseconds: one that had to wait for a connection waited too. It never sleeps: what wakes a virtual machine's core takes longer than an answer. */
export async function openLoop({ port, request, connections }: Load, { perSecond, seconds }: { perSecond: number; seconds: number }): Promise<number[]> {
  const lines = await Promise.all(Array.from({ length: connections }, () => Line.open(port)))
  const free = [...lines], waiting: number[] = [], took: number[] = [], asking = new Set<Promise<void>>()
  const many = Math.floor(perSecond * seconds), began = performance.now()
  const send = (line: Line, due: number): void => {
    const asked = line.ask(request).then(came => {
      checkDone(came)
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

/** How long each of so many requests took, in milliseconds, on one connection that rests in between: whoever asks takes no core from those who work. */
export async function restingLoop({ port, request }: Pick<Load, 'port' | 'request'>, { many, restMs }: { many: number; restMs: number }): Promise<number[]> {
  const line = await Line.open(port), took: number[] = []
  for (let asked = 0; asked < many; asked++) {
    await pause(restMs)
    const began = performance.now()
    checkDone(await line.ask(request))
    took.push(performance.now() - began)
  }
  line.close()
  return took
}

function checkDone({ head }: Came): void {
  if (!head.startsWith('HTTP/1.1 2')) throw new Error(`A request was refused: ${head}`)
}
