import { describe, expect, it } from 'vitest'
import { maskCredentials } from './mask-credentials.ts'

const TOKEN = 'pck_8M0kX85j4WGiiSGA4r_4fTZ0hQ2s8aVdY7nKpLw3RxB9cEg'
const PADS = ['', 'a', 'ab', 'abc']

describe('what looks like a credential', () => {
  it.each(['pck', 'pca', 'pcr', 'pcs', 'pci'])('P16: is taken out of a text as a token that begins with %s', prefix => {
    expect(maskCredentials(`it said ${TOKEN.replace('pck', prefix)}, and failed`)).toBe(`it said [${prefix}_…], and failed`)
  })

  it.each<readonly [where: string, text: string]>([
    ['a header', `authorization: Bearer ${TOKEN.slice(4)}`], ['basic', `Basic ${Buffer.from('ada:correct horse').toString('base64')}`], ['a cookie', `paperclip=${TOKEN.slice(4)}; Path=/`],
    ['an address', `GET /callback?state=x&code=${TOKEN.slice(4)}&more=1`], ['a password before a host', `postgres://paperclip:${TOKEN.slice(4)}@db.example/x`],
    ['the beginning of one that was cut', TOKEN.slice(0, 24)], ['a stack', new Error(TOKEN).stack ?? ''], ['an address in an address', encodeURIComponent(`/x?token=${TOKEN}`)],
    ...PADS.map(pad => [`base64 after ${pad.length} letters`, Buffer.from(pad + TOKEN).toString('base64')] as const), ...PADS.map(pad => [`base64url after ${pad.length} letters`, Buffer.from(`{"${pad}":"${TOKEN}"}`).toString('base64url')] as const),
    ['hex', Buffer.from(TOKEN).toString('hex')],
  ])('P16: is taken out of %s', (_, text) => {
    const masked = maskCredentials(`before ${text} after`)
    expect(masked).toMatch(/^before .*…\].* after/s)
    for (const form of [TOKEN.slice(4, 20), Buffer.from(TOKEN).toString('hex').slice(0, 40), 'correct horse']) expect(masked).not.toContain(form)
    for (const run of masked.match(/[\w+/-]{20,}/g) ?? []) for (const from of [0, 1, 2, 3]) expect(Buffer.from(run.slice(from), 'base64').toString('latin1')).not.toContain('pck_8M0k')
  })

  const SIGNING = `whsec_${Buffer.from('0123456789 a signing secret ?>+/', 'latin1').toString('base64')}`
  const CALLBACK = `${Buffer.from(JSON.stringify(['com_0190a7c2b5d17e1f9a3c', 'run_0190a7c2b5d17e1f9a3c', 1])).toString('base64url')}.${'Zy4-'.repeat(10)}abc`
  const WAYS: readonly (readonly [how: string, form: (text: string) => string])[] = [
    ['as it is', text => text], ['in an address', encodeURIComponent], ['in JSON', text => JSON.stringify({ text })], ['with its slashes escaped', text => text.replaceAll('/', '\\/')], ['in a stack', text => new Error(text).stack ?? ''],
    ...PADS.map(pad => [`in base64 after ${pad.length} letters`, (text: string) => Buffer.from(pad + text).toString('base64')] as const), ['in base64url', text => Buffer.from(text).toString('base64url')], ['in hex', text => Buffer.from(text).toString('hex')], ['in hex on a line of its own, in JSON', text => JSON.stringify(`failed:\n${Buffer.from(text).toString('hex')}`)], ['as the beginning of it', text => text.slice(0, 36)],
  ]
  it.each(WAYS)('P16: is the secret that a webhook is signed with, the callback of a deferred run, and a token, %s', (_, form) => {
    for (const secret of [SIGNING, CALLBACK, TOKEN]) {
      const masked = maskCredentials(`before ${form(secret)} after`)
      expect(masked).toMatch(/^before .*…\].* after/s)
      for (const part of [secret.slice(10, 30), secret.slice(-20)]) for (const told of [part, encodeURIComponent(part), part.replaceAll('/', '\\/'), Buffer.from(part).toString('hex')]) expect(masked).not.toContain(told)
      for (const run of masked.match(/[\w+/-]{20,}/g) ?? []) for (const from of [0, 1, 2, 3]) expect(Buffer.from(run.slice(from), 'base64').toString('latin1')).not.toContain(secret.slice(10, 22))
    }
  })

  it('P16: is a password before a host, with whatever stands in it', () => {
    expect(maskCredentials('at postgres://app:12@34@db.example/acme and mail@example.com')).toBe('at postgres://[…]@db.example/acme and mail@example.com')
  })

  it.each(['X-Api-Key: sk-1234-abcd', 'Authorization: sk-1234-abcd', 'Cookie: other=1; sid=sk-1234-abcd', '{"x-api-key":"sk-1234-abcd"}', '{\\"cookie\\":\\"sid=sk-1234-abcd\\"}', 'x-csrf-token=sk-1234-abcd', 'Set-Cookie: sid=sk-1234-abcd; Path=/'])('P16: is what a header of credentials says: %s', text => {
    expect(maskCredentials(text)).not.toMatch(/1234|abcd/)
    expect(maskCredentials(text)).toContain('[…]')
  })

  it('is nothing that only looks long', () => {
    const text = 'run_0190a7c2b5d17e1f9a3c ended with sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 at /api/v1/companies/:company/tasks'
    expect(maskCredentials(text)).toBe(text)
  })
})
