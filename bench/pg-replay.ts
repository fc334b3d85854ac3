import type Pg from 'pg'
import { pg } from './postgres.ts'
import type { Flown, Sent } from './pg-recorder.ts'

/** Taken when the module loads: what is replayed is not recorded again. */
const { query } = pg.Client.prototype

/** The same statements with the same parameters, prepared once under the same names, in the very flights they were sent in, with nothing around them: the floor. */
export class PgReplay {
  readonly #client: Pg.Client

  private constructor(client: Pg.Client) {
    this.#client = client
  }

  static async connect(url: string): Promise<PgReplay> {
    const options: Pg.ClientConfig & { pipeline: true } = { connectionString: url, pipeline: true }
    const client = new pg.Client(options)
    await client.connect()
    return new PgReplay(client)
  }

  /** Does these transactions one after another, and gives back how long that took. */
  async measure(transactions: readonly Flown[]): Promise<number> {
    const began = performance.now()
    for (const flown of transactions) await this.#fly(flown)
    return performance.now() - began
  }

  close(): Promise<void> {
    return this.#client.end()
  }

  async #fly(flown: Flown): Promise<void> {
    const { stream } = this.#client.connection, answers: Promise<unknown>[] = []
    let heard = 0
    stream.cork()
    for (const sent of flown) {
      if (sent.heard > heard) {
        stream.uncork()
        heard = sent.heard
        await answers[heard - 1]
        stream.cork()
      }
      answers.push(this.#send(sent))
    }
    stream.uncork()
    await Promise.all(answers)
  }

  #send({ query: what }: Sent): Promise<unknown> {
    const answer: unknown = Reflect.apply(query, this.#client, [what])
    return Promise.resolve(answer)
  }
}
