import { isPaperclipError } from '@paperclip/core'

/** What was asked for, or nothing where there is no such thing. */
export async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (isPaperclipError(error) && error.code === 'not_found') return undefined
    throw error
  }
}
