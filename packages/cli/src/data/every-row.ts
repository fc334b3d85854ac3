import type { Page } from '@paperclip/core'

/** All rows of a list, page by page. */
export async function everyRow<T>(page: (after: string | null) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = []
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const next: Page<T> = await page(after)
    rows.push(...next.rows)
    after = next.next
  }
  return rows
}
