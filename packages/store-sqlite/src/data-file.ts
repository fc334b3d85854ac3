import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { PaperclipError } from '@paperclip/core'

/** The absolute path of a data file that can be written. Makes what is missing: the file for its owner alone (0600), its folder likewise (0700). */
export function dataFile(file: string): string {
  if (file === '' || file.includes(':memory:') || /^[a-z]{2,}:/i.test(file)) {
    throw new PaperclipError('misconfigured', `file: must be the path of a file (was "${file}"). For a store that forgets, use memoryStore().`)
  }
  const path = resolve(file), folder = dirname(path)
  try {
    makeFolder(folder)
    closeSync(openSync(path, 'a', 0o600))
  } catch (error) {
    throw refused(error, path, folder)
  }
  return path
}

/** Not by `recursive`, which never returns where a file system answers ENOENT to every attempt, as /proc does. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (!existsSync(folder)) throw error              // another process may have been faster
  }
}

function refused(error: unknown, path: string, folder: string): PaperclipError {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  const details = { cause: error }
  switch (code) {
    case 'EACCES': case 'EPERM': return new PaperclipError('misconfigured', `${path} cannot be written. Give this user write access to it and to ${folder}.`, details)
    case 'EROFS': return new PaperclipError('misconfigured', `${path} is on a disk that is mounted read-only. Choose another place.`, details)
    case 'EISDIR': return new PaperclipError('misconfigured', `${path} is a folder. Name a file in it, such as ${path}/paperclip.db.`, details)
    case 'ENOTDIR': case 'EEXIST': return new PaperclipError('misconfigured', `${folder} is not a folder, so ${path} cannot be in it. Choose another place.`, details)
    case 'ENOSPC': case 'EDQUOT': return new PaperclipError('unavailable', `The disk of ${path} is full. Free some space and try again.`, details)
    default: return new PaperclipError('misconfigured', `${path} cannot be made (${String(code)}). Choose another place.`, details)
  }
}
