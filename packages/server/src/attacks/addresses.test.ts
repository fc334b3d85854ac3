import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realServer, type RealServer } from '../testing/real-server.ts'

const SECRET = 'The mission of globex that nobody else may read.'

describe('an address in another writing', () => {
  const ends: (() => Promise<void>)[] = []
  let house: RealServer, key = ''
  beforeAll(async () => {
    house = await realServer({ onEnd: end => ends.push(end) })
    await house.paperclip.found({ slug: 'globex', mission: SECRET })
    key = (await house.acme.keys.create({ name: 'ci', level: 'owner' })).token
  })
  afterAll(async () => { for (const end of ends) await end() })

  it.each([
    '/api/v1/%2e%2e/v1/companies', '/api//v1/companies', '//api/v1/companies', '/api/v1//companies', '/api/v1/./companies', '/api/v1/healthz/../companies', '/api/v1/healthz/%2e%2e/companies', '/api/v1/healthz%2f..%2fcompanies', '/api/v1/healthz;/../companies',
    '/api/v1/companies;x', '/api/v1/companies;x=/healthz', '/API/V1/companies', '/api/v1/Companies', '/api/v1/companies/', '/api/v1%2fcompanies', '/api%2fv1%2fcompanies', '/api/v1/companies%00', '/api/v1/companies%20', '/api/v1/companies%0a', '/api/v1/companies%ff', '/api/v1/companies?x=/healthz', '/api/v1/companies#/healthz',
    '/api/v1/healthz?/../companies', '/pages/../api/v1/companies', '/pages/%2e%2e/api/v1/companies', '/pages/page.css/../../api/v1/companies', '\\api\\v1\\companies', '/api/v1\\companies', '/api/v2/../v1/companies', '/./api/v1/companies', '/%61pi/v1/companies', '/api/v1/compan%69es',
  ])('O09: opens nothing to nobody: %s', async path => {
    const answer = await house.ask({ path })
    expect(answer.text).not.toContain('acme')
    expect(answer.text).not.toContain('rows')
    if (answer.status === 200) expect([path, answer.json()]).toEqual(['/api/v1/healthz?/../companies', undefined])
    expect([400, 401, 404]).toContain(answer.status)
  })

  it.each([
    '/api/v1/companies/globex', '/api/v1/companies/acme/../globex', '/api/v1/companies/acme/%2e%2e/globex', '/api/v1/companies/acme%2f..%2fglobex', '/api/v1/companies/acme/..%2fglobex', '/api/v1/companies/%67lobex', '/api/v1/companies/GLOBEX', '/api/v1/companies/globex%20', '/api/v1/companies/globex/', '/api/v1/companies/globex%00acme', '/api/v1/companies/acme;globex',
    '/api/v1/companies/globex?company=acme', '/api/v1/companies/acme,globex', '/api/v1/companies/acme/agents/../../globex', '/api/v1//companies//globex',
  ])('O09, P05: leads to no other company: %s', async path => {
    const answer = await house.ask({ as: key, path })
    expect(answer.status).toBeOneOf([400, 404])
    expect(answer.text).not.toContain(SECRET)
  })

  it.each(['/pages/../package.json', '/pages/%2e%2e/package.json', '/pages/..%2fpackage.json', '/pages/%2fetc%2fpasswd', '/pages//etc/passwd', '/pages/page.css%00.js', '/..%2f..%2f..%2fetc%2fpasswd', '/pages/....//package.json'])('O09: leads to no file: %s', async path => {
    expect((await house.ask({ path })).status).toBeOneOf([400, 404])
  })

  it('O09: and another method in a header or a query is not believed', async () => {
    const { acme, ask } = house
    for (const headers of [{ 'x-http-method-override': 'DELETE' }, { 'x-http-method': 'DELETE' }, { 'x-method-override': 'DELETE' }, { 'x-original-url': '/api/v1/companies/globex' }, { 'x-rewrite-url': '/api/v1/companies/globex' }]) {
      expect((await ask({ as: key, path: '/api/v1/companies/acme', headers })).json()).toMatchObject({ slug: 'acme', status: 'active' })
      expect((await ask({ path: '/api/v1/companies/acme', headers })).status).toBe(401)
    }
    expect((await ask({ as: key, method: 'POST', path: '/api/v1/companies/acme/agents?_method=DELETE', body: {} })).status).toBe(400)
    for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      const answer = await ask({ method, path: '/api/v1/companies/acme', headers: { origin: house.url, 'access-control-request-method': 'GET' } })
      expect([method, answer.status >= 400]).toEqual([method, true])
      expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control-'))).toEqual([])
    }
    expect((await acme.get()).status).toBe('active')
  })

  it('O09: at another host by its absolute form is refused, and two hosts or two proofs are no proof', async () => {
    const { speak } = house
    expect(await speak('GET http://evil.example/api/v1/companies HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 4(00|21|04) /)
    expect(await speak(`GET http://evil.example/api/v1/companies HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(await speak('GET /api/v1/companies HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 4\d\d /)
    for (const proof of [`Basic ${key}`, `bearer ${key}`, `Bearer  ${key}`, `Bearer ${key} ${key}`, `Bearer ${key},Bearer x`, `Bearer "${key}"`, key]) {
      expect([proof.slice(0, 8), await speak(`GET /api/v1/companies HTTP/1.1\r\nHost: HOST\r\nAuthorization: ${proof}\r\nConnection: close\r\n\r\n`)]).toEqual([proof.slice(0, 8), expect.stringMatching(/^HTTP\/1\.1 401 /)])
    }
    for (const where of [`?token=${key}`, `?access_token=${key}`, `?authorization=Bearer%20${key}`, `?key=${key}`]) expect(await speak(`GET /api/v1/companies${where} HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 401 /)
  })
})
