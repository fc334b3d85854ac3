import { get, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { URL_OF_TESTS } from './served.ts'

/** One event of a stream; `id` is absent for one without. */
export interface Heard { event: string; id?: number; data: Record<string, unknown> }

/** A stream of live events over a real connection. */
export class LiveStream {
  readonly heard: Heard[] = []
  readonly comments: string[] = []
  readonly answer: IncomingMessage
  /** Resolves once the stream is over, whichever way. */
  readonly ended: Promise<void>
  #rest = ''
  #waiting: (() => void)[] = []
  #isOver = false

  constructor(answer: IncomingMessage) {
    this.answer = answer
    answer.setEncoding('utf8')
    answer.on('data', (text: string) => this.#read(text))
    answer.on('error', () => {})
    this.ended = new Promise(resolve => answer.on('close', () => {
      this.#isOver = true
      this.#wake()
      resolve()
    }))
  }

  /** Everything that was heard, once that is as it is waited for. */
  async until(isThere: (heard: readonly Heard[]) => boolean): Promise<Heard[]> {
    while (!isThere(this.heard)) {
      if (this.#isOver) throw new Error(`The stream is over, after ${JSON.stringify(this.heard.slice(-3))}`)
      await new Promise<void>(resolve => this.#waiting.push(resolve))
    }
    return this.heard
  }

  /** The numbers of the records that were heard. */
  get records(): number[] {
    return this.heard.filter(({ event }) => event === 'record').map(({ id = 0 }) => id)
  }

  /** The number to come again with. */
  get last(): number {
    return this.heard.findLast(({ id }) => id !== undefined)?.id ?? 0
  }

  close(): void {
    this.answer.destroy()
  }

  #read(text: string): void {
    const parts = `${this.#rest}${text}`.split('\n\n')
    this.#rest = parts.pop() ?? ''
    for (const part of parts) {
      const fields = new Map(part.split('\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const))
      const event = fields.get('event'), id = fields.get('id')
      if (event !== undefined) this.heard.push({ event, ...id === undefined ? {} : { id: Number(id) }, data: JSON.parse(fields.get('data') ?? '{}') })
      else this.comments.push(part)
    }
    this.#wake()
  }

  #wake(): void {
    for (const go of this.#waiting.splice(0)) go()
  }
}

/** Opens a stream of a server that listens. Resolves with its answer, whatever that is. */
export function openStream(app: FastifyInstance, path: string, headers: OutgoingHttpHeaders): Promise<LiveStream> {
  const { port } = app.server.address() as AddressInfo                         // it listens on a port
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: `/api/v1${path}`, agent: false, headers: { host: new URL(URL_OF_TESTS).host, ...headers } }, answer => resolve(new LiveStream(answer))).on('error', reject)
  })
}
