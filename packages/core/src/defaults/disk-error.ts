import { isPaperclipError, PaperclipError } from '../domain/error.ts'

/** The code of an error of the file system, such as ENOENT. */
export const codeOf = (error: unknown): string | undefined => {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' ? code : undefined
}

/** Does something with a path, and says what went wrong in Paperclip's words, with the path and what to do. */
export async function onDisk<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw explained(error, path)
  }
}

/** Like `onDisk`, and undefined where there is nothing at the path. */
export async function ifThere<T>(path: string, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw explained(error, path)
  }
}

function explained(error: unknown, path: string): unknown {
  if (isPaperclipError(error)) return error
  const code = codeOf(error), details = { cause: error }
  switch (code) {
    case undefined: return error
    case 'ENOSPC': case 'EDQUOT': case 'EFBIG': return new PaperclipError('unavailable', `The disk of ${path} is full. Nothing was kept; free some space and try again.`, details)
    case 'EACCES': case 'EPERM': return new PaperclipError('misconfigured', `${path} cannot be read and written (${code}). Give this user access to it and to its folder.`, details)
    case 'EROFS': return new PaperclipError('misconfigured', `${path} is on a disk that is mounted read-only. Choose another place.`, details)
    case 'ENOTDIR': case 'EEXIST': case 'EISDIR': return new PaperclipError('misconfigured', `Something is in the way at ${path} (${code}). Move it, or choose another place.`, details)
    case 'ELOOP': return new PaperclipError('misconfigured', `${path} is a symbolic link. Put the file itself there.`, details)
    default: return new PaperclipError('unavailable', `${path} cannot be read or written (${code}). Look at the system's log, then try again.`, details)
  }
}
