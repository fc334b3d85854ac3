import { describe, expect, it } from 'vitest'
import { holdsSecret, redactorOf } from './redact.ts'

const value = 'sk-live/4f+9 "q"=\\x'
const redact = redactorOf([{ slug: 'api-key', value }, { slug: 'other', value: 'sk-live/4f+9' }])
const KEY = `-----BEGIN PRIVATE KEY-----\n${Array.from({ length: 12 }, (_, line) => Buffer.from(`${line} of a key that is long enough for a line of its own`).toString('base64').slice(0, 64)).join('\n')}\nOf8+Last=\n-----END PRIVATE KEY-----\n`
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

  it('P16: takes out each line of a secret that has several, wherever it stands, and leaves what every such secret has', () => {
    const only = redactorOf([{ slug: 'key', value: KEY }])
    for (const form of [(line: string) => line, (line: string) => `    ${line}\r`, (line: string) => `debug: "${line}"!`, (line: string) => JSON.stringify({ [line]: [line] })]) {
      const told = KEY.split('\n').map(line => only(form(line))).join('\n')
      for (const line of KEY.split('\n')) if (line.length >= 8) expect(told.includes(line), line).toBe(line.startsWith('-----'))
      expect(told).toContain('[secret key]')
    }
    const config = redactorOf([{ slug: 'cluster', value: 'apiVersion: v1\nclusters:\n- token: a1b2c3d4e5f6\nkind: Config\n' }])
    expect(config('apiVersion: v1\nkind: Pod\nclusters:\n- token: a1b2c3d4e5f6')).toBe('apiVersion: v1\nkind: Pod\nclusters:\n[secret cluster]')
  })

  const long = `sk-${Array.from({ length: 12 }, (_, at) => Buffer.from(`${at} "ü/`).toString('hex')).join('"/')}`
  const wrapped = (text: string, width: number): string[] => text.match(new RegExp(`[^]{1,${width}}`, 'g')) ?? []
  it.each([['as it is', long], ['in base64', base64(`user:${long}`)], ['in hex', Buffer.from(long).toString('hex')], ['in a URL', encodeURIComponent(long)]])('P16: takes out a secret that was wrapped %s, in one text or a line at a time, all but its shortest pieces', (_, form) => {
    const only = redactorOf([{ slug: 'a', value: long }])
    for (const width of [16, 40, 60, 64, 76]) {
      const lines = wrapped(form, width), told = only(`It says:\n${lines.join('\n  ')}\nand goes on.`)
      expect(told).toBe(['It says:', ...lines.map((line, at) => `${at === 0 ? '' : '  '}${only(line)}`), 'and goes on.'].join('\n'))
      for (const [at, line] of lines.entries()) if (line.length >= 16 && at > 0 && at < lines.length - 1) expect(only(line), line).toBe('[secret a]')
    }
  })

  it('P16: takes out what is left of a secret where a text was cut, down to twelve characters', () => {
    const only = redactorOf([{ slug: 'a', value: long }, { slug: 'b', value: 'another secret of theirs' }])
    for (let length = 12; length < long.length; length += 1) {
      expect(only(`401 for ${long.slice(0, length)}`)).toBe('401 for [secret a]')
      expect(only(`"401 for ${long.slice(0, length)}…" (cut)`)).toBe('"401 for [secret a]…" (cut)')
      expect(only(`It wrote last: …${long.slice(-length)} was refused`)).toBe('It wrote last: …[secret a] was refused')
    }
    expect(only(`${long.slice(-20)} and another secret`)).toBe('[secret a] and [secret b]')
    for (const text of ['a note on what is another', 'sk-3020', `${long.slice(5, 16)} is too little to tell`]) expect(only(text)).toBe(text)
  })
})
