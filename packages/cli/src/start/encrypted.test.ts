import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { get, request } from 'node:https'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { main } from '../main.ts'
import { COMMAND } from '../testing/command.ts'
import { deskCompany } from '../testing/desk-company.ts'
import { session } from '../testing/session.ts'

const MISSING = spawnSync('openssl', ['version']).status === 0 ? '' : ' (SKIPPED: openssl is not on this machine)'
if (MISSING !== '') console.warn(`start with TLS${MISSING}`)

/** A key, and a certificate that it signed itself. */
function selfSigned(name: string, days = 30): { cert: string; key: string } {
  const folder = mkdtempSync(join(tmpdir(), 'paperclipai-tls-')), cert = join(folder, 'cert.pem'), key = join(folder, 'key.pem')
  const { status, stderr } = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', String(days), '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name},IP:127.0.0.1`, '-keyout', key, '-out', cert], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return { cert, key }
}

describe.skipIf(MISSING !== '')('a start that encrypts', () => {
  it(`serves HTTPS with its certificate, to the client and to browsers, and nothing in the clear${MISSING}`, async () => {
    const { cert, key } = selfSigned('localhost'), made = session(), terminal = made.io()
    const token = await made.with(async paperclip => (await (await paperclip.found({ slug: 'acme' })).keys.create({ name: 'elsewhere' })).token)
    const exit = main(['start', '--json', '--port', '0', '--tls-cert', cert, '--tls-key', key, '--config', deskCompany(dirname(made.data), 'finish'), '--data', made.data], terminal)
    await terminal.written('"serving"')
    const { url = '', link = '' } = terminal.out.split('\n').map(line => JSON.parse(line || '{}') as { kind?: string; url?: string; link?: string }).find(({ kind }) => kind === 'serving') ?? {}
    expect([url, link]).toEqual([expect.stringMatching(/^https:\/\/localhost:\d+$/), expect.stringMatching(/^https:\/\/localhost:\d+\/open#pci_/)])

    const child = spawn(process.execPath, [...COMMAND, 'company', 'list', '--json', '--url', url], { env: { ...process.env, NODE_EXTRA_CA_CERTS: cert, PAPERCLIPAI_KEY: token, PAPERCLIPAI_HOME: `${made.data}-home` }, stdio: ['ignore', 'pipe', 'pipe'] })
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
    expect({ err, companies: JSON.parse(out || '[]') }).toMatchObject({ err: '', companies: [{ slug: 'acme' }] })

    const { origin, hash } = new URL(link), opened = get(`${origin}/api/v1/healthz`, { ca: readFileSync(cert) }), [answer] = await once(opened, 'response')
    expect([answer.statusCode, answer.socket.getProtocol()]).toEqual([200, 'TLSv1.3'])
    answer.resume()
    expect(await cookieFor(cert, `${origin}/api/v1/session/open`, { code: hash.slice(1) })).toMatch(/^__Host-paperclip=.*; HttpOnly; SameSite=Strict; .*Secure$/)
    await expect(fetch(`${url}/api/v1/healthz`), 'a certificate that nobody vouches for').rejects.toThrow()
    await expect(fetch(`${url.replace('https', 'http')}/api/v1/healthz`)).rejects.toThrow()
    terminal.interrupt()
    expect({ exit: await exit, err: terminal.err }).toEqual({ exit: 0, err: '' })
  }, 60_000)

  it(`is refused with the key of another certificate, and with what is none, before anything runs${MISSING}`, async () => {
    const [one, other] = [selfSigned('localhost'), selfSigned('paperclip.example')], { run } = session()
    const starts = (cert: string, key: string) => run('start', '--for', '1s', '--port', '0', '--tls-cert', cert, '--tls-key', key)
    expect(await starts(one.cert, other.key)).toMatchObject({ exit: 1, out: '', err: expect.stringMatching(/--tls-key\) does not belong to the certificate \(tls\.cert, --tls-cert\), which is for DNS:localhost, IP Address:127\.0\.0\.1\. Give the key it was made with\./) })
    expect(await starts(one.key, one.key)).toMatchObject({ exit: 1, out: '', err: expect.stringContaining('--tls-cert) cannot be read. Give a PEM file') })
    expect(await starts(one.cert, one.cert)).toMatchObject({ exit: 1, out: '', err: expect.stringContaining('--tls-key) cannot be read. Give the private key as PEM') })
  }, 60_000)

  it(`is looked at by doctor: whose the key is, for which names, and for how long${MISSING}`, async () => {
    const [good, soon, other] = [selfSigned('paperclip.example'), selfSigned('paperclip.example', 3), selfSigned('elsewhere.example')], { run } = session()
    const looks = async (tls: { cert: string; key: string }) => (await run('doctor', '--port', '0', '--public-url', 'https://paperclip.example', '--tls-cert', tls.cert, '--tls-key', tls.key)).out
    expect(await looks(good)).toMatch(/✓ certificate +for DNS:paperclip\.example[^]*key\s+belongs\s+to\s+it/)
    expect(await looks(soon)).toMatch(/! certificate +The certificate ends on [\d-]+, in [23] days/)
    expect(await looks(other)).toMatch(/✗ certificate +The certificate is for DNS:elsewhere\.example, IP Address:127\.0\.0\.1, and not for\s+paperclip\.example/)
    expect(await looks({ ...good, key: other.key })).toMatch(/✗ certificate +The key of TLS[^]*does not belong/)
  }, 60_000)
})

/** The cookie with which a server answers what is posted. */
async function cookieFor(ca: string, url: string, body: object): Promise<string> {
  const asked = request(url, { method: 'POST', ca: readFileSync(ca), headers: { 'content-type': 'application/json' } }), answered = once(asked, 'response')
  asked.end(JSON.stringify(body))
  const [answer] = await answered
  answer.resume()
  return String(answer.headers['set-cookie'])
}
