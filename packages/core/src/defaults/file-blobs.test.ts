import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { testBlobs } from '../testing/blobs-suite/index.ts'
import { fileBlobs } from './file-blobs.ts'
import { temporaryFolder } from './fixtures/temporary-folder.ts'

const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
const ROOMY = { most: 1_000 }
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
const filesBelow = (folder: string) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))

testBlobs({ describe, it }, {
  name: 'a folder',
  async open() {
    const folder = join(temporaryFolder(), 'blobs')
    return { blobs: fileBlobs(folder), second: fileBlobs(folder), close: async () => {} }
  },
})

describe('blobs in a folder', () => {
  it('are files under their digest, for their owner alone, and nothing is made before the first', async () => {
    const folder = join(temporaryFolder(), 'deep/blobs'), blobs = fileBlobs(folder)
    await blobs.get('cmp_a', ABC)
    await blobs.has('cmp_a', ABC)
    await blobs.remove('cmp_a', ABC)
    await blobs.destroy('cmp_a')
    expect(existsSync(folder)).toBe(false)
    await blobs.put('cmp_a', Buffer.from('abc'), ROOMY)
    await blobs.put('cmp_a', Buffer.from('abc'), ROOMY)
    expect(filesBelow(folder)).toEqual([join(folder, 'cmp_a', 'ba', ABC)])
    expect([folder, join(folder, 'cmp_a'), join(folder, 'cmp_a/ba'), join(folder, 'cmp_a/ba', ABC)].map(modeOf)).toEqual(['700', '700', '700', '600'])
  })

  it('leave nothing behind that is too large or whose source fails', async () => {
    const folder = temporaryFolder(), blobs = fileBlobs(folder)
    async function* failing() {
      yield Buffer.from('abc')
      throw new Error('broken')
    }
    await expect(blobs.put('cmp_a', Buffer.from('abc'), { most: 2 })).rejects.toMatchObject({ code: 'too_large' })
    await expect(blobs.put('cmp_a', failing(), ROOMY)).rejects.toThrow('broken')
    expect(filesBelow(folder)).toEqual([])
  })

  it('are never given back damaged, and are whole again once they are put again', async () => {
    const folder = temporaryFolder(), blobs = fileBlobs(folder), file = join(folder, 'cmp_a/ba', ABC)
    await blobs.put('cmp_a', Buffer.from('abc'), ROOMY)
    for (const damaged of ['abd', '', 'abcd']) {
      writeFileSync(file, damaged)
      await expect(blobs.get('cmp_a', ABC)).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining(file) })
    }
    await blobs.put('cmp_a', Buffer.from('abc'), ROOMY)
    expect(await blobs.get('cmp_a', ABC)).toEqual(Uint8Array.from(Buffer.from('abc')))
  })

  it('cannot be kept where something is in the way', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'cmp_a'), '')
    await expect(fileBlobs(folder).put('cmp_a', Buffer.from('abc'), ROOMY)).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining(folder) })
    await expect(fileBlobs('/proc/nowhere').put('cmp_a', Buffer.from('abc'), ROOMY)).rejects.toMatchObject({ message: expect.stringContaining('/proc/nowhere') })
  })
})

const small = mkdtempSync(join(tmpdir(), 'paperclip-full-'))
const isMounted = tryMount()

function tryMount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

afterAll(() => {
  if (isMounted) execFileSync('umount', ['--lazy', small])
  rmSync(small, { recursive: true, force: true })
})

it.skipIf(!isMounted)(`a full disk is \`unavailable\`, and nothing is left on it${isMounted ? '' : ' (SKIPPED: this user may not mount a small tmpfs)'}`, async () => {
  const blobs = fileBlobs(small)
  const failure: unknown = await blobs.put('cmp_a', Buffer.alloc(2_000_000), { most: 3_000_000 }).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'unavailable', message: expect.stringMatching(/disk of .* is full/) })
  expect(filesBelow(small)).toEqual([])
  expect((await blobs.put('cmp_a', Buffer.alloc(500_000), { most: 3_000_000 })).bytes).toBe(500_000)
})
