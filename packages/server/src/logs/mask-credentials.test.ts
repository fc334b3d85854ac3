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

  it('is nothing that only looks long', () => {
    const text = 'run_0190a7c2b5d17e1f9a3c ended with sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 at /api/v1/companies/:company/tasks'
    expect(maskCredentials(text)).toBe(text)
  })
})
