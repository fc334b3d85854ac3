import { isPaperclipError, type AuditRecord, type PaperclipEvent } from '@paperclip/core'
import { pulse, told } from './frame.ts'
import type { Listener, Start } from './listener.ts'
import { Recent } from './recent.ts'

/** How many records a stream may be behind and still be told them one by one. */
const MOST_BEHIND = 10_000

/** What says who may listen. */
const RIGHTS: ReadonlySet<string> = new Set(['member', 'accessKey'])

/**
 * Follows the log of one company for all who listen to it here. What is written in this process is heard as it is committed; what others write is read. By its
 * numbers nothing is missed or told twice, whichever way it came.
 */
export class CompanyTail {
  readonly listeners = new Set<Listener>()
  readonly #doubt: (listener: Listener) => void
  #recent: Recent | undefined
  #looking: Promise<void> | undefined
  #again = false

  /** `doubt` is told whose rights have just changed. */
  constructor(doubt: (listener: Listener) => void) {
    this.#doubt = doubt
  }

  /** Finds where a new stream begins: `from` is the number of the last record that it was told, null for what is new. */
  async join(listener: Listener, from: number | null): Promise<{ recent: Recent; start: Start }> {
    this.listeners.add(listener)
    await this.look()
    const recent = this.#recent ??= new Recent(0)
    return { recent, start: startFrom(from, recent.last) }
  }

  hear(event: PaperclipEvent): void {
    if (event.kind === 'record') this.#heard(event.record)
    else this.#pulse(pulse(event))
  }

  /** Reads what is in the log and was not heard. */
  look(): Promise<void> {
    this.#again = true
    return this.#looking ??= this.#lookWhileAsked().finally(() => { this.#looking = undefined })
  }

  #heard(record: AuditRecord): void {
    if (!this.#recent) return
    if (record.seq > this.#recent.last + 1) return void this.look().catch(() => {})       // what lies between will be read; it is tried again soon if that fails
    this.#add(record)
  }

  async #lookWhileAsked(): Promise<void> {
    while (this.#again) {
      this.#again = false
      await this.#read()
    }
  }

  /** The log is read by the rights of whoever listens. */
  async #read(): Promise<void> {
    let refused: unknown
    for (const { listening: { company } } of this.listeners) {
      try {
        const [last] = (await company.audit.list({ direction: 'down', limit: 1 })).rows
        const recent = this.#recent ??= new Recent(last?.seq ?? 0)
        if (recent.last < (last?.seq ?? 0)) for await (const record of company.audit.feed({ after: recent.last })) this.#add(record)
        return
      } catch (error) {
        if (!isPaperclipError(error) || error.code !== 'not_found') throw error
        refused = error                                                           // not this one's any more
      }
    }
    if (refused !== undefined) throw refused
  }

  #add(record: AuditRecord): void {
    const recent = this.#recent
    if (!recent || record.seq !== recent.last + 1) return
    recent.add(told(record))
    for (const listener of this.listeners) {
      if (RIGHTS.has(record.noun) && listener.listening.by.id === record.entityId) this.#doubt(listener)
      listener.flow()
    }
  }

  #pulse(text: string): void {
    for (const listener of this.listeners) listener.passing(text)
  }
}

export function startFrom(from: number | null, last: number): Start {
  if (from === null) return { kind: 'now' }
  if (from > last) return { kind: 'reset', reason: 'unknown' }
  return last - from > MOST_BEHIND ? { kind: 'reset', reason: 'too_old' } : { kind: 'after', seq: from }
}
