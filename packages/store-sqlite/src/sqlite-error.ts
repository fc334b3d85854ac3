import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { PaperclipError, isPaperclipError } from '@paperclip/core'

/** Primary result codes of SQLite (the low byte of an extended one). */
const BUSY = 5, NOMEM = 7, READONLY = 8, INTERRUPT = 9, IOERR = 10, CORRUPT = 11, FULL = 13, CANTOPEN = 14, CONSTRAINT = 19, NOTADB = 26
const UNIQUE = [2067, 1555]
/** Bytes without which SQLite lays out nothing beside its file. */
const LEAST_ROOM = 128 * 1024
/** After these SQLite has ended the transaction, or may not be able to finish it. */
const OF_DATABASE: readonly number[] = [BUSY, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB]
const NAMED: Readonly<Record<string, number>> = {
  BUSY, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB, CONSTRAINT, CONSTRAINT_UNIQUE: 2067, CONSTRAINT_PRIMARYKEY: 1555,
}

/** SQLite's result code in an error of libsql (`rawCode`), node:sqlite (`errcode`) or better-sqlite3 (`code` as text); undefined for other errors. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined
  for (const name of ['rawCode', 'errcode']) {
    const code: unknown = Reflect.get(error, name)
    if (typeof code === 'number') return code
  }
  const code: unknown = Reflect.get(error, 'code')
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return undefined
  const name = code.slice('SQLITE_'.length)
  return NAMED[name] ?? NAMED[name.split('_')[0] ?? '']
}

/** True while another connection holds the lock. */
export const isBusy = (error: unknown): boolean => ((resultCode(error) ?? 0) & 0xff) === BUSY

/** True if SQLite could not go on, whatever was asked of it: no refusal of one statement. */
export const isOfDatabase = (error: unknown): boolean => OF_DATABASE.includes((resultCode(error) ?? 0) & 0xff)

/** An error of SQLite in Paperclip's words, with the file and what to do. Other errors stay as they are. */
export function explained(error: unknown, file: string): unknown {
  if (isPaperclipError(error)) return error
  const code = resultCode(error)
  if (code === undefined) return error
  if (UNIQUE.includes(code)) return new PaperclipError('conflict', 'Something with the same unique fields exists already.', { reason: 'exists', cause: error })
  const folder = dirname(file), cause = { cause: error }
  switch (code & 0xff) {
    case BUSY: return new PaperclipError('unavailable', `${file} is locked by another process. Try again.`, cause)
    case FULL: return new PaperclipError('unavailable', full(file), cause)
    case READONLY: return new PaperclipError('misconfigured', `${file} cannot be written. Give this user write access to the file and to ${folder}.`, cause)
    case CANTOPEN: return new PaperclipError('misconfigured', `${file} cannot be opened. Give this user read and write access to the file and to ${folder}.`, cause)
    case NOTADB: return new PaperclipError('misconfigured', `${file} is not a SQLite database. Choose another file, or move this one away.`, cause)
    case CORRUPT: return new PaperclipError('unavailable', `${file} is damaged. Stop Paperclip and restore it from a backup.`, cause)
    case IOERR: return new PaperclipError('unavailable', isFull(folder) ? full(file) : `The disk of ${file} failed to read or write. Look at the system's log, then try again.`, cause)
    default: return error
  }
}

const full = (file: string): string => `The disk of ${file} is full. Nothing was written; free some space and try again.`

/** True of a disk that has no room for a page: where SQLite cannot lay out the memory it shares there, it says no more than that the disk failed. */
function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize < LEAST_ROOM
  } catch {
    return false
  }
}
