import { PaperclipError, type Cancel, type Clock } from '@paperclip/core'
import type { Lease } from '@paperclip/core/store'

/** One lease to be extended. */
export interface Renewal { lease: Lease; leaseMs: number }

/** What came of it: `busy` if a transaction has written the alarm and is not over, whose lease is still the holder's. */
export type Renewed = 'renewed' | 'lost' | 'busy'

interface Waiting extends Renewal { resolve(isOurs: boolean): void; reject(error: unknown): void; busy: number }

/** Node runs are counted in tens; so many that wait say that nothing is answered any more. */
const MOST_WAITING = 10_000
const MOST_AT_ONCE = 500
const AGAIN_MS = 50
/** Nobody holds an alarm longer than the database lets a transaction stand still. */
const MOST_BUSY = 400

/**
 * Renewals that wait together leave in one flight: however slow the database is, each waits for the flight before it and its own, whatever the number of runs.
 * An alarm that a transaction has written is passed over and asked for again, so that it holds up no other.
 */
export class PostgresRenewals {
  readonly #send: (renewals: readonly Renewal[]) => Promise<readonly Renewed[]>
  readonly #clock: Pick<Clock, 'after'>
  readonly #pauses = new Map<Cancel, readonly Waiting[]>()
  #waiting: Waiting[] = []
  #inHand = 0
  #isFlying = false
  #isClosed = false

  /** `send` gives one answer per renewal, in their order; `clock` says when what was busy is asked for again. */
  constructor(send: (renewals: readonly Renewal[]) => Promise<readonly Renewed[]>, clock: Pick<Clock, 'after'>) {
    this.#send = send
    this.#clock = clock
  }

  renew(lease: Lease, leaseMs: number): Promise<boolean> {
    if (this.#isClosed) return Promise.reject(closed())
    if (this.#inHand >= MOST_WAITING) return Promise.reject(new PaperclipError('unavailable', `${MOST_WAITING} renewals of leases wait for the database already. Look whether it answers.`))
    this.#inHand++
    return new Promise<boolean>((resolve, reject) => {
      this.#waiting.push({ lease, leaseMs, resolve, reject, busy: 0 })
      if (!this.#isFlying) void this.#fly()
    }).finally(() => { this.#inHand-- })
  }

  async #fly(): Promise<void> {
    this.#isFlying = true
    while (this.#waiting.length > 0) {
      const flight = this.#waiting.splice(0, MOST_AT_ONCE)
      try {
        const answers = await this.#send(flight)
        const again = flight.filter((one, n) => !this.#answered(one, answers[n] ?? 'lost'))
        if (again.length > 0) this.#pause(again)
      } catch (error) {
        for (const { reject } of flight) reject(error)
      }
    }
    this.#isFlying = false
  }

  /** Asks for nothing more: what waits will not be answered, and no timer is left. */
  close(): void {
    this.#isClosed = true
    for (const [cancel, renewals] of this.#pauses) {
      cancel()
      for (const { reject } of renewals) reject(closed())
    }
    this.#pauses.clear()
    for (const { reject } of this.#waiting.splice(0)) reject(closed())
  }

  #pause(renewals: readonly Waiting[]): void {
    if (this.#isClosed) return renewals.forEach(({ reject }) => reject(closed()))
    const cancel = this.#clock.after(AGAIN_MS, () => {
      this.#pauses.delete(cancel)
      this.#waiting.push(...renewals)
      if (!this.#isFlying) void this.#fly()
    })
    this.#pauses.set(cancel, renewals)
  }

  #answered(one: Waiting, answer: Renewed): boolean {
    if (answer !== 'busy') one.resolve(answer === 'renewed')
    else if (++one.busy < MOST_BUSY) return false
    else one.reject(new PaperclipError('unavailable', 'A transaction has written the alarm of a lease that is to be renewed, and does not end.'))
    return true
  }
}

const closed = () => new PaperclipError('unavailable', 'The store was closed before this lease was renewed.')
