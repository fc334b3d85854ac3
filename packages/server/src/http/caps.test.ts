import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { realServer, type RealServer } from '../testing/real-server.ts'
import { excessIn } from './json.ts'

const MIB = 1024 * 1024
const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`

/** A server, and the token of somebody who may do all there. */
async function house(): Promise<RealServer & { as: string }> {
  const made = await realServer()
  return { ...made, as: (await made.acme.keys.create({ name: 'ci', level: 'owner' })).token }
}
const path = '/api/v1/companies/acme/tasks'

describe('JSON', () => {
  it.each([[nested(32), false], [nested(33), true], ['['.repeat(10_000), true], [`{"a":${'{"b":'.repeat(40)}`, true], [JSON.stringify({ text: '['.repeat(100) }), false], [JSON.stringify(['\\"[[[', '"'.repeat(3), '['.repeat(99)]), false], [`[${'[],'.repeat(999)}[]]`, false], ['"\\', false]])('of %j is too deep: %j', (text, isTooDeep) => {
    expect(excessIn(text)).toBe(isTooDeep ? 'deep' : undefined)
  })

  it('G03: of ten thousand levels is refused before it is read, and of so many that fit a body too', async () => {
    const { ask, as } = await house()
    for (const levels of [33, 10_000, MIB / 2 - 100]) {
      const refused = await ask({ as, method: 'POST', path, body: nested(levels) })
      expect([refused.status, refused.json()]).toMatchObject([400, { code: 'invalid_input', detail: 'The body is JSON of more than 32 levels, one in another. Send it flatter.' }])
    }
    expect((await ask({ as, method: 'POST', path, body: nested(32) })).json().detail).toMatch(/^The input of task.create is not valid/)
  })

  it('G02: that reaches for a prototype is refused', async () => {
    const { ask, as, acme } = await house()
    for (const body of ['{"title":"A","__proto__":{"isAdmin":true}}', '{"title":"A","constructor":{"prototype":{"isAdmin":true}}}']) expect((await ask({ as, method: 'POST', path, body })).status).toBe(400)
    expect((await acme.tasks.list()).rows).toEqual([])
    expect(Object(Reflect.get({}, 'isAdmin'))).not.toBe(true)
  })
})

describe('a request', () => {
  it('G03: of a hundred megabytes is refused by what it says of itself, and by what it sends where it says nothing', async () => {
    const { speak, as, acme } = await house(), head = `POST ${path} HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer ${as}\r\nContent-Type: application/json\r\nConnection: close\r\n`
    expect(await speak(`${head}Content-Length: ${100 * MIB}\r\n\r\n{"title":"`)).toMatch(/^HTTP\/1\.1 413 [\s\S]*"code":"too_large"/)
    const chunk = 'a'.repeat(64 * 1024), chunks = `${chunk.length.toString(16)}\r\n${chunk}\r\n`.repeat(20)
    expect(await speak(`${head}Transfer-Encoding: chunked\r\n\r\n${chunks}`)).toMatch(/^HTTP\/1\.1 413 /)
    expect((await acme.tasks.list()).rows).toEqual([])
  })

  it('G03: of nobody is answered before its body is waited for', async () => {
    const { port, host } = await house(), socket = connect(port, '127.0.0.1')
    socket.write(`POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${MIB - 1}\r\n\r\n`)
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 401 /)
    socket.destroy()
  })

  it.each([
    ['a head that is too large', `GET /api/v1/healthz HTTP/1.1\r\nHost: HOST\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['an address that is too long', `GET /api/v1/healthz?${'a'.repeat(9_000)} HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n`, 414],
    ['what is no request', 'HELO paperclip\r\n\r\n', 400],
    ['two lengths', 'POST /api/v1/session HTTP/1.1\r\nHost: HOST\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
    ['no host', 'GET /api/v1/healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ])('G03: with %s is refused as a problem', async (_, sent, status) => {
    const answer = await (await house()).speak(sent)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    if (status !== 400 || !sent.startsWith('GET')) expect(answer).toMatch(/content-type: application\/problem\+json[\s\S]*"status":4/i)
  })

  it('with a body that is not UTF-8 is refused, and nothing is kept of it', async () => {
    const { speak, as, acme, host } = await house(), body = Buffer.concat([Buffer.from('{"title":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])
    const answer = await speak(Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${as}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`), body]))
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*The body is not UTF-8\./)
    expect((await acme.tasks.list()).rows).toEqual([])
  })

  it.each([['/api/v1/companies/%ff', 400], [`/api/v1/companies/acme/tasks/${'a'.repeat(300)}`, 414], [`/api/v1/companies/${'a'.repeat(9_000)}`, 414]])('with an address that cannot be read is answered like any other: %.60s', async (address, status) => {
    const { speak } = await house(), asked = (host: string) => speak(`GET ${address} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    const answer = await asked('HOST')
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*content-type: application/problem\\+json[\\s\\S]*"status":${status}`))
    expect(answer).toMatch(/content-security-policy: default-src 'none'/)
    expect(answer).not.toContain('aaaaaaaaaa')
    expect(await asked('evil.example')).toMatch(/^HTTP\/1\.1 421 /)
  })

  it('G03: waits while there are as many connections as there may be', async () => {
    const { port } = await realServer({ server: { limits: { connections: 2 } } })
    const held = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')]
    await Promise.all(held.map(socket => once(socket, 'connect')))
    const third = connect(port, '127.0.0.1').on('error', () => {})
    await once(third, 'close')
    held[0]?.destroy()
    for (const socket of held) socket.destroy()
  })
})
