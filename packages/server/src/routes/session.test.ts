import { describe, expect, it } from 'vitest'
import { served } from '../testing/served.ts'

const cookieOf = (header: unknown): string => /paperclip=([^;]*)/.exec(String(header))?.[1] ?? ''

describe('a session', () => {
  it('is opened by a one-time code of this machine, in a cookie that no script reads, and ends when one signs out', async () => {
    const { ask, paperclip } = await served()
    const { code } = await paperclip.access.inviteLocal()
    const opened = await ask(null, 'POST', '/session/open', { code })
    expect(opened.headers['set-cookie']).toMatch(/^paperclip=pcs_\w+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/)
    const login = cookieOf(opened.headers['set-cookie'])
    expect((await ask({ login }, 'GET', '/session')).json()).toMatchObject({ operator: 'operator:local', ownsInstallation: true, csrf: opened.json().csrf })
    expect((await ask({ login }, 'GET', '/companies')).json().rows).toMatchObject([{ slug: 'acme' }])
    expect((await ask(null, 'POST', '/session/open', { code })).statusCode).toBe(401)
    expect((await ask({ login }, 'DELETE', '/session')).statusCode).toBe(204)
    expect((await ask({ login }, 'GET', '/session')).statusCode).toBe(401)
  })

  it('P01: cannot be had by signing up: an account comes by an invitation alone', async () => {
    const { ask, acme, paperclip } = await served()
    const account = { email: 'eve@example.com', name: 'Eve', password: 'correct horse' }
    for (const path of ['/accounts', '/signup', '/users', '/register']) expect((await ask(null, 'POST', path, account)).statusCode).toBe(404)
    expect((await ask(null, 'POST', '/session/join', { ...account, code: 'pci_0_0000000000000000000000000000000' })).statusCode).toBe(401)
    const { code } = await acme.invitations.create({ email: 'ada@example.com', level: 'viewer' })
    expect((await ask(null, 'POST', '/session/join', { ...account, code })).statusCode).toBe(403)
    const joined = await ask(null, 'POST', '/session/join', { code, email: 'ada@example.com', name: 'Ada', password: 'correct horse' })
    expect(joined.json()).toMatchObject({ name: 'Ada', ownsInstallation: false })
    const login = cookieOf(joined.headers['set-cookie'])
    expect((await ask({ login }, 'POST', '/companies', { slug: 'mine' })).statusCode).toBe(403)
    expect((await ask({ login }, 'POST', '/companies/acme/tasks', { title: 'Mine' })).statusCode).toBe(403)
    expect((await paperclip.companies()).rows).toHaveLength(1)
  })

  it('is refused in the same words whether an account exists or the password is wrong', async () => {
    const { ask, acme } = await served()
    const { code } = await acme.invitations.create()
    await ask(null, 'POST', '/session/join', { code, email: 'ada@example.com', name: 'Ada', password: 'correct horse' })
    const wrong = await ask(null, 'POST', '/session', { email: 'ada@example.com', password: 'incorrect horse' }), nobody = await ask(null, 'POST', '/session', { email: 'eve@example.com', password: 'correct horse' })
    expect([wrong.statusCode, wrong.body]).toEqual([401, nobody.body])
    expect((await ask(null, 'POST', '/session', { email: 'ada@example.com', password: 'correct horse' })).statusCode).toBe(200)
  })

  it('of a server that is reached over HTTPS is kept to its host and to encrypted connections', async () => {
    const { app, acme } = await served({ server: { publicUrls: ['https://paperclip.example', 'http://localhost:4400'] } })
    const join = async (host: string) => {
      const { code } = await acme.invitations.create()
      return app.inject({ method: 'POST', url: '/api/v1/session/join', payload: { code, email: `ada@${host.split(':')[0]}`, name: 'Ada', password: 'correct horse' }, headers: { host } })
    }
    expect((await join('paperclip.example')).headers['set-cookie']).toMatch(/^__Host-paperclip=pcs_\w+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/)
    expect((await join('localhost:4400')).headers['set-cookie']).toMatch(/^paperclip=pcs_\w+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/)
  })

  it('O04, P02: by a code of this machine is opened at this machine alone, and the code stays good', async () => {
    const { app, paperclip } = await served({ server: { publicUrls: ['https://paperclip.example', 'http://localhost:4400'] } })
    const { code } = await paperclip.access.inviteLocal()
    const open = (host: string) => app.inject({ method: 'POST', url: '/api/v1/session/open', payload: { code }, headers: { host, 'x-forwarded-host': 'localhost:4400', 'x-forwarded-for': '127.0.0.1' } })
    expect((await open('paperclip.example')).statusCode).toBe(403)
    expect((await open('localhost:4400')).statusCode).toBe(200)
  })
})
