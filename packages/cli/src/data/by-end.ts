import { CliError } from '../cli-error.ts'
import { shortId } from '../short-id.ts'

const LEAST = 4

/** What is looked for: its noun, and the verb that lists what there is. */
interface Sought { noun: string; list: string }

/** The row that an id, or the end of one, means. */
export function byEnd<T extends { id: string }>(rows: readonly T[], ref: string, { noun, list }: Sought): T {
  const exact = rows.find(({ id }) => id === ref)
  const alike = exact ? [exact] : rows.filter(({ id }) => ref.length >= LEAST && id.endsWith(ref.toLowerCase()))
  const [found, another] = alike
  if (!found) throw new CliError('not_found', `There is no ${noun} "${ref}".`, { run: list })
  if (another) throw new CliError('invalid_input', `"${ref}" could be any of ${alike.length} ${noun}s.`, `Write more of it: ${alike.map(({ id }) => id).join(', ')}`)
  return found
}

/** The same for rows that have a name of their own beside their id. */
export function byNameOrEnd<T extends { id: string; title: string }>(rows: readonly T[], ref: string, sought: Sought): T {
  const named = rows.filter(({ title }) => title.toLowerCase() === ref.toLowerCase())
  const [found, another] = named
  if (another) throw new CliError('invalid_input', `There are ${named.length} ${sought.noun}s of that title.`, `Name one by its id: ${named.map(({ id }) => shortId(id)).join(', ')}`)
  return found ?? byEnd(rows, ref, sought)
}
