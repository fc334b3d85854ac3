import type { Page } from '@paperclip/core'
import type { Screen } from './screen.ts'

/** What stands below a list that is not whole: how much of it is shown, and how to see more. */
export const moreBelow = ({ paint }: Screen, { rows, next }: Page<unknown>, { limit, which = 'newest' }: { limit: number; which?: 'newest' | 'oldest' | 'best' }): string =>
  (next === null ? '' : `\n${paint('quiet', `The ${which} ${rows.length}. More: --limit ${limit * 4}`)}`)
