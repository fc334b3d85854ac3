import { PaperclipError } from '../../domain/error.ts'
import type { SearchPlace } from '../../ports/store.ts'

/** The `next` of a search whose page ended at this place. */
export const writePlace = ({ isTitled, at, id }: SearchPlace): string => Buffer.from(JSON.stringify([isTitled, at, id])).toString('base64url')

/** Where a page of a search goes on. Throws `invalid_input` for what is no `next` of one. */
export function readPlace(after: string): SearchPlace {
  try {
    const [isTitled, at, id]: unknown[] = JSON.parse(Buffer.from(after, 'base64url').toString())
    if (typeof isTitled === 'boolean' && Number.isSafeInteger(at) && typeof at === 'number' && typeof id === 'string') return { isTitled, at, id }
  } catch {
    // answered below, like any other cursor that is not ours
  }
  throw new PaperclipError('invalid_input', `after: "${after.slice(0, 40)}" is not the "next" of an earlier page of this search.`, { fields: [{ field: 'after', problem: 'is not the "next" of an earlier page' }] })
}
