import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto'
import { PaperclipError } from '../domain/error.ts'
import type { Ids } from '../ports/ids.ts'
import type { Vault } from '../ports/vault.ts'

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const VERSION = 'v1.'
const ID_BYTES = 4
const WITH_ID = /^v2\.([0-9a-f]{8})\.([\w-]+)$/

/**
 * A vault with a master key you hold: 32 bytes, as they are, as 64 hex digits or in base64. Throws `misconfigured` for any other.
 * Wraps by AES-256-GCM under that key, with the context as additional data; signs by HMAC-SHA-256 under a key derived from it. What it wrapped says by which master key: an id of 8 hex digits, derived from
 * the key, by which nobody finds it, so that whoever comes with another one learns which is missing.
 */
export function keyVault(masterKey: string | Uint8Array): Vault {
  const master = createSecretKey(masterKeyOf(masterKey))
  const signing = createSecretKey(Buffer.from(hkdfSync('sha256', master, '', 'paperclip: signatures of an installation', KEY_BYTES)))
  const id = Buffer.from(hkdfSync('sha256', master, '', 'paperclip: id of a master key', ID_BYTES)).toString('hex')
  return {
    wrap: async (key, context) => `v2.${id}.${wrapped(master, key, context)}`,
    async unwrap(text, context) {
      const [, by, box] = WITH_ID.exec(text) ?? []
      if (by !== undefined && by !== id) throw new PaperclipError('misconfigured', `A wrapped key was wrapped by another master key: by the master key ${by}, and this one is ${id}. Start with the master key ${by}: the one that was used when this was written, or when this backup was made.`)
      return unwrapped(master, box ?? boxOfFirst(text), context)
    },
    sign: async statement => VERSION + createHmac('sha256', signing).update(statement).digest('base64url'),
  }
}

/** A vault with a random key that is gone with the process: what it wrapped nobody reads again. */
export const memoryVault = (ids: Ids): Vault => keyVault(ids.secret())

function masterKeyOf(given: string | Uint8Array): Buffer {
  if (typeof given !== 'string') {
    if (given.byteLength === KEY_BYTES) return Buffer.from(given)
    throw wrongKey(`${given.byteLength} bytes`)
  }
  const text = given.trim()
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex')
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return Buffer.from(text, 'base64')
  throw wrongKey(`a text of ${text.length} characters`)
}

/** What was given is not told: it may be a key all the same. */
const wrongKey = (was: string): PaperclipError =>
  new PaperclipError('misconfigured', `masterKey: must be 32 bytes, as 64 hex digits or in base64 (was ${was}). Make one with "openssl rand -hex 32".`)

function wrapped(master: KeyObject, key: Uint8Array, context: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, master, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** What the first version wrapped does not say by which key. */
const boxOfFirst = (text: string): string => (text.startsWith(VERSION) ? text.slice(VERSION.length) : '')

function unwrapped(master: KeyObject, text: string, context: string): Uint8Array {
  const box = Buffer.from(text, 'base64url')
  // one writing of a box and no other: base64 passes over what it does not know
  if (box.byteLength < NONCE_BYTES + TAG_BYTES || box.toString('base64url') !== text) throw notOurs()
  const decipher = createDecipheriv(CIPHER, master, box.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context)).setAuthTag(box.subarray(-TAG_BYTES))
  try {
    return Uint8Array.from(Buffer.concat([decipher.update(box.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]))
  } catch (error) {
    throw notOurs(error)
  }
}

const notOurs = (cause: unknown = undefined): PaperclipError =>
  new PaperclipError('misconfigured', 'A wrapped key does not open: it was wrapped by another master key or for another purpose, or it was altered. Start with the master key it was wrapped by.', { cause })
