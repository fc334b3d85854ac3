import { scriptedAdapter } from '@paperclip/core/testing'
import { describe, expect, it } from 'vitest'
import { served } from '../testing/served.ts'

const withKey = async (level: 'viewer' | 'operator' | 'owner' = 'owner') => {
  const house = await served()
  return { ...house, key: (await house.acme.keys.create({ name: 'ci', level })).token }
}

describe('the board of tasks over HTTP', () => {
  it('has a column of every status, with its count and its first tasks', async () => {
    const { ask, key, acme } = await withKey()
    for (const title of ['one', 'two', 'three']) await acme.tasks.create({ title })
    await acme.tasks.finish('ACME-2', '')
    const { columns } = (await ask(key, 'GET', '/companies/acme/board?limit=1')).json()
    expect(columns.map(({ status, count, tasks }: { status: string; count: number; tasks: { identifier: string }[] }) => [status, count, tasks.map(one => one.identifier)])).toEqual([
      ['backlog', 0, []], ['todo', 2, ['ACME-1']], ['in_progress', 0, []], ['in_review', 0, []], ['blocked', 0, []], ['done', 1, ['ACME-2']], ['cancelled', 0, []],
    ])
    expect((await ask(key, 'GET', '/companies/acme/board?agent=a&project=b')).json()).toMatchObject({ status: 400, code: 'invalid_input' })
  })
})

describe('the audit log over HTTP', () => {
  it('A2: is exported whole, a record a line, and verified against a head noted outside', async () => {
    const { ask, key, acme } = await withKey()
    await acme.tasks.create({ title: 'one' })
    const exported = await ask(key, 'GET', '/companies/acme/audit/export')
    expect(exported.headers['content-type']).toBe('application/x-ndjson')
    const records = exported.body.trimEnd().split('\n').map(line => JSON.parse(line) as { seq: number; hash: string; action: string })
    expect(records.map(({ seq }) => seq)).toEqual(records.map((_, index) => index + 1))
    expect(records.at(-1)?.action).toBe('task.create')
    const last = records.at(-1)
    expect((await ask(key, 'GET', `/companies/acme/audit/export?after=${records.length - 1}`)).body.trimEnd().split('\n')).toHaveLength(1)
    expect((await ask(key, 'GET', `/companies/acme/audit/verify?seq=${last?.seq}&hash=${last?.hash}`)).json()).toMatchObject({ ok: true, records: records.length })
    expect((await ask(key, 'GET', `/companies/acme/audit/verify?seq=${last?.seq}&hash=${'0'.repeat(64)}`)).json()).toMatchObject({ ok: false })
    expect((await ask(key, 'GET', '/companies/acme/audit/verify?seq=1')).statusCode).toBe(400)
  })
})

describe('the log of a run over HTTP', () => {
  it('is followed to the end of the run', async () => {
    const adapter = scriptedAdapter({
      async think(job) {
        job.log({ stream: 'stdout', level: 'info', text: 'thinking' })
        return { kind: 'done', summary: 'done' }
      },
    })
    const house = await served({ paperclip: { adapters: [adapter] } }), { acme, ask, paperclip } = house
    const key = (await acme.keys.create({ name: 'ci', level: 'viewer' })).token
    await acme.agents.hire({ slug: 'dev', role: 'worker', adapter: { kind: adapter.kind, config: { script: 'think' } } })
    const ended = new Promise<string>(resolve => void acme.on(event => { if (event.kind === 'record' && event.record.noun === 'run' && 'status' in (event.record.after ?? {}) && event.record.after?.['status'] === 'succeeded') resolve(event.record.entityId) }))
    await acme.tasks.create({ title: 'Think', assignee: 'dev' })
    await paperclip.start()
    const run = await ended
    await paperclip.stop()
    const followed = await ask(key, 'GET', `/companies/acme/runs/${run}/log/follow`)
    expect(followed.body.trimEnd().split('\n').map(line => JSON.parse(line) as unknown)).toContainEqual(expect.objectContaining({ text: 'thinking' }))
    expect((await ask(key, 'GET', `/companies/acme/runs/${run}/log?limit=1`)).json().rows).toMatchObject([{ n: 0 }])
  })
})

describe('what is of all companies', () => {
  it('is stopped at once, and what is left of a deleted company can be proved', async () => {
    const { ask, acme, paperclip } = await withKey()
    const { code } = await acme.invitations.create({ level: 'owner' })
    const guest = await paperclip.access.accept(code, { kind: 'new', account: { email: 'ada@example.com', name: 'Ada', password: 'correct horse' } })
    const login = { login: (await paperclip.access.openLogin(guest)).token }
    expect((await ask(login, 'POST', '/stop-everything', { reason: 'fire' })).json().rows).toMatchObject([{ slug: 'acme', status: 'paused' }])
    expect((await ask(login, 'POST', '/companies/acme/archive', {})).statusCode).toBe(200)
    const stone = (await ask(login, 'DELETE', '/companies/acme?confirm=acme')).json()
    expect((await ask(login, 'GET', '/tombstones')).json().rows).toEqual([stone])
    expect((await ask(login, 'POST', '/tombstones/verify', { tombstone: stone })).json()).toEqual({ isGenuine: true })
    expect((await ask(login, 'POST', '/tombstones/verify', { tombstone: { ...stone, name: 'Other' } })).json()).toEqual({ isGenuine: false })
    expect((await ask(login, 'POST', '/tombstones/verify', { tombstone: { deletedAt: 'soon' } })).json()).toEqual({ isGenuine: false })
  })
})
