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

/** One master key, and what it does. */
interface Master { id: string; key: KeyObject; sign(statement: string): string }

/**
 * A vault with a master key you hold: 32 bytes, as they are, as 64 hex digits or in base64; several as a text, with spaces or commas between them. Then the first wraps and signs, and what any of them wrapped
 * opens. Throws `misconfigured` for any other.
 * Wraps by AES-256-GCM under that key, with the context as additional data; signs by HMAC-SHA-256 under a key derived from it. What it wrapped says by which master key: an id of 8 hex digits, derived from
 * the key, by which nobody finds it, so that whoever comes with another one learns which is missing.
 */
export function keyVault(masterKey: string | Uint8Array): Vault {
  const [first, ...others] = masterKeysOf(masterKey), current = masterOf(first), all = [current, ...others.map(masterOf)]
  return {
    wrap: async (key, context) => `v2.${current.id}.${wrapped(current.key, key, context)}`,
    async unwrap(text, context) {
      const [, by, box] = WITH_ID.exec(text) ?? []
      if (by === undefined) return unwrapped(all, boxOfFirst(text), context)
      const masters = all.filter(({ id }) => id === by)
      if (masters.length > 0) return unwrapped(masters, box ?? '', context)
      throw new PaperclipError('misconfigured', `A wrapped key was wrapped by another master key: by the master key ${by}, and this one is ${all.map(({ id }) => id).join(', ')}. Start with the master key ${by}: the one that was used when this was written, or when this backup was made.`)
    },
    isCurrent: async text => WITH_ID.exec(text)?.[1] === current.id,
    sign: async statement => current.sign(statement),
    signatures: async statement => all.map(({ sign }) => sign(statement)),
    settle: async () => {},
  }
}

function masterOf(bytes: Buffer): Master {
  const key = createSecretKey(bytes)
  const signing = createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'paperclip: signatures of an installation', KEY_BYTES)))
  const id = Buffer.from(hkdfSync('sha256', key, '', 'paperclip: id of a master key', ID_BYTES)).toString('hex')
  return { id, key, sign: statement => VERSION + createHmac('sha256', signing).update(statement).digest('base64url') }
}

/** A vault with a random key that is gone with the process: what it wrapped nobody reads again. */
export const memoryVault = (ids: Ids): Vault => keyVault(ids.secret())

function masterKeysOf(given: string | Uint8Array): [Buffer, ...Buffer[]] {
  if (typeof given !== 'string') {
    if (given.byteLength === KEY_BYTES) return [Buffer.from(given)]
    throw wrongKey(`${given.byteLength} bytes`)
  }
  const [first = '', ...others] = given.trim().split(/[\s,]+/)
  return [masterKeyOf(first), ...others.map(masterKeyOf)]
}

function masterKeyOf(text: string): Buffer {
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

function unwrapped(masters: readonly Master[], text: string, context: string): Uint8Array {
  const box = Buffer.from(text, 'base64url')
  // one writing of a box and no other: base64 passes over what it does not know
  if (box.byteLength < NONCE_BYTES + TAG_BYTES || box.toString('base64url') !== text) throw notOurs()
  let failure: unknown
  for (const { key } of masters) {
    const decipher = createDecipheriv(CIPHER, key, box.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(context)).setAuthTag(box.subarray(-TAG_BYTES))
    try {
      return Uint8Array.from(Buffer.concat([decipher.update(box.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]))
    } catch (error) {
      failure = error
    }
  }
  throw notOurs(failure)
}

const notOurs = (cause: unknown = undefined): PaperclipError =>
  new PaperclipError('misconfigured', 'A wrapped key does not open: it was wrapped by another master key or for another purpose, or it was altered. Start with the master key it was wrapped by.', { cause })
