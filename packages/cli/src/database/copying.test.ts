import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPaperclip, INSTALLATION } from '@paperclip/core'
import { copyStore } from '@paperclip/store-kysely'
import { onPostgres } from '@paperclip/store-postgres/testing'
import { expect } from 'vitest'
import { openStore } from '../data/open-store.ts'
import { masterKeyFile } from '../data/master-key.ts'
import { dumped, richInstallation, tombstonesOf } from './fixtures/rich-installation.ts'
import { betweenTwoPlaces, type TwoPlaces } from './fixtures/two-places.ts'
import { transfer } from './transfer.ts'

const { describe, it } = onPostgres
const COMPANIES = ['cmp_every', INSTALLATION] as const
const quiet = () => {}

/** Everything that two places must have alike. */
async function contents({ io, place }: TwoPlaces, named: string) {
  const store = await openStore(io(), place(named))
  try {
    const acme = (await store.instance.companies({})).rows.find(({ slug }) => slug === 'acme')?.id ?? ''
    const rows = await Promise.all([acme, ...COMPANIES].map(company => dumped(store, company)))
    const company = await createPaperclip({ store, adapters: [] }).company('acme')
    const runs = (await company.runs.list()).rows, [artifact] = (await company.artifacts.list()).rows
    return {
      rows, tombstones: await tombstonesOf(store),
      logs: await Promise.all(runs.map(({ id }) => company.runs.log(id))),
      file: Buffer.from((await company.artifacts.read(artifact?.id ?? ''))).toString('base64'),
      found: (await company.notes.search('friday')).rows.map(({ title }) => title),
      verified: await company.audit.verify(), segments: (rows[0]?.get('segment') ?? []).length,
    }
  } finally {
    await store.close()
  }
}

async function made({ io, place }: TwoPlaces, named: string): Promise<void> {
  const store = await openStore(io(), place(named))
  await (await richInstallation(store)).stop()
  await store.close()
}

describe('a copy of an installation', () => {
  it('holds all of it: from SQLite to PostgreSQL, and back', () => betweenTwoPlaces(async places => {
    const { database: { url }, run } = places
    await made(places, './a')
    const before = await contents(places, './a')
    expect(before).toMatchObject({ verified: { ok: true }, found: ['House rule'] })
    expect(before.rows[2]?.get('account')).toMatchObject([{ email: 'ada@example.com' }])
    expect([before.segments, before.tombstones.length, before.logs.flat().length, before.file.length].every(many => many > 0)).toBe(true)

    expect(await run('db', 'copy', '--from', 'sqlite:./a', '--to', url)).toMatchObject({ exit: 0, err: '', out: expect.stringMatching(/acme .*verifies[\s\S]*master key lies in/) })
    expect(await contents(places, url)).toEqual(before)
    const back = await run('db', 'copy', '--from', url, '--to', 'sqlite:./b', '--json')
    expect(back.json()).toMatchObject({ companies: [{ verified: { ok: true } }, { verified: { ok: true } }], tombstones: 1 })
    expect(back.out).not.toContain('serving@')
    expect(await contents(places, './b')).toEqual(before)
    expect(await run('audit', 'verify', '--company', 'acme', '--data', url)).toMatchObject({ exit: 0 })
  }))

  it('opens its secrets under another master key, if the target has one', () => betweenTwoPlaces(async places => {
    const { place } = places, [from, to] = ['./a', './b'].map(place)
    if (!from || !to) throw new Error('two places')
    await made(places, './a')
    const held = await openStore(places.io(), to)
    await held.keepers?.vault.sign('make a key')
    await held.close()
    await transfer(places.io(), { from, to, tell: quiet })
    expect(readFileSync(masterKeyFile(from), 'utf8')).not.toBe(readFileSync(masterKeyFile(to), 'utf8'))
    expect((await contents(places, './b')).rows).toEqual((await contents(places, './a')).rows)
  }))

  it('is refused where something is, and leaves that as it is', () => betweenTwoPlaces(async places => {
    const { database: { url }, run } = places
    await made(places, './a')
    await run('company', 'create', 'mine', '--data', url)
    expect(await run('db', 'copy', '--from', './a', '--to', url)).toMatchObject({ exit: 1, err: expect.stringContaining('holds companies already') })
    expect((await run('company', 'list', '--data', url, '--json')).json()).toMatchObject([{ slug: 'mine' }])
    expect(await run('db', 'copy', '--from', './a', '--to', './a')).toMatchObject({ exit: 2 })
  }))

  it.each(['alarm', 'run', 'blobs', 'logs'])('C1: that ended at the %s is not taken for one, and is made anew', stage => betweenTwoPlaces(async places => {
    const { database: { url }, io, place, run } = places
    await made(places, './a')
    const cut = transfer(io(), { from: place('./a'), to: place(url), tell: ({ of, company }) => { if (of === stage && company !== 'acme') throw new Error('cut') } })
    await expect(cut).rejects.toThrow('cut')
    expect(await run('status', '--data', url)).toMatchObject({ exit: 1, err: expect.stringMatching(/copy of .*a\/paperclip\.db that is incomplete/) })
    expect(await run('db', 'copy', '--from', url, '--to', './c')).toMatchObject({ exit: 1, err: expect.stringContaining('incomplete') })
    expect(await run('db', 'copy', '--from', './a', '--to', url)).toMatchObject({ exit: 0 })
    expect(await contents(places, url)).toEqual(await contents(places, './a'))
  }))

  it('ends where a later one has taken over its target', () => betweenTwoPlaces(async places => {
    const { io, place, run } = places
    await made(places, './a')
    const from = await openStore(io(), place('./a')), to = await openStore(io(), place('./b'), { unfinished: 'accepted' })
    const second = await openStore(io(), place('./b'), { unfinished: 'accepted' })
    let later: Promise<unknown> | undefined
    const first = copyStore({ from, to, id: 'first', tell: () => { later ??= copyStore({ from, to: second, id: 'second' }) } })
    await expect(first).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Another copy') })
    await later
    await Promise.all([from, to, second].map(store => store.close()))
    expect(await run('audit', 'verify', '--company', 'acme', '--data', './b')).toMatchObject({ exit: 0 })
    expect((await contents(places, './b')).rows).toEqual((await contents(places, './a')).rows)
  }))

  it('says which secrets it cannot open, and stays incomplete', () => betweenTwoPlaces(async places => {
    const { place, run } = places
    await made(places, './a')
    rmSync(masterKeyFile(place('./a')))
    writeFileSync(masterKeyFile(place('./a')), `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 })
    expect(await run('db', 'copy', '--from', './a', '--to', './b')).toMatchObject({ exit: 1, err: expect.stringContaining('another master key') })
    expect(await run('status', '--data', join(place('./b').path))).toMatchObject({ exit: 1, err: expect.stringContaining('incomplete') })
  }))
})
