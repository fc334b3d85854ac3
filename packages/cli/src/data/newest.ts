import type { Page } from '@paperclip/core'

const MOST_AT_ONCE = 500

/** The first rows of a list, as many as were asked for, page by page; `next` is null if there are no more. */
export async function newest<T>(limit: number, list: (page: { after: string | null; limit: number }) => Promise<Page<T>>): Promise<Page<T>> {
  const rows: T[] = []
  let after: string | null = null
  do {
    const page: Page<T> = await list({ after, limit: Math.min(limit - rows.length, MOST_AT_ONCE) })
    rows.push(...page.rows)
    after = page.next
  } while (after !== null && rows.length < limit)
  return { rows, next: after }
}
