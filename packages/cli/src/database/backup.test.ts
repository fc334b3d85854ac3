import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPaperclip, INSTALLATION } from '@paperclip/core'
import { onPostgres, rowsOf } from '@paperclip/store-postgres/testing'
import { beforeAll, expect } from 'vitest'
import { everyRow } from '../data/every-row.ts'
import { openStore } from '../data/open-store.ts'
import { bundled, started, type Program } from '../survival/fixtures/program.ts'
import { betweenTwoPlaces, type TwoPlaces } from './fixtures/two-places.ts'

const { describe, it } = onPostgres

/** Opens a place, founds a company there, and writes tasks with a file each until told to stop: how many were acknowledged. */
async function underLoad({ io, place }: TwoPlaces, named: string, act: () => Promise<void>): Promise<{ before: number; after: number }> {
  const store = await openStore(io(), place(named))
  const acme = await createPaperclip({ store, adapters: [] }).found({ slug: 'acme' })
  let acked = 0
  const end = new AbortController()
  const write = async (writer: number) => {
    for (let n = 0; !end.signal.aborted; n++) {
      const { identifier } = await acme.tasks.create({ title: `Task ${writer}/${n}` })
      await acme.artifacts.attach(identifier, { name: 'a', body: Buffer.from(`${writer}/${n}`) })
      acked += 1
    }
  }
  const writers = [1, 2, 3].map(write)
  try {
    await expect.poll(() => acked, { timeout: 10_000, interval: 5 }).toBeGreaterThan(20)
    const before = acked
    await act()
    return { before, after: acked }
  } finally {
    end.abort()
    await Promise.all(writers)
    await store.close()
  }
}

describe('a backup', () => {
  it.each(['SQLite', 'PostgreSQL'])('K1: of %s, made while three writers write, is one moment of it that verifies and goes on', kind => betweenTwoPlaces(async places => {
    const { database: { url }, run, io, place } = places, named = kind === 'SQLite' ? './a' : url
    const { before, after } = await underLoad(places, named, async () => {
      expect(await run('db', 'backup', '--to', './backup', '--data', named)).toMatchObject({ exit: 0, err: '' })
    })
    expect(after, 'they wrote meanwhile').toBeGreaterThan(before)
    expect(await run('audit', 'verify', '--company', 'acme', '--data', './backup')).toMatchObject({ exit: 0 })
    const store = await openStore(io(), place('./backup')), acme = await createPaperclip({ store, adapters: [] }).company('acme')
    const tasks = await everyRow(page => acme.tasks.list({ after: page, limit: 500 })), files = await everyRow(page => acme.artifacts.list({ after: page, limit: 500 }))
    expect(tasks.length).toBeGreaterThanOrEqual(before)
    // numbers without a gap: no task is missing in between
    expect(tasks.map(({ number }) => number).sort((a, b) => a - b)).toEqual(tasks.map((_, n) => n + 1))
    for (const { id } of files) expect((await acme.artifacts.read(id)).byteLength).toBeGreaterThan(0)
    await acme.tasks.create({ title: 'It goes on' })
    expect(await acme.audit.verify()).toMatchObject({ ok: true })
    await store.close()
    expect((statSync(place('./backup').file).mode & 0o777).toString(8)).toBe('600')
  }))

  it('A4: tells where the log of the installation, of its accounts, is not as it was written, and ends with that', () => betweenTwoPlaces(async ({ io, place, database: { url, adminUrl }, run }) => {
    const store = await openStore(io(), place(url)), { access } = createPaperclip({ store, adapters: [] })
    await access.accept((await access.inviteOwner()).code, { kind: 'new', account: { email: 'ada@example.com', name: 'Ada', password: 'correct horse' } })
    await store.close()
    expect(await run('db', 'backup', '--to', './well', '--data', url)).toMatchObject({ exit: 0, out: expect.stringMatching(/\(accounts\) .*verifies/) })
    await rowsOf(adminUrl, `update audit_records set action = 'forged' where company_id = '${INSTALLATION}' and seq = 1`)
    expect(await run('db', 'backup', '--to', './backup', '--data', url)).toMatchObject({ exit: 3, out: expect.stringMatching(/\(accounts\) .*record 1/) })
    const { exit, json } = await run('db', 'copy', '--from', url, '--to', 'sqlite:./copy', '--json')
    expect({ exit, told: json() }).toMatchObject({ exit: 3, told: { companies: [], access: { verified: { ok: false, seq: 1 } } } })
  }))

  it('goes into a new folder, and into no other', () => betweenTwoPlaces(async ({ folder, database: { url }, run }) => {
    await run('company', 'create', 'acme', '--data', './a')
    mkdirSync(join(folder, 'mine'))
    writeFileSync(join(folder, 'mine/novel.txt'), 'Chapter one.')
    expect(await run('db', 'backup', '--data', './a', '--to', './mine')).toMatchObject({ exit: 1, err: expect.stringContaining('holds something already') })
    expect(existsSync(join(folder, 'mine/paperclip.db'))).toBe(false)
    expect(await run('db', 'backup', '--data', './a', '--to', './b')).toMatchObject({ exit: 0 })
    expect(await run('db', 'backup', '--data', './a', '--to', './b')).toMatchObject({ exit: 1, err: expect.stringContaining('holds companies already') })
    expect(await run('db', 'backup', '--data', './a', '--to', url)).toMatchObject({ exit: 2, err: expect.stringContaining('db copy --to') })
    expect(await run('db', 'backup', '--data', './nothing', '--to', './c')).toMatchObject({ exit: 1, err: expect.stringContaining('no company data') })
  }))
})

describe('a copy that is killed', () => {
  let program: Program
  beforeAll(async () => { program = await bundled('../../database/fixtures/copying.child.ts') }, 60_000)

  it.each([1, 4, 7])('C1, K1: after %i pages leaves nothing that opens, and is made anew', pages => betweenTwoPlaces(async places => {
    const { folder, database: { url }, run } = places
    await underLoad(places, './a', async () => {})
    const child = started(program, [folder, './a', url, String(pages)])
    await child.said(new RegExp(`page ${pages}\\b`))
    child.signal('SIGKILL')
    expect(await child.exited).toMatchObject({ signal: 'SIGKILL' })
    expect(await run('company', 'list', '--data', url)).toMatchObject({ exit: 1, err: expect.stringContaining('incomplete') })
    expect(await run('db', 'copy', '--from', './a', '--to', url)).toMatchObject({ exit: 0 })
    expect(await run('audit', 'verify', '--data', url)).toMatchObject({ exit: 0 })
    const [tasks, copied] = [await run('task', 'list', '--data', './a', '--json'), await run('task', 'list', '--data', url, '--json')]
    expect(copied.json()).toEqual(tasks.json())
  }))
})
