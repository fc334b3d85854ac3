import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { onPostgres, testDatabase } from '@paperclip/store-postgres/testing'
import { describe as always, expect, it as itAlways } from 'vitest'
import { betweenTwoPlaces } from '../database/fixtures/two-places.ts'
import { dataFolder } from '../data/data-folder.ts'
import { postgresDriver } from '../data/open-store.ts'
import { judged } from '../doctor/check-server.ts'
import { main } from '../main.ts'
import { session } from '../testing/session.ts'

const { describe, it } = onPostgres

describe('companies on PostgreSQL', () => {
  it('are founded, shown, remembered and looked over by the same verbs', () => betweenTwoPlaces(async ({ database: { url, ownerUrl }, run }) => {
    await run('db', 'migrate', '--data', url, '--owner', ownerUrl)
    expect(await run('company', 'create', 'acme', '--data', url)).toMatchObject({ exit: 0, out: expect.stringContaining('Founded Acme') })
    await run('company', 'create', 'other', '--data', url)
    expect(await run('company', 'show', '--company', 'acme', '--data', url)).toMatchObject({ exit: 0 })
    const remembered = await run('task', 'create', 'Write', '--data', url, '--json')
    expect(remembered.json()).toMatchObject({ identifier: expect.stringMatching(/^ACME/) })
    const { exit, out } = await run('doctor', '--data', url)
    expect({ exit, out }).toMatchObject({ exit: 0, out: expect.stringMatching(/✓ database[\s\S]*✓ server +PostgreSQL \d+[\s\S]*✓ wall[\s\S]*✓ connections +\d+ of \d+[\s\S]*clock[\s\S]*✓ acme/) })
    expect((await run('db', 'status', '--data', url, '--json')).json()).toMatchObject({ kind: 'postgres', companies: 2, server: { isWalled: true } })
  }))

  it('are named without a password, on every page and in every failure', () => betweenTwoPlaces(async ({ database: { url }, run }) => {
    for (const argv of [['company', 'create', 'acme'], ['status'], ['db', 'status'], ['doctor'], ['company', 'show', 'nobody'], ['db', 'backup', '--to', './b']]) {
      const { out, err } = await run(...argv, '--data', url)
      expect(out + err, argv.join(' ')).not.toContain(':serving@')
    }
    const { err } = await run('status', '--data', url.replace(':serving@', ':wrong-password@').replace(/@\/(\w+)/, '@/no_$1'))
    expect(err).not.toContain('wrong-password')
  }))

  it('are opened from the environment too, and rehearsed on a copy', () => betweenTwoPlaces(async ({ database: { url }, io, run }) => {
    await run('company', 'create', 'acme', '--data', url)
    const shown = io({ PAPERCLIPAI_DATA: url }), dry = io({ PAPERCLIPAI_DATA: url })
    expect(await main(['status'], shown)).toBe(0)
    expect(shown.out).toContain('acme')
    expect(await main(['start', '--no-serve', '--dry', '--for', '1s'], dry)).toBe(0)
    expect((await run('audit', 'verify', '--data', url)).exit).toBe(0)
  }))

  it('are looked over with advice that fits: tables to be made by their owner, and a key to be brought', () => betweenTwoPlaces(async ({ folder, database: { url }, run, io }) => {
    const empty = await testDatabase('empty')
    try {
      expect(await run('doctor', '--data', empty.url)).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ database [\s\S]*has\s+no\s+tables\s+yet[\s\S]*PAPERCLIPAI_OWNER_URL:\n +→ paperclipai db migrate --data /) })
    } finally {
      await empty.drop()
    }
    await run('company', 'create', 'acme', '--data', url)
    expect(await main(['secret', 'set', 'a-token', '--data', url], { ...io(), piped: Readable.from(['hunter2hunter2']) })).toBe(0)
    rmSync(join(folder, 'home'), { recursive: true })
    const { exit, out } = await run('doctor', '--data', url)
    expect({ exit, out }).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ database +[\s\S]*kept\s+under\s+a\s+master\s+key/) })
    expect(out).not.toMatch(/✓ master key|backup/)
  }))

  it('have their tables made by the role that owns them alone', () => betweenTwoPlaces(async ({ database: { url, ownerUrl }, run }) => {
    expect(await run('db', 'migrate', '--data', url)).toMatchObject({ exit: 2, err: expect.stringContaining('--owner') })
    expect(await run('db', 'migrate', '--data', url, '--owner', ownerUrl)).toMatchObject({ exit: 0, out: expect.stringContaining('has the tables of this version') })
  }))
})

