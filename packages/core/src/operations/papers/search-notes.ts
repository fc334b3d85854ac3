import type { Note } from '../../domain/note.ts'
import type { CompanyView, Page, PageQuery, SearchPlace } from '../../ports/store.ts'
import { inOrder, placeFound, wantedWords } from '../../store/search.ts'
import { readPlace, writePlace } from '../search/place.ts'

const MOST_FOUND = 20

/** Which notes are looked for: whose, or (`null`) the company's. Of several owners those of all. */
interface Wanted extends PageQuery { text: string; agentIds?: readonly (string | null)[] }

/** Notes that hold these words, those that fit best first. */
export async function searchNotes(view: CompanyView, { text, agentIds, after, limit = MOST_FOUND }: Wanted): Promise<Page<Note>> {
  const whose = agentIds?.map(agentId => ({ agentId })) ?? [{}], words = wantedWords(text)
  const search = async (behind: SearchPlace | null, most: number) => {
    const found = (await Promise.all(whose.map(where => view.search('note', { text, limit: most, after: behind, where: { kind: 'note', ...where } })))).flat()
    return found.map(note => ({ note, place: placeFound('note', note, words) })).sort((one, other) => inOrder(one.place, other.place))
  }
  const found = await search(after ? readPlace(after) : null, limit), shown = found.slice(0, limit), last = shown.at(-1)
  const isMore = last !== undefined && shown.length === limit && (found.length > limit || (await search(last.place, 1)).length > 0)
  return { rows: shown.map(({ note }) => note), next: isMore ? writePlace(last.place) : null }
}
