import type { Page } from '@paperclip/core'

/** All of a list: that protocol answers whole lists, in no pages. */
export async function everyOne<T>(list: (page: { after: string | null; limit: number }) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = []
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const page: Page<T> = await list({ after, limit: 500 })
    rows.push(...page.rows)
    after = page.next
  }
  return rows
}
