import { describe, expect, it } from 'vitest'
import { served } from '../testing/served.ts'

describe('a server', () => {
  it.each(['evil.example', 'evil.example:4400', 'localhost.evil.example:4400', '127.evil.example:4400', 'localhost', '[::1].evil:4400', 'localhost:4401'])('O03: that is asked as %s answers 421, whatever was asked', async host => {
    const { ask } = await served()
    for (const path of ['/healthz', '/companies/acme', '/nothing']) expect((await ask(null, 'GET', path, undefined, { host })).statusCode).toBe(421)
  })

  it('O02, O05: refuses what a page of another site sends, with and without an Origin', async () => {
    const { ask, paperclip, acme } = await served()
    const { token: login } = await paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })
    const at = '/companies/acme/tasks'
    expect((await ask({ login }, 'POST', at, { title: 'Mine' }, { origin: 'https://evil.example' })).statusCode).toBe(403)
    expect((await ask({ login }, 'POST', at, { title: 'Mine' }, { 'x-csrf-token': '' })).statusCode).toBe(403)
    for (const type of ['text/plain', 'text/plain; charset=utf-8', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      for (const body of ['title=Mine', '{"title":"Mine"}', '']) expect((await ask({ login }, 'POST', at, body, { 'content-type': type })).json()).toMatchObject({ status: 400, code: 'invalid_input', detail: 'Unsupported Media Type. Send JSON: Content-Type: application/json.' })
    }
    expect((await ask({ login }, 'GET', at, undefined, { origin: 'null' })).statusCode).toBe(403)
    expect((await acme.tasks.list()).rows).toEqual([])
    expect((await ask({ login }, 'POST', at, { title: 'Ours' })).statusCode).toBe(201)
  })

  it('G12: tells browsers to load nothing foreign, and says of itself nothing', async () => {
    const { headers } = await (await served()).ask(null, 'GET', '/healthz')
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'/)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'cache-control': 'no-store' })
    expect(headers).not.toHaveProperty('server')
    expect(headers).not.toHaveProperty('x-powered-by')
  })
})