always('a place', () => {
  itAlways.each([
    ['postgres://app:pw@db.example:5433/acme?sslmode=require', 'postgres://app@db.example:5433/acme?sslmode=require'],
    ['postgres://app:p@pw@db.example/acme', 'postgres://app@db.example/acme'],
    ['postgresql://app@/acme?host=/run/pg&password=pw', 'postgresql://app@/acme?host=/run/pg'],
    ['postgres:///acme?password=pw&host=x', 'postgres:///acme?host=x'],
  ])('P16: %s is called %s, without its password', (url, name) => {
    const place = dataFolder({ env: { PAPERCLIPAI_HOME: '/home/node' }, cwd: '/' }, url)
    expect(place).toMatchObject({ name, database: { kind: 'postgres', url } })
    expect(place.path).toMatch(/^\/home\/node\/postgresql-[\w-]+$/)
    expect(place.path).not.toContain('pw')
  })

  itAlways.each(['postgres://a:b:c@x:y/z', 'postgres://app:12/34@db.example/acme', 'postgres://app:12?34@db.example/acme', 'postgres://app:12#34@db.example/acme', 'postgres://app:12/34@/acme?host=/run/pg'])('P16: is refused where it is no url, or a password in it ends early: %s', url => {
    expect(() => dataFolder({ env: {}, cwd: '/' }, url)).toThrow(/^--data: this is no url of a database\.$/)
  })

  itAlways('P16: is not opened for its owner where a password ends early, and nothing of that is told', async () => {
    const made = session({ env: { PAPERCLIPAI_OWNER_URL: 'postgres://owner:1/hunter2@127.0.0.1:1/acme' } }), terminal = made.io(), exit = await main(['db', 'migrate', '--data', 'postgres://app@127.0.0.1:1/acme'], terminal)
    expect([exit, terminal.err.includes('--owner: this is no url of a database.'), `${terminal.out}${terminal.err}`.includes('hunter2')]).toEqual([2, true, false])
  })

  itAlways('on a server needs the package that reaches it', async () => {
    const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })
    await expect(postgresDriver(() => Promise.reject(missing))).rejects.toMatchObject({ code: 'misconfigured', next: 'npm install @paperclip/store-postgres' })
    await expect(postgresDriver(() => Promise.reject(new Error('other')))).rejects.toThrow('other')
  })
})

always('a file', () => {
  itAlways('says how it is, and has its tables brought up to date', async () => {
    const { run } = session()
    await run('company', 'create', 'acme')
    expect((await run('db', 'status', '--json')).json()).toMatchObject({ kind: 'sqlite', companies: 1, deleted: 0 })
    expect(await run('db', 'migrate')).toMatchObject({ exit: 0 })
    const cwd = mkdtempSync(join(tmpdir(), 'paperclipai-'))
    expect(await run('db', 'copy', '--to', `sqlite:${cwd}`)).toMatchObject({ exit: 0, out: expect.stringContaining('There is no master key yet') })
  })
})

always('a server', () => {
  const well = { version: '15.3', role: 'app', isWalled: true, connections: 3, mostConnections: 100, bytes: 1, aheadMs: -3 }
  itAlways.each([
    [{ version: '13.9' }, 'server', 'bad'], [{ isWalled: false }, 'wall', 'bad'], [{ connections: 80 }, 'connections', 'warn'], [{ aheadMs: -6_000 }, 'clock', 'warn'], [{ aheadMs: 6_000 }, 'clock', 'warn'],
  ])('%j is found to be %s: %s', (facts, about, level) => {
    expect(judged(well).every(check => check.level === 'ok')).toBe(true)
    expect(judged({ ...well, ...facts }).filter(check => check.level !== 'ok')).toMatchObject([{ about, level }])
  })
})
