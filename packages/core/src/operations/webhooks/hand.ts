import type { AuditRecord } from '../../domain/audit.ts'
import type { Company } from '../../domain/company.ts'
import { conflict } from '../../domain/error.ts'
import { WEBHOOK } from '../../domain/principal.ts'
import type { DeadLetter, Outbox, Webhook } from '../../domain/webhook.ts'
import { waitAfter } from '../../policy/delivery-wait.ts'
import { signMessage } from '../../policy/webhook-signature.ts'
import { tellsOf } from '../../policy/webhook-records.ts'
import { first } from '../find.ts'
import { feed } from '../log/feed.ts'
import { closeIncidents, raiseIncident } from '../waking/incident.ts'
import { read, transact, type Deps, type Work } from '../work.ts'
import { letterId } from './set-webhook.ts'

/** What a webhook tells of one record. Its id is the same whenever it is sent, also long after: by it whoever receives it knows what came before. */
export interface Letter { id: string; seq: number; record: AuditRecord; from: 'log' | 'dead letters' }

/** What came of sending: it arrived, or not; `waitMs` is how long the other side asked to be left alone. */
export type Sending = { kind: 'delivered' } | { kind: 'failed'; problem: string; waitMs?: number }

export interface InHand { companyId: string; company: Company; webhook: Webhook; secret: string; fence: number; outbox: Outbox; takenAt: Date }

const MOST_WORDS = 500
const FREE = { owner: null, leaseUntil: null } as const

/** A webhook that this node has in hand: what it has to tell, one by one in the order of the log, and what came of it. Every write carries the fence: after another node took over there is none. */
export class Hand {
  readonly webhook: Webhook
  readonly company: Company
  readonly #deps: Deps
  readonly #inHand: InHand
  readonly #takenAt: number
  #seq: number
  #feed: AsyncGenerator<AuditRecord, void> | undefined
  #isOver = false

  constructor(deps: Deps, inHand: InHand) {
    this.#deps = deps
    this.#inHand = inHand
    this.#takenAt = deps.clock.monotonic()
    this.#seq = inHand.outbox.seq
    this.webhook = inHand.webhook
    this.company = inHand.company
  }

  /** The last record that it is past. */
  get past(): number {
    return this.#seq
  }

