import { PaperclipError } from '@paperclip/core'

/** What an agent cannot see is not there for it. */
export function notThere(what: string, which: string | undefined): never {
  throw new PaperclipError('not_found', `There is no ${what} "${which ?? ''}" in this company.`)
}
