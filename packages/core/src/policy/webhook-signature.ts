import { createHmac, timingSafeEqual } from 'node:crypto'

/** How old, or how far ahead, a signed message may be. */
const WINDOW_MS = 5 * 60_000
const PREFIX = 'whsec_'

/** What came in, as it was sent: the headers `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature`, and the very bytes of the body. */
export interface SignedMessage { id: string; timestamp: string; signature: string; body: Uint8Array }

/** Writes the secret of a hook as whoever signs with it takes it. */
export const writeHookSecret = (bytes: Uint8Array): string => `${PREFIX}${Buffer.from(bytes).toString('base64')}`

/** Signs a message as Standard Webhooks does: HMAC-SHA256 of id, timestamp and body. */
export function signMessage(secret: string, { id, timestamp, body }: Omit<SignedMessage, 'signature'>): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`
}

/** True if a message was signed with this secret, within five minutes of now. Takes as long whatever is wrong with the signature. */
export function isSigned(secret: string, message: SignedMessage, now: Date): boolean {
  const made = Buffer.from(signMessage(secret, message))
  const isRight = message.signature.split(' ').slice(0, 10).map(given => isSame(Buffer.from(given), made)).includes(true)
  return isRight && isId(message.id) && /^\d{1,12}$/.test(message.timestamp) && Math.abs(now.getTime() - Number(message.timestamp) * 1_000) <= WINDOW_MS
}

const isId = (text: string): boolean => /^[\w.:-]{1,100}$/.test(text)
const isSame = (given: Buffer, made: Buffer): boolean => given.length === made.length && timingSafeEqual(given, made)
