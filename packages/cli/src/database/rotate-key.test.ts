import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { onPostgres } from '@paperclip/store-postgres/testing'
import { describe as always, expect, it as itAlways } from 'vitest'
import { MASTER_KEY, masterKeyFile } from '../data/master-key.ts'
import { openStore } from '../data/open-store.ts'
import { main } from '../main.ts'
import { recordingIo } from '../testing/recording-io.ts'
import { dataFolder, type DataFolder } from '../data/data-folder.ts'
import { betweenTwoPlaces } from './fixtures/two-places.ts'

const { describe, it } = onPostgres
const newKey = () => randomBytes(32).toString('hex')

/** A folder of its own, and the command in it. */
async function inFolder(act: (place: { folder: string; place(named: string): DataFolder; run(argv: readonly string[], env?: Record<string, string>, typed?: string): Promise<{ exit: number; out: string; err: string }> }) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'paperclipai-key-'))
  const io = (env: Record<string, string> = {}, typed?: string) => recordingIo({ cwd: folder, env: { PAPERCLIPAI_DATA: './data', ...env }, ...typed === undefined ? {} : { piped: Readable.from([typed]) } })
  try {
    await act({
      folder, place: named => dataFolder(io(), named),
      async run(argv, env, typed) {
        const terminal = io(env, typed), exit = await main(argv, terminal)
        return { exit, out: terminal.out, err: terminal.err }
      },
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What opens the key of a company in a place, with the master key that is there. */
async function opens(place: DataFolder, env: Record<string, string> = {}): Promise<boolean> {
  const io = recordingIo({ cwd: '/', env }), store = await openStore(io, place)
  try {
    const company = (await store.instance.companies({})).rows[0]?.id ?? ''
    const kept = await store.read(company, view => view.get('companyKey', 'key'))
    return await store.keepers?.vault.unwrap(kept?.wrapped ?? '', company).then(() => true, () => false) ?? false
  } finally {
    await store.close()
  }
}

always('another master key', () => {
  itAlways('G05, G06: is made by one command; a backup opens by the key before it until that one is forgotten', () => inFolder(async ({ place, run }) => {
    await run(['company', 'create', 'acme'])
    expect(await run(['db', 'rotate-key'])).toMatchObject({ exit: 1, err: expect.stringMatching(/no secret has been kept/) })
    expect(await run(['secret', 'set', 'github'], {}, 'a-secret-value')).toMatchObject({ exit: 0 })
    expect(await run(['db', 'backup', '--to', './backup'])).toMatchObject({ exit: 0 })
    const file = masterKeyFile(place('./data')), before = readFileSync(file, 'utf8')
    const rotated = await run(['db', 'rotate-key'])
    expect(rotated).toMatchObject({ exit: 0, err: '', out: expect.stringMatching(/new master key: 1 company and 0 tombstones[\s\S]*db rotate-key --forget/) })
    const [now = '', former] = readFileSync(file, 'utf8').split('\n')
    expect([`${former}\n`, before.includes(now), await opens(place('./data'))]).toEqual([before, false, true])
    expect(rotated.out).not.toContain(now)
    expect(await run(['secret', 'set', 'other'], {}, 'another-value')).toMatchObject({ exit: 0 })
    expect(await run(['doctor'])).toMatchObject({ exit: 0 })

    copyFileSync(file, masterKeyFile(place('./backup')))
    expect(await opens(place('./backup')), 'the file with both keys opens a backup').toBe(true)
    const both = readFileSync(file, 'utf8')
    expect(await run(['db', 'rotate-key', '--forget'])).toMatchObject({ exit: 2, err: expect.stringMatching(/Forget the master key before this one\?[\s\S]*--yes/) })
    expect(readFileSync(file, 'utf8')).toBe(both)
    expect(await run(['db', 'rotate-key', '--forget', '--yes', '--json'])).toMatchObject({ exit: 0, out: expect.stringMatching(/"former": 1/) })
    copyFileSync(file, masterKeyFile(place('./backup')))
    expect([await opens(place('./data')), await opens(place('./backup'))]).toEqual([true, false])
    expect(await run(['db', 'rotate-key', '--forget'])).toMatchObject({ exit: 0, out: expect.stringMatching(/nothing to forget/) })
  }))

  itAlways('is gone on with, and not made once more, where it was broken off', () => inFolder(async ({ place, run }) => {
    await run(['company', 'create', 'acme'])
    await run(['secret', 'set', 'github'], {}, 'a-secret-value')
    const file = masterKeyFile(place('./data')), keys = `${newKey()}\n${readFileSync(file, 'utf8')}`
    writeFileSync(file, keys)
    expect(await run(['db', 'rotate-key'])).toMatchObject({ exit: 0, out: expect.stringMatching(/broken off is finished: 1 company/) })
    expect(readFileSync(file, 'utf8')).toBe(keys)
  }))

  itAlways('comes from the environment where the one before it did', () => inFolder(async ({ place, run }) => {
    const [old, next] = [newKey(), newKey()], env = { [MASTER_KEY]: old }
    await run(['company', 'create', 'acme'], env)
    await run(['secret', 'set', 'github'], env, 'a-secret-value')
    expect(await run(['db', 'rotate-key'], env)).toMatchObject({ exit: 2, err: expect.stringMatching(/keep it safe[\s\S]*"<new> <old>"/) })
    expect(await run(['db', 'rotate-key', '--forget'], env)).toMatchObject({ exit: 2, err: expect.stringContaining(MASTER_KEY) })
    expect(await run(['db', 'rotate-key'], { [MASTER_KEY]: `${next} ${old}` })).toMatchObject({ exit: 0, out: expect.stringMatching(/1 company and 0 tombstones were brought/) })
    expect(await run(['db', 'rotate-key'], { [MASTER_KEY]: next })).toMatchObject({ exit: 2 })
    expect([await opens(place('./data'), { [MASTER_KEY]: next }), await opens(place('./data'), env)]).toEqual([true, false])
    expect(await run(['doctor'], { [MASTER_KEY]: `${next} ${old}` })).toMatchObject({ exit: 0 })
  }))
})

describe('another master key on PostgreSQL', () => {
  it('waits until every node has its file: only the second time everything is kept under it', () => betweenTwoPlaces(async ({ database: { url, ownerUrl }, place, io, run }) => {
    await run('db', 'migrate', '--data', url, '--owner', ownerUrl)
    await run('company', 'create', 'acme', '--data', url)
    expect(await main(['secret', 'set', 'github', '--data', url], { ...io(), piped: Readable.from(['a-secret-value']) })).toBe(0)
    const file = masterKeyFile(place(url))
    expect(await run('db', 'rotate-key', '--data', url)).toMatchObject({ exit: 0, out: expect.stringMatching(/waits in .*Copy that file to every node[\s\S]*rotate-key/s) })
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n[0-9a-f]{64} next\n$/)
    expect(await run('db', 'rotate-key', '--data', url)).toMatchObject({ exit: 0, out: expect.stringMatching(/new master key: 1 company/) })
    expect(await run('db', 'rotate-key', '--forget', '--yes', '--data', url)).toMatchObject({ exit: 0, out: expect.stringMatching(/Forgot 1 former master key/) })
    expect(await run('doctor', '--data', url)).toMatchObject({ exit: 0 })
  }))
})
