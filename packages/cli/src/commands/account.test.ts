import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { session } from '../testing/session.ts'

const PASSWORD = 'correct horse'

describe('account', () => {
  async function withAda() {
    const made = session(), typed = (text: string, ...argv: string[]) => made.runOn({ piped: Readable.from([text]) }, ...argv)
    await made.run('company', 'create', 'acme')
    await typed(PASSWORD, 'owner', 'new', 'ada@example.com', '--name', 'Ada')
    return { ...made, typed }
  }

  it('says what to do while nobody has one', async () => {
    const { run } = session()
    await run('company', 'create', 'acme')
    expect((await run('account', 'list')).out).toMatch(/Nobody has an account yet[^]*owner new <email>/)
    expect(await run('account', 'enable', 'ada@example.com')).toMatchObject({ exit: 1, err: expect.stringContaining('Nobody has an account with the address "ada@example.com".') })
  })

  it('gives somebody another password who forgot theirs, without showing it', async () => {
    const { run, typed } = await withAda()
    expect(await typed('short', 'account', 'password', 'ada@example.com')).toMatchObject({ exit: 1, err: expect.stringContaining('at least 10 characters') })
    const { exit, out, err } = await typed('battery staple', 'account', 'password', ' Ada@Example.com')
    expect({ exit, out, err }).toEqual({ exit: 0, out: 'ada@example.com has another password, and is signed out everywhere.\n', err: '' })
    expect((await run('account', 'list')).out).toMatch(/ada@example\.com\s+Ada\s+owner\s+active/)
    expect((await run('audit', 'export')).out).not.toContain('battery')
  })

  it('lets somebody in no more, and in again, but not the last who owns the installation', async () => {
    const { run, typed } = await withAda()
    expect(await run('account', 'disable', 'ada@example.com')).toMatchObject({ exit: 1, err: expect.stringContaining('only owner of this installation') })
    await typed(PASSWORD, 'owner', 'new', 'bo@example.com')
    expect((await run('account', 'disable', 'bo@example.com')).out).toMatch(/^bo@example\.com may sign in no more\.[^]*member remove usr_/)
    expect(await typed('battery staple', 'account', 'password', 'bo@example.com')).toMatchObject({ exit: 1, err: expect.stringContaining('let them in again first') })
    expect((await run('account', 'enable', 'bo@example.com')).out).toBe('bo@example.com may sign in again.\n')
    expect(JSON.parse((await run('account', 'list', '--json')).out)).toMatchObject([{ email: 'ada@example.com', status: 'active' }, { email: 'bo@example.com', status: 'active' }])
  })
})
