import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { processAdapter } from '@paperclip/adapters/process'
import { createPaperclip, type CompanyHandle, type Paperclip, type PaperclipEvent } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer } from '../create-server.ts'
import { pinoLogger } from '../logs/pino-logger.ts'
import { everyRoute } from '../routes/every-route.ts'
import type { Route } from '../routes/route.ts'
import { canariesIn, canary, formsOf, several } from '../testing/canaries.ts'

const TELLTALE = fileURLToPath(new URL('./fixtures/telltale.mjs', import.meta.url))
const AGENTS = ['ada', 'bob', 'cid', 'dan'] as const

interface Planted { granted: Record<string, string[]>; withheld: string[]; tokens: string[]; passwords: string[]; environment: string[]; settings: string[] }

describe('forty canaries in a default installation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperclip-canaries-')), logFile = join(folder, 'log/server.log'), told = join(folder, 'told'), data = join(folder, 'data')
  const planted: Planted = { granted: {}, withheld: several('withheld', 4), tokens: [], passwords: several('password', 4), environment: several('environment', 8), settings: [randomBytes(20).toString('hex'), canary('client', 0)] }
  const heard: PaperclipEvent[] = [], answers: string[] = []
  let paperclip: Paperclip, acme: CompanyHandle, app: FastifyInstance, owner = ''
  const every = (): string[] => [...Object.values(planted.granted).flat(), ...planted.withheld, ...planted.tokens, ...planted.passwords, ...planted.environment, ...planted.settings]
  /** The canaries that a text holds, in any form: the kind and place of each. */
  const found = (text: string, among = every()): string[] => canariesIn(text, among)
  const ask = (as: string | null, method: Route['method'], url: string, { body, headers = {} }: { body?: object | string; headers?: Record<string, string> } = {}) =>
    app.inject({ method, url: `/api/v1${url}`, headers: { host: 'localhost:4400', ...as === null ? {} : { authorization: `Bearer ${as}` }, ...headers }, ...body === undefined ? {} : { payload: body } })
  const token = async (made: Promise<{ token: string } | { code: string }>): Promise<string> => {
    const one = await made, secret = 'token' in one ? one.token : one.code
    planted.tokens.push(secret)
    return secret
  }

  /** Plants all of them, in every place there is for one. */
  async function plant(): Promise<void> {
    planted.environment.forEach((value, number) => { process.env[`PAPERCLIP_CANARY_${number}`] = value })
    acme = await paperclip.found({ slug: 'acme' })
    for (const slug of AGENTS) {
      const values = planted.granted[slug] = several(slug, 2), names = [`${slug}-first`, `${slug}-second`] as const
      for (const [number, name] of names.entries()) await acme.secrets.set({ slug: name, value: values[number] ?? '' })
      await acme.roles.set({ slug: `role-${slug}`, secrets: [...names] })
      await acme.agents.hire({ slug, role: `role-${slug}`, adapter: { kind: 'process', config: { command: [process.execPath, TELLTALE], env: { TELL_TO: told, FIRST: { secret: names[0] }, SECOND: { secret: names[1] } } } } })
    }
    for (const [number, value] of planted.withheld.entries()) await acme.secrets.set({ slug: `withheld-${number}`, value })
    await acme.tools.set({ slug: 'gh', connection: { kind: 'url', url: 'https://mcp.example.com/', headers: { Authorization: { secret: 'withheld-0' } } } })
    owner = await token(paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' }))
    for (const level of ['viewer', 'operator', 'owner'] as const) await token(acme.keys.create({ name: level, level }))
    for (const agent of ['ada', 'bob']) await token(acme.keys.create({ name: agent, agent }))
    for (const [number, password] of planted.passwords.entries()) {
      const code = await token(acme.invitations.create({ level: 'viewer' }))
      const joined = await ask(null, 'POST', '/session/join', { body: { code, email: `guest${number}@example.com`, name: 'Guest', password } })
      await token(Promise.resolve({ token: /paperclip=(\w+)/.exec(String(joined.headers['set-cookie']))?.[1] ?? '' }))
    }
  }

  /** Everything that a clumsy or hostile caller might do with what it knows, so that it ends up where it should not. */
  async function mislay(): Promise<void> {
    for (const [number, secret] of planted.tokens.entries()) {
      const packed = Buffer.from(`ada:${secret}`).toString('base64')
      await ask(null, 'GET', `/companies/${secret}?code=${secret}`)
      await ask(`${secret}x`, 'GET', `/companies/acme/tasks?after=${packed}`)
      await ask(null, 'POST', '/session', { body: { email: 'guest0@example.com', password: secret } })
      await ask(null, 'POST', '/session', { body: `{"email": ${secret}`, headers: { 'content-type': 'application/json' } })
      await ask(null, 'GET', `/nowhere/${secret}`, { headers: { authorization: `Basic ${packed}`, cookie: `paperclip=${secret}x`, 'x-request-id': secret, 'user-agent': secret, referer: `http://localhost:4400/?code=${secret}` } })
      await ask(owner, 'GET', `/companies/acme/agents/unknown-${number}`)
    }
  }

  beforeAll(async () => {
    for (const path of [told, data]) mkdirSync(path, { mode: 0o700 })
    const logger = pinoLogger({ to: logFile, hide: planted.settings })
    const clumsy = { name: 'clumsy', on: (event: PaperclipEvent) => { if (event.kind === 'record' && event.record.action === 'run.succeeded') throw new Error(`no ${planted.tokens.join(' ')}`, { cause: new Error(planted.tokens.map(one => Buffer.from(one).toString('base64')).concat(planted.settings).join(' ')) }) } }
    const store = await openSqlite({ file: join(data, 'paperclip.sqlite') })
    paperclip = createPaperclip({ store, logger, plugins: [clumsy], adapters: [processAdapter({ temporary: folder })] })
    app = await createServer({ paperclip, publicUrls: ['http://localhost:4400'], logger, metricsToken: planted.settings[0] ?? '' })
    await plant()
    const ended = new Promise<void>(resolve => {
      let left = AGENTS.length
      paperclip.on(event => {
        heard.push(event)
        if (event.kind === 'record' && /^run\.(succeeded|failed|timed_out|cancelled|lost)$/.test(event.record.action) && --left === 0) resolve()
      })
    })
    for (const assignee of AGENTS) await acme.tasks.create({ title: 'Tell', assignee })
    await paperclip.start()
    await mislay()
    await ended
    await paperclip.stop()
    const runs = (await acme.runs.list()).rows, parts: Record<string, string> = { company: 'acme', run: runs[0]?.id ?? '', agent: 'ada', role: 'role-ada', task: 'ACME-1', member: 'operator:local', secret: 'ada-first', tool: 'gh', key: (await acme.keys.list()).rows[0]?.id ?? '' }
    for (const { method, path } of everyRoute.filter(route => route.method === 'GET' && route.access.who !== 'agent' && route.answers !== 'stream')) {
      answers.push((await ask(owner, method, path.replace(/:(\w+)/g, (_, part: string) => parts[part] ?? 'unknown'), {})).body)
    }
    for (const { id } of runs) answers.push((await ask(owner, 'GET', `/companies/acme/runs/${id}`)).body, (await ask(owner, 'GET', `/companies/acme/runs/${id}/log`)).body)
    answers.push((await ask(owner, 'GET', '/openapi.json')).body, (await ask(planted.settings[0] ?? '', 'GET', '/metrics')).body)
    await app.close()
    await store.close()
  }, 120_000)
  afterAll(() => {
    planted.environment.forEach((_, number) => { delete process.env[`PAPERCLIP_CANARY_${number}`] })
    rmSync(folder, { recursive: true, force: true })
  })

  it('P16: would be found in any form', () => {
    for (const secret of every()) {
      for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret), ...['', 'x', 'xy'].map(before => Buffer.from(before + secret).toString('base64')), Buffer.from(secret).toString('base64url'), Buffer.from(secret).toString('hex')]) expect(found(`before ${form} after`, [secret])).toHaveLength(1)
    }
  })

  it('P16: are forty, and every agent told all it knew', async () => {
    expect(new Set(every()).size).toBeGreaterThanOrEqual(40)
    expect(every().every(secret => formsOf(secret).every(form => form.length >= 16))).toBe(true)
    for (const slug of AGENTS) expect(given(await idOf(slug)).env).toMatchObject({ FIRST: planted.granted[slug]?.[0], SECOND: planted.granted[slug]?.[1] })
    const lines = heard.flatMap(event => (event.kind === 'log' ? [event.entry.text] : []))
    expect(lines.filter(text => text.includes('[secret ada-first]')).length).toBeGreaterThanOrEqual(18)
    expect(heard.filter(event => event.kind === 'record' && event.record.action === 'run.succeeded').length).toBe(4)
  })
  const idOf = async (slug: string): Promise<string> => heard.flatMap(event => (event.kind === 'record' && event.record.noun === 'run' ? [String(event.record.after?.['agentId'] ?? '')] : [])).filter(id => id !== '').find(id => Object.values(given(id).env).includes(planted.granted[slug]?.[0] ?? '-')) ?? ''
  const given = (agentId: string): { env: Record<string, string>; brief: string; cmdlines: string[] } => JSON.parse(readFileSync(join(told, `${agentId}.json`), 'utf8'))

  it('P16: appear in no line of the server\'s log, which nobody else reads', () => {
    const log = readFileSync(logFile, 'utf8')
    expect(log.split('\n').length).toBeGreaterThan(60)
    expect(log).toContain('A listener threw.')
    expect(found(log)).toEqual([])
    expect(statSync(logFile).mode & 0o777).toBe(0o600)
  })

  it('P16: appear in no event and no audit record', () => {
    expect(found(JSON.stringify(heard))).toEqual([])
  })

  it('O17: appear in no answer that anybody gets by asking', () => {
    expect(answers.length).toBeGreaterThan(40)
    expect(answers.join('\n')).toContain('[secret ada-first]')
    expect(found(answers.join('\n'))).toEqual([])
  })

  it('P16: appear in no argument of any process, and in no child that was not granted them', async () => {
    for (const slug of AGENTS) {
      const { env, brief, cmdlines } = given(await idOf(slug)), foreign = every().filter(secret => !planted.granted[slug]?.includes(secret))
      expect(cmdlines.some(line => line.includes('telltale.mjs'))).toBe(true)
      expect(found(cmdlines.join('\n'))).toEqual([])
      expect(found(JSON.stringify(env), foreign)).toEqual([])
      expect(found(brief)).toEqual([])
    }
  })

  it('G04, G05: stand in no file of the installation', () => {
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
    expect(files.some(path => path.endsWith('.sqlite'))).toBe(true)
    for (const path of files) expect([path, found(readFileSync(path, 'latin1'))]).toEqual([path, []])
  })
})
