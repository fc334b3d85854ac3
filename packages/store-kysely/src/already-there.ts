import { PaperclipError } from '@paperclip/core'
import { NOUNS, type Noun } from '@paperclip/core/store'
import { TABLE_NAMES } from './table-names.ts'

/** Every noun, in the order in which they are declared. */
export const NOUN_NAMES = Object.keys(NOUNS).filter((name): name is Noun => name in NOUNS)

/** What a unique index refuses, in the words of the noun. */
export function alreadyThere(noun: Noun, cause: unknown): PaperclipError {
  const { unique, uniqueEverywhere }: { unique: readonly { fields: readonly string[] }[]; uniqueEverywhere: readonly string[] } = NOUNS[noun]
  const fields = new Set([...unique.map(({ fields }) => fields.join(' and ')), ...uniqueEverywhere])
  return new PaperclipError('conflict', `There is a ${noun} with this ${[...fields].join(' or ')} already.`, { reason: 'exists', cause })
}

/** The same by the name of the table, for a driver that hears of it only at commit. */
export function alreadyInTable(table: string, cause: unknown): PaperclipError {
  const noun = NOUN_NAMES.find(name => TABLE_NAMES[name] === table)
  return noun ? alreadyThere(noun, cause) : new PaperclipError('conflict', 'Something with the same unique fields exists already.', { reason: 'exists', cause })
}
