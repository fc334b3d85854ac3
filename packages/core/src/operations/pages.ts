import type { Noun, Row } from '../domain/nouns.ts'
import type { CompanyView, Page, PageQuery, Query } from '../ports/store.ts'
import { cursorOf, limitOf, readCursor, writeCursor } from '../store/query.ts'

/** A page of those rows of an order that are told, each as it is told: what is `null` is left out. The page behind it may be empty. */
export async function sifted<N extends Noun, T>(view: CompanyView, query: Query<N> & { noun: N }, tell: (row: Row<N>) => Promise<T | null> | T | null): Promise<Page<T>> {
  const { noun, ...asked } = query, limit = limitOf(asked.limit), rows: T[] = []
  for (let after = asked.after ?? null; ;) {
    const page: Page<Row<N>> = await view.list<N>(noun, { ...asked, after, limit })
    const told = await Promise.all(page.rows.map(row => tell(row)))
    for (const [at, one] of told.entries()) {
      if (one === null) continue
      rows.push(one)
      const row = page.rows[at]
      if (rows.length === limit && row !== undefined) return { rows, next: at === told.length - 1 ? page.next : cursorOf(row, asked.by) }
    }
    if (page.next === null) return { rows, next: null }
    after = page.next
  }
}

/** A page of lists that stand one behind the other. */
export async function chained<T>(lists: readonly ((page: PageQuery) => Promise<Page<T>>)[], { after, limit: given }: PageQuery): Promise<Page<T>> {
  const limit = limitOf(given), rows: T[] = [], begun = after ? readCursor(after) : { value: 0, id: '' }
  let inner = begun.id
  for (const [at, list] of lists.entries()) {
    if (at < Number(begun.value)) continue
    const page = await list({ limit: limit - rows.length, after: inner === '' ? null : inner })
    rows.push(...page.rows)
    if (page.next !== null) return { rows, next: writeCursor({ value: at, id: page.next }) }
    if (rows.length === limit) return { rows, next: at === lists.length - 1 ? null : writeCursor({ value: at + 1, id: '' }) }
    inner = ''
  }
  return { rows, next: null }
}

/** A page of lists whose newest come first, out of a page of each: they stand in one order, so one place leads on in all of them. */
export function merged<R extends { id: string; createdAt: Date }>(pages: readonly Page<R>[], limit: number): Page<R> {
  const found = pages.flatMap(({ rows }) => rows).sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime() || (one.id < other.id ? 1 : -1))
  const rows = found.slice(0, limit), last = rows.at(-1), isMore = found.length > limit || pages.some(({ next }) => next !== null)
  return { rows, next: last && isMore ? cursorOf(last, 'createdAt') : null }
}
