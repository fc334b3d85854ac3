import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { served } from '../testing/served.ts'
import { pinoLogger, type PinoLoggerOptions } from './pino-logger.ts'

const folder = mkdtempSync(join(tmpdir(), 'paperclip-log-')), file = join(folder, 'deep/server.log')
afterEach(() => rmSync(join(folder, 'deep'), { recursive: true, force: true }))

const logged = (options: PinoLoggerOptions = {}) => {
  const logger = pinoLogger({ to: file, ...options })
  return { logger, text: () => readFileSync(file, 'utf8'), lines: (): Record<string, unknown>[] => readFileSync(file, 'utf8').trim().split('\n').map(line => JSON.parse(line)) }
}

describe('the log of a server', () => {
  it('P16: is a file that nobody else reads, also if it was one before', async () => {
    logged().logger.warn('Begun.')
    expect([statSync(file).mode & 0o777, statSync(join(folder, 'deep')).mode & 0o077]).toEqual([0o600, 0])
    rmSync(file)
    writeFileSync(file, '', { mode: 0o644 })
    logged().logger.warn('Begun again.')
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('P16: says errors with their causes, and no credential that stood in one', async () => {
    const { logger, lines, text } = logged({ hide: ['a client secret, long enough'] })
    const token = `pcs_1_${'x7'.repeat(14)}`
    logger.error('A request failed.', { error: new Error(`no such login: ${token}`, { cause: new Error('sent a client secret, long enough') }), deep: { authorization: `Bearer ${token}`, packed: Buffer.from('ab a client secret, long enough').toString('base64') } })
    expect(lines()).toMatchObject([{ level: 'error', message: 'A request failed.', error: { type: 'Error', message: expect.stringContaining('no such login: [pcs_…]'), stack: expect.stringContaining('caused by') } }])
    expect(text()).not.toMatch(/x7x7|client secret|IGNsaWVudCBzZWNyZXQ|YSBjbGllbnQgc2Vj/)
  })

  it('P16: tells each request by the pattern of its route and by who asked, and nothing of what was in it', async () => {
    const { logger, lines, text } = logged()
    let left = 4, allTold = () => {}
    const told = new Promise<void>(resolve => { allTold = resolve })
    const { ask, acme } = await served({ server: { logger: { ...logger, info(message, facts) {
      logger.info(message, facts)
      if (--left === 0) allTold()
    } } } })
    const { token, key } = await acme.keys.create({ name: 'ci', level: 'owner' }), login = `pcs_1_${'x7'.repeat(14)}`
    const asked = await ask(token, 'POST', '/companies/acme/tasks', { title: 'A title that is nobody\'s business' })
    await ask({ login }, 'GET', '/companies/acme/tasks?after=cursor-of-the-page')
    await ask(null, 'GET', `/secret-path?code=${token}`)
    await ask(null, 'POST', '/session', { email: 'ada@example.com', password: 'correct horse' })
    await told
    expect(lines()).toMatchObject([
      { level: 'info', message: 'A request was answered.', method: 'POST', route: '/api/v1/companies/:company/tasks', status: 201, ms: expect.any(Number), requestId: asked.headers['x-request-id'], caller: { kind: 'key', id: key.id } },
      { status: 401, route: '/api/v1/companies/:company/tasks', caller: null }, { status: 404, route: 'none', caller: null }, { status: 401, route: '/api/v1/session', caller: null },
    ])
    for (const word of [token, login, 'pck_', 'cursor-of', 'secret-path', 'business', 'ada@', 'horse']) expect(text()).not.toContain(word)
  })
})
