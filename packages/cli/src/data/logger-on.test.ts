import { describe, expect, it } from 'vitest'
import { hiddenIn, maskOn } from './logger-on.ts'

describe('what of the environment stands in no line', () => {
  const env = { PAPERCLIPAI_MASTER_KEY: 'new/key+of+32+bytes= old/key+of+32+bytes=', DATABASE_URL: 'postgres://paperclip:hunter%2F22222@db.example/acme', REPLICA: 'postgres://db.example/acme?user=app&password=swordfish99', PATH: '/usr/bin:/bin', HOME_URL: 'https://paperclip.example/' }

  it('P16: is each of several master keys, and the password of a database in its address, by itself and decoded', () => {
    const mask = maskOn({ env })
    for (const secret of ['new/key+of+32+bytes=', 'old/key+of+32+bytes=', 'hunter%2F22222', 'hunter/22222', 'swordfish99', Buffer.from('old/key+of+32+bytes=').toString('base64')]) expect(mask(`it said ${secret}, and failed`)).not.toContain(secret)
  })

  it('is nothing else', () => {
    expect(hiddenIn({ PATH: env.PATH, HOME_URL: env.HOME_URL, SENTENCE: 'a://b is no address' })).toEqual([])
  })
})
