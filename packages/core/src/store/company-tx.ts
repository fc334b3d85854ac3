import { PaperclipError, conflict } from '../domain/error.ts'
import { FIRST_PREV, seal } from '../policy/audit-chain.ts'
import type { AuditedNoun, Noun, Row, UnauditedNoun } from '../domain/nouns.ts'
import type { AuditRecord, Head } from '../domain/audit.ts'
import type { Change } from '../domain/change.ts'
import type { CompanyTx, CompanyView, Page, Query, Search, Sum, Summed } from '../ports/store.ts'
import { AskedLists, type Asked } from './asked-lists.ts'
import { keyOf, pageOf, planQuery } from './query.ts'
import { KnownRows } from './known-rows.ts'
import type { Rows } from './rows.ts'
import { planSearch } from './search.ts'
import { checkStorable, checkText } from './storable.ts'
import { planSum, summed } from './sum.ts'

const HEAD = 'head'

/** Reads over the rows of one moment, as operations see them. */
export function viewOf(rows: Pick<Rows, 'get' | 'list' | 'search' | 'sum'>): CompanyView {
  return over(rows, new KnownRows(), (noun, query) => {
    const plan = planQuery(noun, query)
    return { plan, answer: rows.list(noun, plan), rows: undefined }
  })
}

type Ask = <N extends Noun>(noun: N, query: Query<N>) => Asked<Row<N>>

function over(rows: Pick<Rows, 'get' | 'search' | 'sum'>, known: KnownRows, ask: Ask): CompanyView {
  return {
    get: (noun, id) => known.once(noun, id, async () => rows.get(noun, checkText(id))),
    async list<N extends Noun>(noun: N, query: Query<N>): Promise<Page<Row<N>>> {
      const { plan, rows, answer } = ask(noun, query)
      if (rows) return pageOf(rows, plan)
      const page = pageOf(await answer, plan)
      for (const row of page.rows) if (!known.has(noun, keyOf(row))) known.set(noun, keyOf(row), row)
      return page
    },
    async search<N extends Noun>(noun: N, query: Search<N>): Promise<Row<N>[]> {
      const plan = planSearch(noun, query)
      return plan.words.length === 0 ? [] : rows.search(noun, plan)
    },
    sum: async (noun, query) => summed(await rows.sum(noun, planSum(noun, query))),
  }
}

/**
 * Runs a work over a store's rows inside that store's own transaction. Afterwards its `tx` is dead, and a write that failed fails the whole work,
 * even if the work caught it: the store then rolls back.
 */
export async function inTransaction<T>(rows: Rows, work: (tx: CompanyTx) => Promise<T>): Promise<T> {
  const tx = new OpenTx(rows)
  try {
    const result = await work(tx)
    await tx.finish()
    return result
  } finally {
    tx.close()
  }
}

class OpenTx implements CompanyTx {
  readonly #rows: Rows
  readonly #view: CompanyView
  #head: Head | undefined
  readonly #loading: Promise<Head | undefined>
  #state: 'open' | 'closed' = 'open'
  #failed: { error: unknown } | undefined
  readonly #unfinished = new Set<Promise<unknown>>()
  readonly #known = new KnownRows()
  readonly #lists = new AskedLists()

  constructor(rows: Rows) {
    this.#rows = rows
    this.#view = over(rows, this.#known, (noun, query) => this.#lists.once(noun, query, plan => rows.list(noun, plan)))
    this.#loading = this.#view.get('head', HEAD)          // with the first reads of the work, which will hardly end without a write
    this.#loading.catch(() => {})                         // whoever writes hears of it
  }

  get<N extends Noun>(noun: N, id: string): Promise<Row<N> | undefined> {
    return this.#state === 'open' ? this.#view.get(noun, id) : ended()
  }

  list<N extends Noun>(noun: N, query: Query<N>): Promise<Page<Row<N>>> {
    return this.#state === 'open' ? this.#view.list(noun, query) : ended()
  }

  search<N extends Noun>(noun: N, query: Search<N>): Promise<Row<N>[]> {
    return this.#state === 'open' ? this.#view.search(noun, query) : ended()
  }

