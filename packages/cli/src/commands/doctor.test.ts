import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { systemClock, usd } from '@paperclip/core'
import { serve } from '@paperclip/server'
import { openSqlite } from '@paperclip/store-sqlite'
import { describe, expect, it } from 'vitest'
import { checkNode } from '../doctor/check-machine.ts'
import { session, staffedSession } from '../testing/session.ts'

const HAS_MODES = process.platform !== 'win32'
const AS_ROOT = process.getuid?.() === 0 ? '' : ' (SKIPPED: only root may give files away)'
const UNWALLED = !HAS_MODES ? ' (SKIPPED: there are no modes here)' : process.getuid?.() === 0 ? ' (SKIPPED: root may write everywhere)' : ''

describe('doctor', () => {
  it('says that all is well', async () => {
    const { run } = await staffedSession()
    const { exit, out, err } = await run('doctor')
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(out).toMatch(/✓ node[\s\S]*✓ folder[\s\S]*✓ database[\s\S]*✓ master key[\s\S]*✓ acme[\s\S]*✓ acme ann[\s\S]*\n\nAll is well\.\n$/)
    expect((await run('doctor', '--json')).json()).toMatchObject({ ok: true, checks: expect.arrayContaining([expect.objectContaining({ about: 'node', level: 'ok' })]) })
  })

  it('says what there is to do before there is anything', async () => {
    const { run, data } = session()
    expect(await run('doctor')).toMatchObject({ exit: 0, out: expect.stringContaining('company create <slug>') })
    expect(existsSync(data)).toBe(false)
  })

  it('looks whether a start would be served as these options say: where it binds, by which name, to whom', async () => {
    const { run, runOn, data } = await staffedSession()
    expect(await run('doctor', '--port', '0')).toMatchObject({ exit: 0, out: expect.stringMatching(/✓ address +by the names of this machine[\s\S]*✓ port +any of 127\.0\.0\.1[\s\S]*✓ owner +nobody yet: it is served to this machine alone/) })
    expect((await run('doctor', '--no-serve')).out).not.toMatch(/port|address/)
    const beyond = ['doctor', '--port', '0', '--public-url', 'https://paperclip.example', '--trust-proxy', '127.0.0.1']
    expect(await run(...beyond)).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ owner +Nobody owns[\s\S]*→ paperclipai owner new <email> --data /) })
    await runOn({ piped: Readable.from(['correct horse']) }, 'owner', 'new', 'ada@example.com')
    expect(await run(...beyond)).toMatchObject({ exit: 0, out: expect.stringMatching(/✓ address +https:\/\/paperclip\.example[\s\S]*✓ owner +somebody owns this installation/) })
    expect((await run(...beyond.slice(0, -2))).out).toMatch(/! proxy +A proxy encrypts, and it is not said which/)
    expect((await run('doctor', '--port', '0', '--public-url', 'http://paperclip.example')).out).toMatch(/! address +http:\/\/paperclip\.example is not encrypted/)
    for (const [wrong, words] of [[['--public-url', 'paperclip.example'], /✗ address +The public address "paperclip\.example" is none/], [['--host', '192.0.2.1', '--port', '4400'], /✗ port +"192\.0\.2\.1" is no address of this machine/], [['--trust-proxy', 'everybody', '--port', '0'], /✗ proxy +--trust-proxy: /], [['--tls-cert', 'no.pem', '--tls-key', 'no.pem'], /✗ certificate +--tls-cert: .*no\.pem cannot be read/]] as const) {
      expect(await run('doctor', ...wrong)).toMatchObject({ exit: 1, out: expect.stringMatching(words) })
    }
    expect(existsSync(data)).toBe(true)
  }, 60_000)

  it('asks the provider by which people would sign in, and says what is wrong there', async () => {
    const { run, runOn } = await staffedSession()
    let issuer = ''
    const provider = createHttpServer(({ url }, response) => (url === '/.well-known/openid-configuration' ? response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` })) : response.writeHead(404).end())).listen(0, '127.0.0.1')
    await once(provider, 'listening')
    issuer = `http://localhost:${(provider.address() as AddressInfo).port}`
    const env = { PAPERCLIPAI_OIDC_CLIENT_SECRET: 'a secret of a server' }, looks = (at: string) => runOn({ env }, 'doctor', '--port', '0', '--oidc-issuer', at, '--oidc-client-id', 'paperclip')
    expect(await looks(issuer)).toMatchObject({ exit: 0, out: expect.stringMatching(/✓ oidc +http:\/\/localhost:\d+ answers; it must let people come\s+back\s+to\s+http:\/\/localhost:<port>\/oidc/) })
    expect(await looks(`${issuer}/none`)).toMatchObject({ exit: 0, out: expect.stringMatching(/! oidc +http:\/\/localhost:\d+\/none\s+answers\s+with\s+status\s+404/) })
    expect(await looks('http://id.example.com')).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ oidc +oidc\.issuer \(--oidc-issuer\): must\s+begin\s+with\s+https/) })
    expect(await run('doctor', '--port', '0', '--oidc-issuer', issuer, '--oidc-client-id', 'paperclip')).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ oidc +oidc\.clientSecret \(PAPERCLIPAI_OIDC_CLIENT_SECRET\):[\s\S]*\(had 0\)/) })
    expect(await run('doctor', '--oidc-issuer', issuer)).toMatchObject({ exit: 2, err: expect.stringContaining('--oidc-client-id was not given') })
    provider.close()
  }, 60_000)

  it('says whose a port is that is taken: another program\'s, or that of Paperclip itself', async () => {
    const { run } = await staffedSession(), { with: house } = await staffedSession()
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    expect(await run('doctor', '--port', String((other.address() as AddressInfo).port))).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ port +Port \d+ of 127\.0\.0\.1 is taken by another program[\s\S]*→ See which program has it: ss -ltnp/) })
    other.close()
    await house(async paperclip => {
      const { url, close } = await serve({ paperclip, port: 0 })
      expect(await run('doctor', '--port', new URL(url).port)).toMatchObject({ exit: 0, out: expect.stringMatching(/! port +Paperclip itself answers/) })
      await close()
    })
  })

  it.skipIf(UNWALLED !== '')(`finds a folder that cannot be written${UNWALLED}`, async () => {
    const { run, data } = await staffedSession()
    chmodSync(data, 0o500)
    expect(await run('doctor')).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ folder .*may not be used by this user \(EACCES\)/) })
    chmodSync(data, 0o700)
  })

  it('finds a clock that is behind what was written', async () => {
    const { runOn } = await staffedSession(), late = { ...systemClock, now: () => new Date('2020-03-01T12:00:00Z') }
    expect((await runOn({ clock: late }, 'doctor')).out).toMatch(/! clock +It is 2020-03-01[\s\S]*and something was written at\s+20[\s\S]*→ Let NTP set the clock/)
  })

  it('finds a program that is gone', async () => {
    const { run } = await staffedSession()
    await run('agent', 'hire', 'cy', '--role', 'writer', '--draft', '--', '/no/such/program')
    expect((await run('doctor')).exit).toBe(0)
    await run('agent', 'configure', 'ann', '--', '/no/such/program')
    const { exit, out } = await run('doctor')
    expect({ exit, out }).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ acme ann[\s\S]*\/no\/such\/program[\s\S]*→ [\s\S]*Something is bad/) })
  })

  it.runIf(HAS_MODES)('finds what others may read, and says how to close it', async () => {
    const { run, runOn, data } = await staffedSession()
    await runOn({ piped: Readable.from(['hunter2hunter2']) }, 'secret', 'set', 'a-token')
    chmodSync(data, 0o755)
    expect(await run('doctor')).toMatchObject({ exit: 0, out: expect.stringMatching(/! folder[\s\S]*mode 755[\s\S]*→ chmod 700 [\s\S]*Nothing is bad\./) })
    chmodSync(join(data, 'paperclip.db-files', 'master.key'), 0o644)
    expect(await run('doctor')).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ master key[\s\S]*→ chmod 600 /) })
  })

  it.runIf(process.getuid?.() === 0)(`looks, for root, whether all belongs to whom the folder does, and says how to look as them${AS_ROOT}`, async () => {
    const { run, runOn, data } = await staffedSession(), somebody = 12_345, files = () => readdirSync(data, { recursive: true, encoding: 'utf8' }).map(name => join(data, name))
    await runOn({ piped: Readable.from(['hunter2hunter2']) }, 'secret', 'set', 'a-token')
    expect((await run('doctor')).out).not.toContain('You are root')
    for (const path of [data, ...files()]) chownSync(path, somebody, somebody)
    const looked = await run('doctor', '--json')
    expect(looked).toMatchObject({ exit: 0 })
    expect((looked.json() as { checks: object[] }).checks).toContainEqual({ level: 'warn', about: 'user', what: expect.stringMatching(/You are root.* belongs to the user 12345/), fix: `sudo -u '#12345' paperclipai doctor --data ${data}` })
    for (const [about, path] of [['master key', join(data, 'paperclip.db-files', 'master.key')], ['database', join(data, 'paperclip.db-files')], ['database', join(data, 'paperclip.db')]] as const) {
      chownSync(path, 0, 0)
      const found = await run('doctor', '--json')
      expect(found).toMatchObject({ exit: 1 })
      expect((found.json() as { checks: object[] }).checks).toContainEqual({ level: 'bad', about, what: `${path} belongs to another user (0; the folder is that of 12345).`, fix: `sudo chown -R 12345 ${path}` })
      chownSync(path, somebody, somebody)
    }
  })

  it('finds a key that is gone, and one that is none', async () => {
    const { run, runOn } = await staffedSession(), env = { PAPERCLIPAI_MASTER_KEY: 'a1'.repeat(32) }
    await runOn({ piped: Readable.from(['hunter2hunter2']), env }, 'secret', 'set', 'a-token')
    expect(await runOn({ env }, 'doctor')).toMatchObject({ exit: 0 })
    const { exit, out } = await run('doctor')
    expect({ exit, out }).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ master key +There is none here, and secrets were kept with one\.[\s\S]*the master key they were kept with is not here/) })
    expect(out).not.toContain('✓ master key')
    expect(await runOn({ env: { PAPERCLIPAI_MASTER_KEY: 'x' } }, 'doctor')).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ master key +PAPERCLIPAI_MASTER_KEY/) })
  })

  it('G06: finds that a backup that was put back is of another master key, says of which, and leaves all as it is', async () => {
    const { runOn, data } = await staffedSession(), env = { PAPERCLIPAI_MASTER_KEY: 'a1'.repeat(32) }, other = { PAPERCLIPAI_MASTER_KEY: 'b2'.repeat(32) }
    const told = /by\s+the\s+master\s+key\s+[0-9a-f]{8},\s+and\s+this\s+one\s+is\s+[0-9a-f]{8}/, to = `${data}-backup`
    await runOn({ piped: Readable.from(['hunter2hunter2']), env }, 'secret', 'set', 'a-token')
    expect(await runOn({ env }, 'db', 'backup', '--to', to)).toMatchObject({ exit: 0 })
    expect(await runOn({ env: other }, 'doctor', '--data', to)).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ acme +has secrets that do not open/) })
    expect(await runOn({ env: other }, 'doctor', '--data', to)).toMatchObject({ out: expect.stringMatching(told) })
    for (const slug of ['a-token', 'another']) expect(await runOn({ piped: Readable.from(['hunter3hunter3']), env: other }, 'secret', 'set', slug, '--data', to, '--company', 'acme')).toMatchObject({ exit: 1, err: expect.stringMatching(told) })
    expect(await runOn({ env }, 'doctor', '--data', to)).toMatchObject({ exit: 0 })
    expect((await runOn({ env }, 'secret', 'list', '--json', '--data', to, '--company', 'acme')).out.match(/"slug": *"[\w-]+"/g), 'nothing is half done').toHaveLength(1)
  }, 30_000)

  it('finds a database that is none', async () => {
    const { run, data } = session()
    mkdirSync(data, { recursive: true })
    writeFileSync(join(data, 'paperclip.db'), 'Dear diary. '.repeat(100))
    expect(await run('doctor', '--json')).toMatchObject({ exit: 1 })
  })

  it('A4: finds what was changed behind the back of the log', async () => {
    const { run, data, with: programmed } = await staffedSession()
    const { companyId, budgetId } = await programmed(async paperclip => {
      const acme = await paperclip.company('acme')
      return { companyId: acme.id, budgetId: (await acme.budgets.list()).rows[0]?.id ?? '' }
    })
    expect(await run('doctor')).toMatchObject({ exit: 0, out: expect.stringMatching(/✓ acme +\d+ rows are what the \d+ records of the log say/) })
    const store = await openSqlite({ file: join(data, 'paperclip.db') })
    await store.transact(companyId, tx => tx.put('balance', { id: `${budgetId}:0`, budgetId, startsAt: new Date(0), endsAt: null, reserved: usd(0), spent: usd(1), warnedAt: null, stoppedAt: null }))
    await store.close()
    expect(await run('doctor')).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ acme +"spent" of the balance[\s\S]*is 1000000; by the[\s\S]*→ [\s\S]*audit verify --company acme/) })
  })

  it('finds files of a company that was deleted', async () => {
    const { run, data } = await staffedSession()
    await run('company', 'archive', 'acme')
    const { id } = (await run('company', 'delete', 'acme', '--confirm', 'acme', '--json')).json() as { id: string }
    expect(await run('doctor')).toMatchObject({ exit: 0, out: expect.stringContaining('nothing left of it but its tombstone') })
    mkdirSync(join(data, 'paperclip.db-files', 'logs', id), { recursive: true })
    expect(await run('doctor')).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ deleted[\s\S]*→ rm -r /) })
  })

  it.each([['20.18.3', 'bad'], ['20.19.0', 'ok'], ['18.20.1', 'bad'], ['24.0.0', 'ok']])('judges Node %s to be %s', (version, level) => expect(checkNode(version).level).toBe(level))
})
