import { describe, expect, it } from 'vitest'
import { isSigned, signMessage, writeHookSecret } from './webhook-signature.ts'

const secret = writeHookSecret(Buffer.from('a'.repeat(32))), now = new Date('2026-01-05T09:00:00Z')
const at = (seconds: number): string => String(now.getTime() / 1_000 + seconds)
const body = Buffer.from('{"n":1}')
const signed = (said: Partial<{ id: string; timestamp: string; body: Uint8Array }> = {}) => {
  const message = { id: 'msg_1', timestamp: at(0), body, ...said }
  return { ...message, signature: signMessage(secret, message) }
}

describe('a signed message', () => {
  it('is signed as Standard Webhooks says, so that other libraries sign the same', () => {
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330', body: Buffer.from('{"test": 2432232314}') }
    expect(signMessage('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', message)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  it.each([
    ['now', signed(), true], ['five minutes ago', signed({ timestamp: at(-300) }), true], ['five minutes ahead', signed({ timestamp: at(300) }), true],
    ['longer ago', signed({ timestamp: at(-301) }), false], ['further ahead', signed({ timestamp: at(301) }), false],
    ['at no time', signed({ timestamp: '' }), false], ['at a time that is none', signed({ timestamp: 'soon' }), false],
    ['without an id', signed({ id: '' }), false], ['with an id that is too long', signed({ id: 'x'.repeat(101) }), false],
    ['and its body altered', { ...signed(), body: Buffer.from('{"n":2}') }, false], ['and its id altered', { ...signed(), id: 'msg_2' }, false],
    ['and its time altered', { ...signed(), timestamp: at(1) }, false], ['but not told', { ...signed(), signature: '' }, false],
    ['beside another that is wrong', { ...signed(), signature: `v1,AAAA ${signed().signature}` }, true], ['in another way', { ...signed(), signature: signed().signature.replace('v1,', 'v2,') }, false],
  ] as const)('O10: that was signed %s is judged by it', (_, message, isGood) => {
    expect(isSigned(secret, message, now)).toBe(isGood)
  })

  it('O10: is not good with another secret', () => {
    expect(isSigned(writeHookSecret(Buffer.from('b'.repeat(32))), signed(), now)).toBe(false)
  })
})
