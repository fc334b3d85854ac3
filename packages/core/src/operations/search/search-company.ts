import { z } from 'zod'
import { parse } from '../../domain/parse.ts'
import type { CompanyView, Page, SearchPlace } from '../../ports/store.ts'
import { inOrder, wantedWords } from '../../store/search.ts'
import { first } from '../find.ts'
import { readPlace, writePlace } from './place.ts'
import { FINDING, SEARCH_KINDS, taskAsFound, type SearchHit } from './kinds.ts'

const MOST = 50
const USUAL = 20

const asked = z.strictObject({
  /** Words: letters and digits; whatever else it holds only parts them. Every one is needed, each finds what begins with it, and the first 20 count. */
  text: z.string().max(1_000),
  /** Of these kinds only. */
  kinds: z.array(z.enum(SEARCH_KINDS)).min(1).transform(kinds => [...new Set(kinds)]).default([...SEARCH_KINDS]),
  /** The `next` of the page before. */
  after: z.string().max(2_000).nullable().default(null),
  limit: z.int().min(1).max(MOST).default(USUAL),
})
export type SearchAsked = z.input<typeof asked>

/** Before whatever can be found. */
const TOP: SearchPlace = { isTitled: true, at: Number.MAX_SAFE_INTEGER, id: '' }

/** What of a company holds these words: what is called by all of them first, then the newest. A task whose identifier is the text comes before everything. */
export async function searchCompany(view: CompanyView, given: SearchAsked): Promise<Page<SearchHit>> {
  const { text, kinds, after, limit } = parse(asked, given, 'The search'), words = wantedWords(text), behind = after === null ? null : readPlace(after)
  if (words.length === 0) return { rows: [], next: null }
  const meant = kinds.includes('task') ? await first(view, 'task', { where: { identifier: text.trim().toUpperCase() }, by: 'id' }) : undefined
  const found = (await Promise.all(kinds.map(kind => FINDING[kind](view, { text, words, after: behind, limit: limit + 2 })))).flat()          // one more than is shown, and the one that is meant
  const others = found.filter(({ place }) => place.id !== meant?.id).sort((one, other) => inOrder(one.place, other.place))
  const top = meant && behind === null ? [taskAsFound(view, meant, words)] : [], room = limit - top.length
  return {
    rows: await Promise.all([...top, ...others.slice(0, room)].map(one => one.read())),
    next: others.length > room ? writePlace(others[room - 1]?.place ?? TOP) : null,
  }
}
