import { randomUUID } from 'node:crypto'
import type { Cancel, Clock } from '@paperclip/core'
import pg from 'pg'
import { connecting, type Reach } from './pool.ts'

const CHANNEL = 'paperclip'
const AGAIN_MS = 1_000
const BETWEEN_MS = 20
const SAY = { name: 'paperclip_nudge', text: `select pg_notify('${CHANNEL}', $1)` }

/**
 * How nodes on one database hear of each other's writes. A node says that it wrote after its commits, once for all of a moment: NOTIFY inside a
 * transaction would make all companies commit one after another. A nudge may be lost with its node: whoever waits also looks by the clock.
 */
export class Nudges {
  readonly #pool: pg.Pool
  readonly #reach: Reach
  readonly #clock: Clock
  readonly #own = randomUUID()
  readonly #watchers = new Set<() => void>()
  #listener: pg.Client | undefined
  #retry: Cancel | undefined
  #saying: Promise<void> | undefined
  #unsaid = false

  constructor(pool: pg.Pool, { reach, clock }: { reach: Reach; clock: Clock }) {
    this.#pool = pool
    this.#reach = reach
    this.#clock = clock
  }

  /** Tells the other nodes that something was written. */
  say(): void {
    this.#unsaid = true
    this.#saying ??= this.#sayAll()
  }

  add(changed: () => void): () => void {
    const watcher = () => changed()
    this.#watchers.add(watcher)
    if (this.#watchers.size === 1) this.#listen()
    return () => {
      if (this.#watchers.delete(watcher) && this.#watchers.size === 0) this.#hush()
    }
  }

  async close(): Promise<void> {
    this.#watchers.clear()
    this.#hush()
    await this.#saying
  }

  async #sayAll(): Promise<void> {
    while (this.#unsaid) {
      this.#unsaid = false
      await this.#pool.query({ ...SAY, values: [this.#own] }).catch(() => {})
      await new Promise<void>(resolve => void this.#clock.after(BETWEEN_MS, resolve))
    }
    this.#saying = undefined
  }

  #listen(): void {
    const listener = this.#listener = new pg.Client(connecting(this.#reach))
    const again = () => {
      if (this.#listener !== listener) return
      this.#listener = undefined
      this.#retry = this.#clock.after(AGAIN_MS, () => this.#listen())
    }
    listener.on('error', again)
    listener.on('end', again)
    listener.on('notification', ({ payload }) => {
      if (payload !== this.#own) this.#tell()
    })
    // what was written before it could listen is told of at once
    listener.connect().then(() => listener.query(`listen ${CHANNEL}`)).then(() => this.#tell(), again)
  }

  #hush(): void {
    const listener = this.#listener
    this.#listener = undefined
    this.#retry?.()
    this.#retry = undefined
    listener?.end().catch(() => {})
  }

  #tell(): void {
    this.#watchers.forEach(watcher => watcher())
  }
}
