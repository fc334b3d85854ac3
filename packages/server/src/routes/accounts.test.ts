import { describe, expect, it } from 'vitest'
import { served, type Served } from '../testing/served.ts'

const PASSWORD = 'correct horse'
const loginOf = async ({ ask }: Served, email: string, password = PASSWORD): Promise<string> => /paperclip=([^;]*)/.exec(String((await ask(null, 'POST', '/session', { email, password })).headers['set-cookie']))?.[1] ?? ''

describe('accounts over HTTP', () => {
  it('P01: come by invitations of owners, are listed and disabled by owners, and change their own password', async () => {
    const house = await served(), { ask, paperclip, acme } = house
    const local = (await paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })).token
    const invited = await ask({ login: local }, 'POST', '/owner-invitations')
    expect(invited.json().invitation).not.toHaveProperty('digest')
    expect((await ask(null, 'POST', '/session/join', { code: invited.json().code, email: 'ada@example.com', name: 'Ada', password: PASSWORD })).json()).toMatchObject({ ownsInstallation: true })
    const ada = { login: await loginOf(house, 'ada@example.com') }
    const { code } = await acme.invitations.create({ level: 'viewer' })
    await ask(null, 'POST', '/session/join', { code, email: 'bob@example.com', name: 'Bob', password: PASSWORD })
    const bob = { login: await loginOf(house, 'bob@example.com') }

    for (const [method, path] of [['GET', '/accounts'], ['POST', '/owner-invitations'], ['GET', '/owner-invitations']] as const) expect((await ask(bob, method, path)).statusCode).toBe(403)
    expect((await ask(bob, 'PATCH', '/accounts/usr_x', { level: 'owner' })).statusCode).toBe(403)
    expect((await ask(bob, 'GET', '/account')).json()).toMatchObject({ email: 'bob@example.com', level: 'member' })
    expect((await ask(bob, 'POST', '/account/password', { current: 'incorrect horse', next: 'another horse' })).statusCode).toBe(403)
    expect((await ask(bob, 'POST', '/account/password', { current: PASSWORD, next: 'another horse' })).statusCode).toBe(204)
    expect((await ask(bob, 'GET', '/account')).statusCode).toBe(401)

    const again = { login: await loginOf(house, 'bob@example.com', 'another horse') }
    const { rows } = (await ask(ada, 'GET', '/accounts')).json() as { rows: { id: string; email: string }[] }
    expect(rows.map(({ email }) => email)).toEqual(['ada@example.com', 'bob@example.com'])
    expect((await ask(ada, 'PATCH', `/accounts/${rows[1]?.id}`, { status: 'disabled' })).json()).toMatchObject({ status: 'disabled' })
    expect((await ask(again, 'GET', '/account')).statusCode).toBe(401)
    expect((await ask(ada, 'PATCH', `/accounts/${rows[0]?.id}`, { level: 'member' })).statusCode).toBe(409)
  })
})
