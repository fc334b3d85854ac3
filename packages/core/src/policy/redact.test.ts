import { describe, expect, it } from 'vitest'
import { holdsSecret, redactorOf } from './redact.ts'

const value = 'sk-live/4f+9 "q"=\\x'
const redact = redactorOf([{ slug: 'api-key', value }, { slug: 'other', value: 'sk-live/4f+9' }])
const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('redact', () => {
  it.each([
    ['as it is', value],
    ['inside a sentence', `the key is ${value}!`],
    ['twice', `${value}${value}`],
    ['in JSON', JSON.stringify({ key: value })],
    ['in a URL', `https://x.test/?key=${encodeURIComponent(value)}`],
    ['in a form', encodeURIComponent(value).replaceAll('%20', '+')],
    ['in base64', base64(value)],
    ['in base64 after other text', base64(`user:${value}`)],
    ['in base64 after one more letter', base64(`users:${value}`)],
    ['in base64 after two more letters', base64(`a users:${value} and more`)],
    ['in base64url', Buffer.from(value).toString('base64url')],
    ['in hex', Buffer.from(value).toString('hex')],
    ['in capital hex', Buffer.from(value).toString('hex').toUpperCase()],
  ])('takes a secret out of a text %s', (_, text) => {
    const redacted = redact(text)
    expect(redacted).toContain('[secret api-key]')
    for (const form of [value, base64(value), encodeURIComponent(value), Buffer.from(value).toString('hex')]) expect(redacted).not.toContain(form)
  })

  it('says which secret it was, the longest first', () => expect(redact(`${value} sk-live/4f+9`)).toBe('[secret api-key] [secret other]'))
  it('reaches into plain data, keys included', () => expect(redact({ a: [{ [value]: value, n: 1, no: null }] })).toEqual({ a: [{ '[secret api-key]': '[secret api-key]', n: 1, no: null }] }))
  it('leaves dates and what is no secret alone', () => {
    const at = new Date(0)
    expect(redact({ at, text: 'nothing here' })).toEqual({ at, text: 'nothing here' })
  })
  it('puts no pattern of its own into what replaces a secret', () => expect(redactorOf([{ slug: 'a', value: '$& $1 $$ xyz' }])('x $& $1 $$ xyz')).toBe('x [secret a]'))
  it.each(['k', 'k€y', 'abcd', '€€€€€€', 'short1', 'a b/c+d', 'twelve chars', 'Z'.repeat(40)])('finds every form of a secret as short as "%s" that is not too short to be told from other text', secret => {
    const only = redactorOf([{ slug: 'a', value: secret }])
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('hex'), base64(secret)]) {
      if (form.length >= 6) expect(only(form), form).toMatch(/^(\[secret a\])+=*$/)
      else expect(only(form), form).toBe(form)
    }
  })
  it('finds a secret in bytes', () => {
    expect(holdsSecret(Buffer.from(`\u0000${value}`), [{ slug: 'a', value }])?.slug).toBe('a')
    expect(holdsSecret(Buffer.from('nothing'), [{ slug: 'a', value }])).toBeUndefined()
  })
})
