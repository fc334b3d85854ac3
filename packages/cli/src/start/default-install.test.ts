import { spawn } from 'node:child_process'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMAND } from '../testing/command.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const SKIPPED = process.platform === 'linux' ? '' : ' (SKIPPED: there is no /proc here)'
const LISTENS = '0A'

/** A started installation, as whoever types `paperclipai start` has it: a process of its own, with a folder of its own. */
async function started() {
  const home = mkdtempSync(join(tmpdir(), 'paperclip-default-')), data = join(home, 'data')
  const child = spawn(process.execPath, [...COMMAND, 'start', '--json', '--port', '0', '--data', data], { cwd: ROOT, env: { PATH: process.env['PATH'] ?? '', HOME: home }, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = '', err = ''
  child.stderr.on('data', part => { err += String(part) })
  const served = new Promise<{ url: string; link: string }>((resolve, reject) => {
    child.stdout.on('data', part => {
      out += String(part)
      const line = out.split('\n').find(one => one.includes('"serving"') && one.endsWith('}'))
      if (line) resolve(JSON.parse(line))
    })
    child.on('close', () => reject(new Error(`It ended: ${err}`)))
  })
  const { url, link } = await served
  return { child, home, data, url, link, pid: child.pid ?? 0, said: () => out + err }
}

/** The addresses at which a process, and those it has started, listen. */
function listensAt(pid: number): string[] {
  const sockets = new Set([pid, ...childrenOf(pid)].flatMap(one => {
    try {
      return readdirSync(`/proc/${one}/fd`).map(fd => /socket:\[(\d+)\]/.exec(linkOf(`/proc/${one}/fd/${fd}`))?.[1] ?? 'no socket')
    } catch {
      return []                                                                  // it has ended
    }
  }))
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap(kind => readFileSync(`/proc/${pid}/net/${kind}`, 'utf8').split('\n').slice(1).filter(line => line !== '').map(line => line.trim().split(/\s+/)).filter(([, , , state, , , , , , inode]) => sockets.has(inode ?? '') && (kind.startsWith('udp') || state === LISTENS)).map(([, local = '']) => `${kind} ${local}`))
}
const childrenOf = (pid: number): number[] => readdirSync('/proc').filter(one => /^\d+$/.test(one)).map(Number).filter(one => one !== pid && parentOf(one) === pid)
function parentOf(pid: number): number {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return 0
  }
}
function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

describe.skipIf(SKIPPED !== '')('a default installation', () => {
  let house: Awaited<ReturnType<typeof started>>
  beforeAll(async () => { house = await started() }, 120_000)
  afterAll(async () => {
    house.child.kill('SIGKILL')
    await once(house.child, 'close')
    rmSync(house.home, { recursive: true, force: true })
  })
  const ask = async (path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> => {
    const [answer] = await once(request(`${house.url.replace('localhost', '127.0.0.1')}${path}`, { agent: false, headers: { host: new URL(house.url).host, ...headers } }).end(), 'response') as [IncomingMessage]
    return answer.resume()
  }

  it(`G12: listens at one port of this machine alone, for nobody else${SKIPPED}`, () => {
    const port = Number(new URL(house.url).port).toString(16).toUpperCase().padStart(4, '0')
    expect(listensAt(house.pid)).toEqual([`tcp 0100007F:${port}`])
  })

  it(`G12: lets nobody in without a token, from this machine neither, and says what it is to nobody${SKIPPED}`, async () => {
    for (const path of ['/api/v1/companies', '/api/v1/metrics', '/api/v1/session', '/api/v1/accounts', '/api/v1/desk']) expect([path, (await ask(path)).statusCode]).toEqual([path, 401])
    for (const path of ['/', '/api/v1/healthz', '/api/v1/nothing', '/nothing']) {
      const { headers } = await ask(path)
      expect([path, headers['content-security-policy']]).toEqual([path, expect.stringMatching(/^default-src 'none'/)])
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' })
      for (const name of ['server', 'x-powered-by', 'via', 'access-control-allow-origin', 'etag']) expect(headers).not.toHaveProperty(name)
    }
    expect((await ask('/api/v1/healthz', { host: 'evil.example' })).statusCode).toBe(421)
  })

  it(`G12: keeps its files for whoever started it, and the token of its link in none of them${SKIPPED}`, () => {
    const entries = ['', ...readdirSync(house.data, { recursive: true }).map(String)].map(name => join(house.data, name)).filter(path => linkOf(path) === '')
    const open = entries.filter(path => (lstatSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077).filter(path => lstatSync(path).isFile() || path === house.data)
    expect(lstatSync(house.data).mode & 0o777).toBe(0o700)
    expect(open).toEqual([])
    const code = new URL(house.link).hash.slice(1)
    expect(code).toMatch(/^pci_/)
    expect(entries.filter(path => lstatSync(path, { throwIfNoEntry: false })?.isFile() && readFileSync(path).includes(code))).toEqual([])
    expect(readFileSync(`/proc/${house.pid}/cmdline`, 'utf8')).not.toContain(code)
    expect(readFileSync(`/proc/${house.pid}/environ`, 'utf8')).not.toContain(code)
  })
})
