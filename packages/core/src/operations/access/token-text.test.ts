import { describe, expect, it } from 'vitest'
import { CountingIds } from '../../testing/counting-ids.ts'
import { base62, digestOfToken, randomProof, readToken, writeToken } from './token-text.ts'

const proof = randomProof(new CountingIds())

describe('a token', () => {
  it.each([['key', 'com_1'], ['agent', 'com_0192f0c1d2e3f405'], ['run', '["com_1","agt_1","run_1",7]'], ['login', ''], ['code', '']] as const)('of kind %s says where to look', (kind, place) => {
    expect(readToken(writeToken({ kind, place, proof }))).toEqual({ kind, place, proof })
  })

  it('G04: that was mistyped in any place, or cut off, is known as such without looking anywhere', () => {
    const token = writeToken({ kind: 'key', place: 'com_1', proof })
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'a' ? 'b' : 'a'
      expect(readToken(`${token.slice(0, at)}${other}${token.slice(at + 1)}`), String(at)).toBeUndefined()
      expect(readToken(token.slice(0, at)), String(at)).toBeUndefined()
    }
    expect(readToken(`${token} `)).toBeUndefined()
  })

  it('G04: is proved by 160 random bits, and kept by its digest', () => {
    expect(base62(Buffer.alloc(20, 0)).length).toBeGreaterThanOrEqual(27)
    expect(proof.length).toBeGreaterThanOrEqual(27)
    expect(digestOfToken(writeToken({ kind: 'key', place: 'com_1', proof }))).toMatch(/^[0-9a-f]{64}$/)
  })

  it('holds a place of any length, which is written digit by digit', () => {
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
    for (let length = 0; length < 100; length++) {
      const bytes = Buffer.from(Array.from({ length }, (_, at) => (at % 7 === 0 ? 0 : (at * 37 + length * 101) % 128)))
      let number = BigInt(`0x01${bytes.toString('hex')}`), plain = ''
      for (; number > 0n; number /= 62n) plain = `${digits[Number(number % 62n)]}${plain}`
      expect(base62(bytes)).toBe(plain)
      const place = bytes.toString('utf8')
      expect(readToken(writeToken({ kind: 'run', place, proof }))).toEqual({ kind: 'run', place, proof })
    }
  })
})
