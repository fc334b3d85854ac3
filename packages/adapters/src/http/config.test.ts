import { isPaperclipError } from '@paperclip/core'
import { describe, expect, it } from 'vitest'
import { httpSchema, parseHttpConfig } from './config.ts'

const URL = 'https://agents.example.com/ada'

describe('the configuration of an http agent', () => {
  it('fills in what an operator leaves out', () => {
    expect(parseHttpConfig({ url: URL })).toEqual({ url: URL, headers: {}, connectMs: 10_000 })
  })

  it('says in its schema where secrets stand', () => {
    const schema: unknown = JSON.parse(JSON.stringify(httpSchema))
    expect(schema).toMatchObject({
      required: ['url'], additionalProperties: false,
      properties: { token: { type: 'string', secret: 'only' }, headers: { type: 'object', additionalProperties: { type: 'string', secret: true } } },
    })
    expect(Object.keys(httpSchema.properties)).toEqual(['url', 'token', 'headers', 'connectMs'])
  })

  it.each(['connection', 'Keep-Alive', 'TE', 'Trailer', 'Transfer-Encoding', 'Upgrade', 'Proxy-Authorization', 'Host', 'Content-Length', 'Content-Type', 'Idempotency-Key', ''])(
    'refuses the header %j', name => {
      expect(() => parseHttpConfig({ url: URL, headers: { [name]: 'x' } })).toThrow(`headers.${name}: must`)
    })

  it('lets an operator set Authorization where there is no token', () => {
    expect(parseHttpConfig({ url: URL, headers: { Authorization: 'Basic YQ==', 'x-key': 'Zürich' } }).headers).toEqual({ Authorization: 'Basic YQ==', 'x-key': 'Zürich' })
  })

  it.each([
    { url: 'https://ada:hush-hush@agents.example.com/' },
    { url: URL, token: 'hush-hush\n' },
    { url: URL, token: `hush-hush${'x'.repeat(9_000)}` },
    { url: URL, headers: { 'x-key': 'hush-hush\r\n' } },
    { url: URL, token: 'hush-hush', headers: { authorization: 'hush-hush', 'x a': 'hush-hush' } },
  ])('never repeats a secret when it refuses it (%#)', config => {
    try {
      parseHttpConfig(config)
      expect.unreachable()
    } catch (error) {
      expect(isPaperclipError(error) && error.code).toBe('invalid_input')
      expect(JSON.stringify([String(error), error])).not.toContain('hush-hush')
    }
  })
})
