import { scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import { z } from 'zod'
import type { Ids } from '../../ports/ids.ts'

const hidden = (message: string) => ({ message, params: { hidden: true } })

/** A password: length is what counts. What is wrong with one is told without it. */
export const password = z.string().refine(text => text.length >= 10, hidden('must be at least 10 characters')).refine(text => text.length <= 1_000, hidden('must be at most 1,000 characters'))
  .refine(text => text.isWellFormed(), hidden('must be well-formed Unicode'))

const LOG_N = 15, R = 8, P = 1, BYTES = 32
const SHAPE = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([0-9a-f]+)\$([0-9a-f]+)$/

/** What is kept of a password (scrypt, N = 2^15: some 60 ms and 32 MB). */
export async function hashPassword(ids: Ids, text: string): Promise<string> {
  const salt = ids.secret().slice(0, 32)
  return `scrypt$${LOG_N}$${R}$${P}$${salt}$${(await derived(text, salt, { N: 2 ** LOG_N, r: R, p: P })).toString('hex')}`
}

/** True if a password is the one that was kept. Takes as long where there is none, so that nobody hears from the time whether there is an account. */
export async function isPassword(text: string, kept: string | null): Promise<boolean> {
  const [, logN = String(LOG_N), r = String(R), p = String(P), salt = '00'.repeat(16), hash = ''] = SHAPE.exec(kept ?? '') ?? []
  const made = await derived(text, salt, { N: 2 ** Number(logN), r: Number(r), p: Number(p) })
  const known = Buffer.from(hash, 'hex')
  return known.length === made.length && timingSafeEqual(known, made)
}

const derived = (text: string, salt: string, options: ScryptOptions): Promise<Buffer> => new Promise((resolve, reject) => {
  scrypt(text.normalize('NFKC'), Buffer.from(salt, 'hex'), BYTES, { ...options, maxmem: 128 * 1024 * 1024 }, (error, key) => (error ? reject(error) : resolve(key)))
})
