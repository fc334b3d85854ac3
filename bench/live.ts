import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { childOf, type Child } from './child.ts'
import { median, quantile } from './median.ts'
import { row, type Row, type Size } from './report.ts'
import { folder } from './stage.ts'

const TIMES = 5
const GAP_MS = 100

interface Ready { ours: number; bare: number; token: string }
type Where = 'ours' | 'bare'

/** How long it takes from a commit until those who listen have heard of it, a hundred of them and a thousand, beside a bare server that tells as many from memory. */
export async function bench(size: Size): Promise<Row[]> {
  const place = folder(), events = size === 'full' ? 20 : 3, crowds = size === 'full' ? [100, 1_000] as const : [10, 20] as const
  const server = await childOf<Ready>('live.child.ts', join(place.path, 'paperclip.db'))
  const measured = []
  for (const clients of crowds) measured.push({ clients, ours: await heard(server, { where: 'ours', clients, events }), bare: await heard(server, { where: 'bare', clients, events }) })
  await server.end()
  place.remove()
  const targets = [25, 60]
  return measured.flatMap(({ clients, ours, bare }, at) => [
    row(`p99-${clients}`, [ours.p99, 'ms'], { atMost: targets[at] ?? 0 }),
    row(`p50-${clients}`, [ours.p50, 'ms']),
    row(`p99-${clients}-floor`, [bare.p99, 'ms']),
  ])
}

async function heard(server: Child<Ready>, { where, clients, events }: { where: Where; clients: number; events: number }): Promise<{ p99: number; p50: number }> {
  const listeners = await Promise.all(Array.from({ length: clients }, () => Listener.open(server.ready, where)))
  const slices: { p99: number; p50: number }[] = []
  for (let time = 0; time <= TIMES; time++) {
    const late: number[] = []
    for (let event = 0; event < events; event++) {
      const { seq, at } = await server.tell<{ seq: number; at: number }>({ where })
      late.push(...(await Promise.all(listeners.map(one => one.heard(seq)))).map(arrived => arrived - at))
      await pause(GAP_MS)
    }
    if (time > 0) slices.push({ p99: quantile(late, 0.99), p50: quantile(late, 0.5) })                     // the first only warms up
  }
  for (const one of listeners) one.close()
  return { p99: median(slices.map(({ p99 }) => p99)), p50: median(slices.map(({ p50 }) => p50)) }
}

const now = (): number => performance.timeOrigin + performance.now()

/** Somebody who listens, and notes when each record came. */
class Listener {
  readonly #socket: Socket
  readonly #arrived = new Map<number, number>()
  readonly #waiting = new Map<number, (at: number) => void>()

  constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (bytes: Buffer) => {
      const at = now()
      for (const [, id = ''] of bytes.toString('latin1').matchAll(/^id: (\d+)$/gm)) this.#note(Number(id), at)
    })
  }

  static async open({ ours, bare, token }: Ready, where: Where): Promise<Listener> {
    const socket = connect(where === 'ours' ? ours : bare, '127.0.0.1')
    await once(socket, 'connect')
    const listener = new Listener(socket)
    socket.write(`GET /api/v1/companies/acme/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nAccept: text/event-stream\r\n\r\n`)
    await once(socket, 'data')
    return listener
  }

  /** When a record came. */
  heard(seq: number): Promise<number> {
    const at = this.#arrived.get(seq)
    return at === undefined ? new Promise(resolve => this.#waiting.set(seq, resolve)) : Promise.resolve(at)
  }

  close(): void {
    this.#socket.destroy()
  }

  #note(seq: number, at: number): void {
    this.#arrived.set(seq, at)
    this.#waiting.get(seq)?.(at)
  }
}
