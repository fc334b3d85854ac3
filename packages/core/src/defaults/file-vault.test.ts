import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testVault } from '../testing/vault-suite/index.ts'
import { fileVault } from './file-vault.ts'
import { temporaryFolder } from './fixtures/temporary-folder.ts'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
const refusal = (message: RegExp) => expect.objectContaining({ code: 'misconfigured', message: expect.stringMatching(message) })

testVault({ describe, it }, {
  name: 'a key in a file',
  async open() {
    const folder = temporaryFolder(), file = join(folder, 'new/master.key')
    return { vault: fileVault(file), same: fileVault(file), other: fileVault(join(folder, 'other.key')), close: async () => {} }
  },
})

function signedByProcess(file: string): Promise<string> {
  const child = spawn(process.execPath, ['--conditions=x-src', join(import.meta.dirname, '../../../../scripts/source.mjs'), join(import.meta.dirname, 'fixtures/signer.child.ts'), file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', data => void (said += String(data)))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => resolve(said.trim()))
  })
}

describe('a vault with a key in a file', () => {
  it('makes the file when it is first used, for its owner alone, and nothing before', async () => {
    const file = join(temporaryFolder(), 'deep/er/master.key'), vault = fileVault(file)
    expect(existsSync(dirname(dirname(file)))).toBe(false)
    await expect(vault.unwrap('v1.anything', 'one')).rejects.toThrow(refusal(/no master key at .*master\.key/))
    expect(existsSync(dirname(dirname(file)))).toBe(false)
    await vault.sign('one')
    expect([dirname(dirname(file)), dirname(file), file].map(modeOf)).toEqual(['700', '700', '600'])
    expect(readdirSync(dirname(file))).toEqual(['master.key'])
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
  })

  it('uses the key that is there, and never makes another', async () => {
    const file = join(temporaryFolder(), 'master.key'), signature = await fileVault(file).sign('one'), before = readFileSync(file, 'utf8')
    expect(await fileVault(file).sign('one')).toBe(signature)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it.each([0o640, 0o604, 0o620, 0o601, 0o666])('refuses a file to which others have access (mode %o)', async mode => {
    const file = join(temporaryFolder(), 'master.key')
    await fileVault(file).sign('one')
    chmodSync(file, mode)
    const uses = [() => fileVault(file).sign('one'), () => fileVault(file).wrap(new Uint8Array(32), 'one'), () => fileVault(file).unwrap('v1.anything', 'one')]
    for (const use of uses) await expect(use()).rejects.toThrow(refusal(/chmod 600 .*master\.key/))
    chmodSync(file, 0o600)
    await fileVault(file).sign('one')
  })

  it('refuses a symbolic link, even to a good file, and one that leads nowhere', async () => {
    const folder = temporaryFolder(), file = join(folder, 'master.key')
    await fileVault(join(folder, 'real.key')).sign('one')
    symlinkSync(join(folder, 'real.key'), file)
    await expect(fileVault(file).sign('one')).rejects.toThrow(refusal(/symbolic link/))
    unlinkSync(file)
    symlinkSync(join(folder, 'nowhere'), file)
    await expect(fileVault(file).sign('one')).rejects.toThrow(refusal(/symbolic link/))
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
  })

  it.each([[''], ['secret\n'], ['0'.repeat(63)], [`${'0'.repeat(64)}\n\n`], [`${'0'.repeat(64)} # mine`], ['G'.repeat(64)]])('refuses a file that holds %j, and leaves it as it is', async text => {
    const file = join(temporaryFolder(), 'master.key')
    writeFileSync(file, text, { mode: 0o600 })
    await expect(fileVault(file).sign('one')).rejects.toThrow(refusal(/does not hold a master key/))
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it('refuses a folder in place of the file, and a file in place of its folder', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'master.key'), { mode: 0o700 })
    await expect(fileVault(join(folder, 'master.key')).sign('one')).rejects.toThrow(refusal(/is no file/))
    writeFileSync(join(folder, 'plain'), '')
    await expect(fileVault(join(folder, 'plain/master.key')).sign('one')).rejects.toThrow(refusal(/in the way/))
  })

  it('has one key for several processes that make it at once', async () => {
    const file = join(temporaryFolder(), 'new/master.key')
    const signatures = await Promise.all([1, 2, 3, 4].map(() => signedByProcess(file)))
    expect(signatures).toEqual(Array.from({ length: 4 }, () => signatures[0]))
    expect(await fileVault(file).sign('one')).toBe(signatures[0])
    expect(readdirSync(dirname(file))).toEqual(['master.key'])
  }, 60_000)
})
