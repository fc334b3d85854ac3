import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { main } from '../main.ts'
import { deskCompany } from '../testing/desk-company.ts'
import { session, type Session } from '../testing/session.ts'

interface Serving { kind: string; url: string; link: string | null }

/** A start that serves at a free port, once it does. */
async function started({ io, data }: Session, ...argv: string[]) {
  const terminal = io(), exit = main(['start', '--json', '--port', '0', ...argv, '--data', data], terminal)
  await Promise.race([terminal.written('"serving"'), exit.then(code => Promise.reject(new Error(`It ended with ${code}: ${terminal.err}`)))])
  const serving = terminal.out.split('\n').map(line => JSON.parse(line || '{}') as Serving).find(({ kind }) => kind === 'serving') as Serving
  return { terminal, exit, ...serving }
}

const open = (link: string | null): Promise<Response> => {
  const { origin, hash } = new URL(link ?? '')
  return fetch(`${origin}/api/v1/session/open`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code: hash.slice(1) }) })
}

describe('a start that serves', () => {
  it('P02: lets in whoever has its link, once, and nobody by asking from this machine', async () => {
    const made = session(), { url, link, terminal, exit } = await started(made, '--config', deskCompany(dirname(made.data), 'finish'))
    expect((await fetch(`${url}/api/v1/companies`)).status).toBe(401)
    const opened = await open(link), cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect(await (await fetch(`${url}/api/v1/companies`, { headers: { cookie } })).json()).toMatchObject({ rows: [{ slug: 'acme' }] })
    expect((await open(link)).status).toBe(401)
    terminal.interrupt()
    expect(await exit).toBe(0)
    expect(terminal.err).toBe('')
    await expect(fetch(url)).rejects.toThrow()
  })

  it('answers until its runs have come to their end', async () => {
    const made = session(), { url, terminal, exit } = await started(made, '--config', deskCompany(dirname(made.data), 'wait'))
    await terminal.written('"run.begin"')
    terminal.interrupt()
    await terminal.written('"draining"')
    expect((await fetch(`${url}/api/v1/healthz`)).status).toBe(200)
    terminal.interrupt()
    expect(await exit).toBe(130)
    await expect(fetch(url)).rejects.toThrow()
  })

  it.each([['there', 401, ['--compatibility']], ['not there', 404, []]])('has the protocol of the existing application %s where that was asked for or not (%i)', async (_, status, asked) => {
    const made = session(), { url, terminal, exit } = await started(made, ...asked, '--dry')
    expect((await fetch(`${url}/api/agents/me`)).status).toBe(status)
    terminal.interrupt()
    expect(await exit).toBe(0)
  })

  it('answers as often as it was told to, and no more', async () => {
    const made = session(), { url, terminal, exit } = await started(made, '--limit', 'strangers=2', 'requests=9', '--config', deskCompany(dirname(made.data), 'finish'))
    const asked = await Promise.all([1, 2, 3].map(async () => (await fetch(`${url}/api/v1/healthz`)).status))
    expect(asked.sort()).toEqual([200, 200, 429])
    await terminal.written('"run.begin"')
    terminal.interrupt()
    expect(await exit).toBe(0)
  })

  it('has people sign in by a provider as well, which need not be there: its secret is in the environment alone', async () => {
    const env = { PAPERCLIPAI_OIDC_CLIENT_SECRET: 'a secret of a server' }, made = session({ env }), oidc = ['--oidc-issuer', 'http://localhost:1', '--oidc-client-id', 'paperclip', '--oidc-name', 'Example']
    const { url, terminal, exit } = await started(made, ...oidc, '--config', deskCompany(dirname(made.data), 'finish'))
    expect(await (await fetch(`${url}/api/v1/session/ways`)).json()).toEqual({ oidc: { name: 'Example' } })
    await terminal.written('"run.begin"')
    terminal.interrupt()
    expect(await exit).toBe(0)
    expect(terminal.out + terminal.err).not.toContain(env.PAPERCLIPAI_OIDC_CLIENT_SECRET)
    expect(await session().run('start', '--for', '1s', ...oidc)).toMatchObject({ exit: 1, err: expect.stringContaining('oidc.clientSecret (PAPERCLIPAI_OIDC_CLIENT_SECRET): must be the secret') })
    expect(await made.run('start', '--for', '1s', ...oidc, '--oidc-client-secret', 'x')).toMatchObject({ exit: 2 })
  })

  it('says which port is taken', async () => {
    const made = session(), { url, terminal, exit } = await started(made, '--dry'), port = new URL(url).port
    expect(await session().run('start', '--port', port)).toMatchObject({ exit: 1, out: '', err: expect.stringContaining(`Port ${port} of 127.0.0.1 is taken by another program`) })
    terminal.interrupt()
    expect(await exit).toBe(0)
  })

  it('P01: is for this machine alone until somebody owns the installation', async () => {
    const made = session(), beyond = ['--host', '0.0.0.0', '--public-url', 'https://paperclip.example/', '--config', deskCompany(dirname(made.data), 'finish')]
    for (const reach of [beyond.slice(0, 2), beyond.slice(2, 4)]) expect(await made.run('start', ...reach)).toMatchObject({ exit: 1, out: '', err: expect.stringMatching(/Nobody owns this installation yet[\s\S]*→ paperclipai owner new <email>/) })
    expect(existsSync(made.data), 'a refused start leaves no trace').toBe(false)
    expect(await made.runOn({ piped: Readable.from(['short']) }, 'owner', 'new', 'ada@example.com')).toMatchObject({ exit: 1, err: expect.stringContaining('at least 10 characters') })
    expect(await made.runOn({ piped: Readable.from(['correct horse']) }, 'owner', 'new', 'ada@example.com', '--name', 'Ada')).toMatchObject({ exit: 0, err: '' })
    expect((await made.run('owner', 'list', '--json')).json()).toMatchObject([{ email: 'ada@example.com', name: 'Ada', level: 'owner' }])
    const { url, terminal, exit } = await started(made, ...beyond)
    expect(url).toBe('https://paperclip.example')
    await terminal.written('"run.begin"')                               // it listens for the end by then
    terminal.interrupt()
    expect(await exit).toBe(0)
  }, 60_000)

  it('prints an owner\'s invitation as a link, whose code no server sees until it is used', async () => {
    const { run } = session()
    expect(await run('owner', 'invite', '--at', 'https://paperclip.example')).toMatchObject({ exit: 0, out: expect.stringMatching(/^https:\/\/paperclip\.example\/join#pci_\w+\n/) })
    expect(await run('owner', 'invite', '--at', 'nowhere')).toMatchObject({ exit: 2, err: expect.stringContaining('--at: must be the address of the server') })
  })

  it.each([[['--port', 'http'], '--port: must be a number'], [['--tls-cert', 'cert.pem'], '--tls-cert was given without'], [['--tls-cert', 'no.pem', '--tls-key', 'no.pem'], 'cannot be read (ENOENT)'], [['--public-url', 'paperclip.example'], 'The public address "paperclip.example" is none'], [['--trust-proxy', 'everybody'], 'It cannot be served'], [['--limit', 'visits=3'], '--limit: must be one of requests, strangers, tries, looks, changes, streams, connections'], [['--limit', 'tries=0'], '(was "tries=0")']])('refuses %j', async (argv, words) => {
    const { run } = session()
    expect(await run('start', '--for', '1s', ...argv)).toMatchObject({ out: '', err: expect.stringContaining(words) })
  })
})