  sum<N extends Noun, G extends Extract<keyof Row<N>, string>, F extends Extract<keyof Row<N>, string>>(noun: N, query: Sum<N, G, F>): Promise<Summed<N, G, F>[]> {
    return this.#state === 'open' ? this.#view.sum(noun, query) : ended()
  }

  put<N extends UnauditedNoun>(noun: N, row: Row<N>): Promise<void> {
    return this.#writing(async () => {
      checkStorable(noun, row)
      await this.#standing()                              // a company that was buried has none: nobody who is late writes it back into being
      await this.#put(noun, row)
    })
  }

  remove(noun: UnauditedNoun, id: string): Promise<void> {
    return this.#writing(() => this.#remove(noun, id))
  }

  forget(noun: AuditedNoun | 'audit', ids: readonly string[]): Promise<void> {
    return this.#writing(async () => {
      for (const id of ids) await this.#remove(noun, id)
    })
  }

  open(key: string): Promise<void> {
    return this.#writing(async () => {
      if (await this.#rows.get('head', HEAD)) throw conflict('exists', 'This company has an audit chain already.')
      this.#head = { id: HEAD, seq: 0, hash: FIRST_PREV, key }
      await this.#rows.put('head', this.#head)
      this.#known.set('head', HEAD, this.#head)
    })
  }

  record<N extends AuditedNoun>(change: Change<N>): Promise<AuditRecord> {
    return this.#writing(async () => {
      if (change.after) checkStorable(change.noun, change.after)
      const standing = await this.#standing()
      const head = this.#head ?? standing
      const sealed = seal(head, change)                   // no await between reading the head and moving it: records may be written side by side
      this.#head = sealed.head
      if (change.after) await this.#put(change.noun, change.after, change.before)
      else if (change.before) await this.#remove(change.noun, change.before.id)
      await this.#rows.put('audit', sealed.record)
      return sealed.record
    })
  }

  /** Waits for writes that the work did not wait for, so that each is whole, and writes where the chain stands, once per transaction. */
  async finish(): Promise<void> {
    while (this.#unfinished.size > 0) await Promise.allSettled(this.#unfinished)
    this.close()                                          // what begins from here on would not be whole at commit
    if (this.#failed) throw this.#failed.error
    if (this.#head) await this.#rows.put('head', this.#head, await this.#loading)
  }

  close(): void {
    this.#state = 'closed'
  }

  /** Where the chain stood, or stands now that it was opened here. Throws `not_found` for a company that has none. */
  async #standing(): Promise<Head> {
    const standing = this.#head ?? await this.#loading ?? this.#head
    if (!standing) throw new PaperclipError('not_found', 'There is no such company.')
    return standing
  }

  /** `before` is null where this transaction says that the row is new. */
  async #put<N extends Noun>(noun: N, row: Row<N>, before?: Row<N> | null): Promise<void> {
    const key = keyOf(row), stood = this.#known.get(noun, key) ?? (before === null ? null : undefined), change = { before: stood, after: row }
    this.#lists.forget(noun, change)
    await this.#rows.put(noun, row, stood)
    this.#known.set(noun, key, row)
    this.#lists.forget(noun, change)                      // also what was asked meanwhile
  }

  async #remove(noun: Noun, id: string): Promise<void> {
    const change = { before: this.#known.get(noun, id), after: null }
    this.#lists.forget(noun, change)
    await this.#rows.remove(noun, id)
    this.#known.set(noun, id, undefined)
    this.#lists.forget(noun, change)
  }

  async #writing<T>(act: () => Promise<T>): Promise<T> {
    const write = this.#state === 'open' ? act() : ended()
    this.#unfinished.add(write)
    try {
      return await write
    } catch (error) {
      this.#failed ??= { error }
      throw error
    } finally {
      this.#unfinished.delete(write)
    }
  }
}

const ended = (): Promise<never> => Promise.reject(new PaperclipError('misconfigured', 'This transaction has ended: a tx must not be used after its work.'))