  /** What is to be told next; nothing if it has told all there is, or must wait. */
  async next(): Promise<Letter | undefined> {
    const asked = await read(this.#deps, this.#inHand.companyId, view => first(view, 'deadLetter', { where: { webhookId: this.webhook.id, status: 'again' }, by: 'seq' }))
    if (asked) return this.#again(asked)
    const { dueAt } = this.#inHand.outbox
    return dueAt !== null && dueAt > this.#now() ? undefined : this.#nextOfLog()
  }

  /** The headers that sign a letter, as it is sent now. */
  sign({ id }: Letter, body: string): Record<string, string> {
    const timestamp = String(Math.floor(this.#deps.clock.now().getTime() / 1_000))
    return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signMessage(this.#inHand.secret, { id, timestamp, body: Buffer.from(body) }) }
  }

  /** Writes down what came of a letter. `wait` ends it: there is nothing to tell before the time that was written down. */
  async settle(letter: Letter, sending: Sending): Promise<'go on' | 'wait'> {
    const then = letter.from === 'log' ? await this.#settleNext(letter, sending) : await this.#settleAgain(letter.seq, sending)
    if (letter.from === 'log' && then === 'go on') this.#seq = letter.seq
    this.#isOver = then === 'wait'
    return then
  }

  /** Lets it go, as far as it has come. */
  async release(): Promise<void> {
    if (!this.#isOver) await this.#write(({ tx }, standing) => tx.put('outbox', { ...standing, seq: this.#seq, ...FREE }))
  }

  #settleNext({ seq, record }: Letter, sending: Sending): Promise<'go on' | 'wait'> {
    return this.#write(async (work, standing) => {
      const now = this.#now(), leaseUntil = this.#leaseUntil()
      if (sending.kind === 'delivered') {
        await work.tx.put('outbox', { ...standing, seq, attempts: 0, dueAt: null, problem: null, deliveredAt: now, leaseUntil })
        return 'go on'
      }
      const attempts = standing.attempts + 1, wait = waitAfter(attempts, sending.waitMs), problem = shortened(sending.problem)
      if (wait !== null) {
        await work.tx.put('outbox', { ...standing, seq: seq - 1, attempts, problem, dueAt: new Date(now.getTime() + wait), ...FREE })
        return 'wait'
      }
      await work.tx.put('deadLetter', { id: letterId(this.webhook.id, seq), webhookId: this.webhook.id, seq, action: record.action, status: 'dead', attempts, problem, diedAt: now })
      await work.tx.put('outbox', { ...standing, seq, attempts: 0, dueAt: null, problem, leaseUntil })
      await raiseIncident(work, { kind: 'webhook_failing', webhookId: this.webhook.id, detail: `The webhook "${this.webhook.name}" could not tell of record ${seq} (${record.action}): ${problem} It was tried ${attempts} times, and lies with its dead letters. See to what receives it, then have it told again.` })
      return 'go on'
    })
  }

  #settleAgain(seq: number, sending: Sending): Promise<'go on'> {
    return this.#write<'go on'>(async (work, standing) => {
      const { tx } = work, now = this.#now(), letter = await tx.get('deadLetter', letterId(this.webhook.id, seq))
      await tx.put('outbox', { ...standing, leaseUntil: this.#leaseUntil(), ...sending.kind === 'delivered' ? { deliveredAt: now } : {} })
      if (!letter) return 'go on'
      if (sending.kind === 'delivered') {
        await tx.remove('deadLetter', letter.id)
        if (!(await first(tx, 'deadLetter', { where: { webhookId: this.webhook.id }, by: 'seq' }))) await closeIncidents(work, ['webhook_failing'], { webhookId: this.webhook.id })
      }
      else await tx.put('deadLetter', { ...letter, status: 'dead', attempts: letter.attempts + 1, problem: shortened(sending.problem), diedAt: now })
      return 'go on'
    })
  }

  async #nextOfLog(): Promise<Letter | undefined> {
    this.#feed ??= feed(this.#deps, this.#inHand.companyId, this.#seq)
    for (;;) {
      const { value: record, done } = await this.#feed.next()
      if (done) {
        this.#feed = undefined
        return undefined
      }
      if (tellsOf(this.webhook, record)) return this.#letter(record, 'log')
      this.#seq = record.seq
    }
  }

  /** A letter that was given up, from the log where it still stands. */
  async #again({ seq }: DeadLetter): Promise<Letter | undefined> {
    const { value: record, done } = await feed(this.#deps, this.#inHand.companyId, seq - 1).next()
    if (!done && record.seq === seq) return this.#letter(record, 'dead letters')
    await this.#settleAgain(seq, { kind: 'failed', problem: `Record ${seq} is not in the log any more.` })
    return this.next()
  }

  #letter(record: AuditRecord, from: Letter['from']): Letter {
    return { id: `${this.#inHand.companyId}.${record.seq}`, seq: record.seq, record, from }
  }

  /** The store's time, as far as it is known. */
  #now(): Date {
    return new Date(this.#inHand.takenAt.getTime() + Math.round(this.#deps.clock.monotonic() - this.#takenAt))
  }

  #leaseUntil(): Date {
    return new Date(this.#now().getTime() + this.#deps.limits.leaseMs)
  }

  #write<T>(write: (work: Work, standing: Outbox) => Promise<T>): Promise<T> {
    const { companyId, fence } = this.#inHand
    return transact({ deps: this.#deps, companyId, by: WEBHOOK }, async work => {
      const standing = await work.tx.get('outbox', this.webhook.id)
      if (standing?.fence !== fence) throw conflict('stale_lease', 'Another node has this webhook in hand, or it was revoked.')
      return write(work, standing)
    })
  }
}

const shortened = (problem: string): string => (problem.length > MOST_WORDS ? `${problem.slice(0, MOST_WORDS - 1)}…` : problem)
