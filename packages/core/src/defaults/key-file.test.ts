import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileVault } from './file-vault.ts'
import { temporaryFolder } from './fixtures/temporary-folder.ts'
import { keyFile } from './key-file.ts'

const KEY = Uint8Array.from({ length: 32 }, (_, n) => n)

/** A file with a master key, and what it wrapped. */
async function used() {
  const file = join(temporaryFolder(), 'master.key'), vault = fileVault(file)
  return { file, keys: keyFile(file), vault, wrapped: await vault.wrap(KEY, 'one') }
}

describe('G05: a file that is given another master key', () => {
  it('opens everything at each step, also to a process that has it open, and wraps by the new one from its turn on', async () => {
    const { file, keys, vault, wrapped } = await used(), before = await vault.sign('a statement')
    await keys.prepare()
    expect([await keys.look(), await vault.isCurrent(wrapped), await vault.sign('a statement')]).toEqual([{ former: 0, hasNext: true }, true, before])
    await keys.turn()
    const anew = await vault.wrap(KEY, 'one')
    expect([await keys.look(), await vault.isCurrent(wrapped), await vault.isCurrent(anew)]).toEqual([{ former: 1, hasNext: false }, false, true])
    expect(await vault.sign('a statement')).not.toBe(before)
    for (const text of [wrapped, anew]) expect(await vault.unwrap(text, 'one')).toEqual(KEY)
    await keys.forget()
    expect(await keys.look()).toEqual({ former: 0, hasNext: false })
    expect(await vault.unwrap(anew, 'one')).toEqual(KEY)
    await expect(vault.unwrap(wrapped, 'one')).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringMatching(/another master key/) })
    expect([readdirSync(dirname(file)), statSync(file).mode & 0o777]).toEqual([['master.key'], 0o600])
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
  })

  it('has one that waits at most, and goes on with it whoever asks again', async () => {
    const { file, keys, vault, wrapped } = await used()
    await keys.prepare()
    const prepared = readFileSync(file, 'utf8')
    await keyFile(file).prepare()
    expect(readFileSync(file, 'utf8')).toBe(prepared)
    await keys.forget()
    expect(await keys.look(), 'what waits is not forgotten').toEqual({ former: 0, hasNext: true })
    await keys.turn()
    await keys.turn()
    expect([await keys.look(), await vault.isCurrent(wrapped)]).toEqual([{ former: 1, hasNext: false }, false])
  })

  it('is refused where there is none yet, and makes none', async () => {
    const file = join(temporaryFolder(), 'master.key'), keys = keyFile(file)
    for (const step of [() => keys.prepare(), () => keys.turn(), () => keys.forget()]) await expect(step()).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining(file) })
    expect([await keys.look(), existsSync(file), readdirSync(dirname(file))]).toEqual([undefined, false, []])
  })

  it.runIf(process.getuid?.() !== 0)('says which folder cannot be written, for a first key and for another', async () => {
    const { file, keys } = await used(), folder = dirname(file)
    chmodSync(folder, 0o500)
    for (const make of [() => keys.prepare(), () => fileVault(join(folder, 'other.key')).sign('one')]) await expect(make()).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringMatching(/EACCES/) })
    chmodSync(folder, 0o700)
  })

  it('is changed by one at a time: a change that was broken off says what to remove, and left the file as it was', async () => {
    const { file, keys } = await used(), before = readFileSync(file, 'utf8')
    writeFileSync(`${file}.changing`, '')
    await expect(keys.prepare()).rejects.toMatchObject({ code: 'unavailable', message: expect.stringMatching(/remove .*master\.key\.changing/) })
    expect(readFileSync(file, 'utf8')).toBe(before)
  })
})
