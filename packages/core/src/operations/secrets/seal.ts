import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import { PaperclipError } from '../../domain/error.ts'
import type { Ids } from '../../ports/ids.ts'

const NONCE = 12
const TAG = 16

/** Encrypts a value (AES-256-GCM) so that it can be read only with this key and only as the value of this secret of this company. */
export function sealValue(ids: Ids, { key, place }: { key: Uint8Array; place: string }, value: string): string {
  const nonce = Buffer.from(ids.secret(), 'hex').subarray(-NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
  return `v1.${Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url')}`
}

/** Decrypts what `sealValue` made. Throws `misconfigured` if the key is another, it was altered, or it was moved. */
export function openValue({ key, place }: { key: Uint8Array; place: string }, box: string): string {
  const bytes = Buffer.from(box.slice('v1.'.length), 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE)).setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-TAG))
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8')
  } catch (error) {
    throw new PaperclipError('misconfigured', 'A secret cannot be decrypted: its row was altered or moved, or it was written under another key. Set its value again.', { cause: error })
  }
}

/** What tells whether a value is the same, without telling the value. */
export const fingerprintOf = (key: Uint8Array, value: string): string => createHmac('sha256', key).update(value).digest('hex')

/** What a box is bound to. */
export const placeOf = (companyId: string, secretId: string): string => `${companyId}:${secretId}`
