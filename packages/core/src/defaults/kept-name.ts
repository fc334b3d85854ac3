import { PaperclipError } from '../domain/error.ts'

const NAME = /^[A-Za-z0-9_-]{1,200}$/
const DIGEST = /^[0-9a-f]{64}$/

/** An id that may name a folder or a file: nothing in it leads out of the folder it stands in. */
export function folderName(what: 'company' | 'run', id: string): string {
  if (NAME.test(id)) return id
  throw new PaperclipError('invalid_input', `${what}: must be 1 to 200 letters, digits, "_" and "-" where it names what is kept (was ${JSON.stringify(id.slice(0, 80))}).`)
}

/** A SHA-256 in hex. */
export function checkDigest(sha256: string): string {
  if (DIGEST.test(sha256)) return sha256
  throw new PaperclipError('invalid_input', `sha256: must be 64 hex digits in lower case (was ${JSON.stringify(sha256.slice(0, 80))}).`)
}
