import { randomUUID } from 'node:crypto'
import type { Cancel, Clock } from '@paperclip/core'
import type pg from 'pg'
import { Listener } from './listener.ts'
import type { Reach } from './pool.ts'

const CHANNEL = 'paperclip'
const AGAIN_MS = 1_000
const BETWEEN_MS = 20
const LOOK_MS = 10_000
const SAY = { name: 'paperclip_nudge', text: `select pg_notify('${CHANNEL}', $1)` }
/** Is another one once a transaction, whoever began it, has begun to write. */
const LOOK = 'select pg_snapshot_xmax(pg_current_snapshot())::text as next'

/**
 * How nodes on one database hear of each other's writes. A node says that it wrote after its commits, once for all of a moment: NOTIFY inside a
 * transaction would make all companies commit one after another. A nudge may be lost with its node, or a connection die without a word: every ten seconds the database
 * is asked whether anything was written, over the connection that listens, so that whoever watches hears of it later, and not never.
 */
export class Nudges {
  readonly #pool: pg.Pool
  readonly #reach: Reach
  readonly #clock: Clock
  readonly #own = randomUUID()
  readonly #watchers = new Set<() => void>()
  #listener: Listener | undefined
  #retry: Cancel | undefined
  #look: Cancel | undefined
  #next: unknown
  #saying: Promise<void> | undefined
  #unsaid = false
  #hurry = () => {}
  #isClosed = false

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
    if (this.#watchers.size === 1) {
      this.#listen()
      this.#lookLater()
    }
    return () => {
      if (this.#watchers.delete(watcher) && this.#watchers.size === 0) void this.#hush()
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#watchers.clear()
    this.#hurry()
    await Promise.all([this.#hush(), this.#saying])
  }

  /** What could not be said is said again: the others have not heard it. */
  async #sayAll(): Promise<void> {
    while (this.#unsaid) {
      this.#unsaid = false
      const isSaid = await this.#pool.query({ ...SAY, values: [this.#own] }).then(() => true, () => false)
      if (!isSaid) this.#unsaid = !this.#isClosed
      await this.#pause(isSaid ? BETWEEN_MS : AGAIN_MS)
    }
    this.#saying = undefined
  }

  async #pause(ms: number): Promise<void> {
    if (this.#isClosed) return
    await new Promise<void>(resolve => {
      const cancel = this.#clock.after(ms, resolve)
      this.#hurry = () => {
        cancel()
        resolve()
      }
    })
  }

  #listen(): void {
    const listener = this.#listener = new Listener(this.#reach, CHANNEL, {
      began: () => this.#tell(),                                               // what was written before it could listen
      heard: payload => { if (payload !== this.#own) this.#tell() },
      lost: () => {
        if (this.#listener !== listener) return
        this.#listener = undefined
        this.#retry = this.#clock.after(AGAIN_MS, () => this.#listen())
      },
    })
  }

  #lookLater(): void {
    this.#look = this.#clock.after(LOOK_MS, () => {
      this.#lookLater()
      this.#lookNow().catch(() => {})                                          // whoever does not answer has nothing to tell, and is asked again
    })
  }

  async #lookNow(): Promise<void> {
    const found = await (this.#listener?.isListening ? this.#listener.ask(LOOK) : this.#pool.query<Record<string, unknown>>(LOOK).then(({ rows: [row] }) => row))
    if (found?.['next'] === this.#next) return
    this.#next = found?.['next']
    this.#tell()
  }

  async #hush(): Promise<void> {
    const listener = this.#listener
    this.#listener = undefined
    this.#retry?.()
    this.#look?.()
    await listener?.end()
  }

  #tell(): void {
    this.#watchers.forEach(watcher => watcher())
  }
}
