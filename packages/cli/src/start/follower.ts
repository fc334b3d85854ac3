import { isPaperclipError, type AuditRecord, type CompanyHandle, type Paperclip, type Store } from '@paperclip/core'
import { everyRow } from '../data/every-row.ts'
import { orNothing } from '../data/or-nothing.ts'

interface Followed {
  paperclip: Paperclip
  store: Store
  heard(company: CompanyHandle, record: AuditRecord): Promise<void>
  /** A company is not here any more: it was deleted, or who looks on was taken from its board. */
  gone(company: CompanyHandle): Promise<void>
  /** The log could not be read; it is tried again when something happens. */
  failed(error: unknown): void
}

/** How far the log of a company was told. */
interface Position { company: CompanyHandle; seq: number }

/**
 * Follows the audit logs of all companies, in order and without gaps: what this process writes, and what others write to the same data. The log itself is
 * read, so nothing depends on having heard an event.
 */
export class Follower {
  readonly #paperclip: Paperclip
  readonly #store: Store
  readonly #heard: Followed['heard']
  readonly #gone: Followed['gone']
  readonly #positions = new Map<string, Position>()
  #stops: (() => void)[] = []
  #reading: Promise<void> | undefined
  #again = false
  #meet: (company: CompanyHandle) => Promise<void> = async () => {}

  readonly #failed: (error: unknown) => void

  constructor({ paperclip, store, heard, gone, failed }: Followed) {
    this.#paperclip = paperclip
    this.#store = store
    this.#heard = heard
    this.#gone = gone
    this.#failed = failed
  }

  /** Begins after what is there. `meet` is called once for each company, before any of its records. */
  async begin(meet: (company: CompanyHandle) => Promise<void>): Promise<void> {
    this.#meet = meet
    for (const { id } of await everyRow(after => this.#paperclip.companies({ after }))) {
      const company = await this.#paperclip.company(id)
      const [last] = (await company.audit.list({ direction: 'down', limit: 1 })).rows
      await this.#add(company, last?.seq ?? 0)
    }
    this.#stops = [this.#paperclip.on(event => { if (event.kind === 'record') this.#look() }), this.#store.watch(() => this.#look())]
  }

  /** Stops after what is there by now. */
  async finish(): Promise<void> {
    for (const stop of this.#stops) stop()
    this.#look()
    await this.#reading
  }

  async #add(company: CompanyHandle, seq: number): Promise<void> {
    this.#positions.set(company.id, { company, seq })
    await this.#meet(company)
  }

  #look(): void {
    this.#again = true
    this.#reading ??= this.#readWhileAsked().catch(this.#failed).finally(() => { this.#reading = undefined })
  }

  async #readWhileAsked(): Promise<void> {
    while (this.#again) {
      this.#again = false
      await this.#meetNew()
      for (const position of this.#positions.values()) await this.#read(position)
    }
  }

  async #read(position: Position): Promise<void> {
    const { company } = position
    try {
      for await (const record of company.audit.feed({ after: position.seq })) {
        position.seq = record.seq
        await this.#heard(company, record)
      }
    } catch (error) {
      if (!isPaperclipError(error) || error.code !== 'not_found' || await orNothing(this.#paperclip.company(company.id))) throw error
      this.#positions.delete(company.id)
      await this.#gone(company)
    }
  }

  /** Companies may be founded while this runs. */
  async #meetNew(): Promise<void> {
    for (const { id } of await everyRow(after => this.#paperclip.companies({ after }))) {
      if (!this.#positions.has(id)) await this.#add(await this.#paperclip.company(id), 0)
    }
  }
}
