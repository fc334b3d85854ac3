import pg from 'pg'
import { connecting, type Reach } from './pool.ts'

/** Who is told what a connection hears. */
export interface Ears {
  /** It listens from now on. */
  began(): void
  heard(payload: string | undefined): void
  /** It hears nothing more: it was refused, or broke, or did not answer. Told once. */
  lost(): void
}

/** One connection that listens to a channel. Once it is lost or ended nothing of it is left open. */
export class Listener {
  readonly #client: pg.Client
  readonly #ended: Promise<void>
  #state: 'beginning' | 'listening' | 'over' = 'beginning'

  constructor(reach: Reach, channel: string, ears: Ears) {
    const client = this.#client = new pg.Client(connecting(reach))
    const lose = () => {
      if (this.#state === 'over') return
      void this.end()
      ears.lost()
    }
    this.#ended = new Promise(resolve => void client.once('end', resolve))
    client.on('error', lose)
    client.on('end', lose)
    client.on('notification', ({ payload }) => ears.heard(payload))
    client.connect().then(() => client.query(`listen ${channel}`)).then(() => {
      if (this.#state === 'over') return
      this.#state = 'listening'
      ears.began()
    }, lose)
  }

  get isListening(): boolean {
    return this.#state === 'listening'
  }

  /** Asks over this connection, which is lost if it does not answer in time. */
  async ask(text: string): Promise<Record<string, unknown> | undefined> {
    return (await this.#client.query<Record<string, unknown>>(text)).rows[0]
  }

  /** Ends it at once, whatever it waits for: of one that nobody answers any more there is nothing to take leave of. Resolves when it is closed. */
  end(): Promise<void> {
    this.#state = 'over'
    this.#client.connection.stream.destroy()
    return this.#ended
  }
}
