import { get, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlite } from '@paperclip/store-sqlite'
import Database from 'libsql'
import { onTestFinished, describe, expect, it } from 'vitest'
import { realServer } from '../testing/real-server.ts'

const SECRET = 'canary-value-of-a-deleted-company'

/** A server on files of this machine, as it is by default. */
async function house() {
  const folder = mkdtempSync(join(tmpdir(), 'paperclip-files-')), file = join(folder, 'paperclip.db'), store = await openSqlite({ file })
  const made = await realServer({ paperclip: { store }, onEnd: end => onTestFinished(async () => {
    await end()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }) })
  const owner = (await made.paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })).token
  const openEvents = async (as: string) => {
    const { host, port } = made, asked = get({ host: '127.0.0.1', port, path: '/api/v1/companies/acme/events', agent: false, headers: { host, authorization: `Bearer ${as}` } })
    const [answer] = await once(asked, 'response') as [IncomingMessage]
    return { ended: once(answer.resume(), 'close') }
  }
  return { ...made, folder, file, owner, openEvents }
}
const filesBelow = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
/** Works on the database behind the back of the server. */
function behind<T>(file: string, work: (database: InstanceType<typeof Database>) => T): T {
  const database = new Database(file)
  try {
    return work(database)
  } finally {
    database.close()
  }
}
const asked = (file: string, sql: string): string => behind(file, database => String(Reflect.get(Object(database.prepare(sql).get()), 'text')))
const run = (file: string, sql: string): void => behind(file, database => void database.exec(sql))
const tamper = (file: string, sql: string): number => behind(file, database => Number(database.prepare(sql).run().changes))

describe('a company that was deleted', () => {
  it('G06: opens to no token, ends its streams, and leaves no file and no key of its secrets in what is left of the database', async () => {
    const { acme, ask, file, folder, owner, paperclip, openEvents } = await house(), path = '/api/v1/companies/acme'
    await acme.secrets.set({ slug: 'canary', value: SECRET })
    await acme.artifacts.attach(null, { name: 'report.txt', body: Buffer.from(SECRET) })
    const { token: key } = await acme.keys.create({ name: 'ci', level: 'viewer' }), stream = await openEvents(key)
    const sealed = [asked(file, 'select wrapped as text from company_keys'), asked(file, 'select box as text from sealed_values')]
    const holding = (text: string): string[] => filesBelow(folder).filter(one => readFileSync(one).includes(text))
    expect([holding(SECRET).length, ...sealed.map(text => holding(text).length > 0)]).toEqual([1, true, true])                 // the artifact: a secret is nowhere in the clear
    expect((await ask({ as: owner, method: 'POST', path: `${path}/archive`, body: {} })).status).toBe(200)
    expect((await ask({ as: owner, method: 'DELETE', path: `${path}?confirm=acme` })).status).toBe(200)
    for (const as of [owner, key]) for (const below of ['', '/tasks', '/secrets', '/audit', '/artifacts']) expect((await ask({ as, path: `${path}${below}` })).status).toBe(as === owner ? 404 : 401)
    await stream.ended
    run(file, 'pragma wal_checkpoint(truncate)')
    expect([SECRET, ...sealed].map(holding)).toEqual([[], [], []])
    expect((await paperclip.tombstones()).rows).toMatchObject([{ slug: 'acme' }])
  })
})

describe('an audit log that somebody edited behind the server\'s back', () => {
  it.each([
    ['a record was changed', (seq: number) => `update audit_records set action = 'task.finish' where seq = ${seq}`], ['an actor was changed', (seq: number) => `update audit_records set actor_id = 'operator:other' where seq = ${seq}`],
    ['a record was taken out', (seq: number) => `delete from audit_records where seq = ${seq}`], ['the end was cut off', (seq: number) => `delete from audit_records where seq >= ${seq}`],
  ])('G10: is found by whoever asks for it, with the first record that is bad: %s', async (_, sql) => {
    const { acme, ask, file, owner } = await house()
    for (const title of ['One', 'Two', 'Three']) await acme.tasks.create({ title })
    const verify = async () => (await ask({ as: owner, path: '/api/v1/companies/acme/audit/verify' })).json()
    expect(await verify()).toMatchObject({ ok: true })
    const seq = (await acme.audit.list({ direction: 'down', limit: 3 })).rows[1]?.seq ?? 0
    expect(tamper(file, sql(seq))).toBeGreaterThan(0)
    expect(await verify()).toMatchObject({ ok: false, seq })
  })
})

describe('the files of an installation', () => {
  it('P15: hold a master key that was made for it alone, at random, and that nobody else reads', async () => {
    const [one, other] = [await house(), await house()]
    for (const { acme } of [one, other]) await acme.secrets.set({ slug: 'canary', value: SECRET })
    const keys = [one, other].map(({ folder }) => filesBelow(folder).filter(path => /key/.test(path)))
    expect(keys.map(({ length }) => length)).toEqual([1, 1])
    const [first = '', second = ''] = keys.map(([path = '']) => path)
    expect(statSync(first).mode & 0o777).toBe(0o600)
    expect(readFileSync(first).equals(readFileSync(second))).toBe(false)
    expect((await other.ask({ as: one.owner, path: '/api/v1/companies' })).status).toBe(401)
  })

  it('P15: have no words that open anything by default', async () => {
    const { ask } = await house()
    for (const token of ['paperclip', 'paperclip-dev-secret', 'dev', 'secret', 'changeme', 'admin', 'test', 'undefined', 'null', '0']) expect((await ask({ as: token, path: '/api/v1/companies' })).status).toBe(401)
    for (const [email, password] of [['admin@example.com', 'admin'], ['admin@localhost', 'paperclip'], ['operator:local@localhost', ''], ['operator@local', 'operator:local']]) expect((await ask({ method: 'POST', path: '/api/v1/session', body: { email, password } })).status).toBeOneOf([400, 401])
  })
})
