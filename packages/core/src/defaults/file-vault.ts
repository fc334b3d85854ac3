import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { link, open, unlink } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { PaperclipError } from '../domain/error.ts'
import type { Vault } from '../ports/vault.ts'
import { codeOf, ifThere, onDisk } from './disk-error.ts'
import { keyVault } from './key-vault.ts'
import { makeFolder, syncFolder } from './owned-folder.ts'

/**
 * A vault whose master key lies in a file, for its owner alone (0600). The file is made when something is first wrapped or signed, and never again: back it up, for
 * without it no secret can be read. Throws `misconfigured` for one that others may read, that is a symbolic link, or that holds no key.
 */
export function fileVault(file: string): Vault {
  const path = resolve(file)
  let opened: Vault | undefined
  const made = async () => opened ??= await onDisk(path, async () => await read(path) ?? await make(path))
  const present = async () => {
    opened ??= await onDisk(path, () => read(path))
    if (opened) return opened
    throw new PaperclipError('misconfigured', `There is no master key at ${path}, and what was wrapped by one cannot be read without it. Put it back from a backup.`)
  }
  return {
    wrap: async (key, context) => (await made()).wrap(key, context),
    unwrap: async (wrapped, context) => (await present()).unwrap(wrapped, context),
    sign: async statement => (await made()).sign(statement),
  }
}

async function read(path: string): Promise<Vault | undefined> {
  const handle = await ifThere(path, () => open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)))
  if (!handle) return undefined
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw new PaperclipError('misconfigured', `${path} is no file, so it cannot hold the master key. Move it away, or choose another place.`)
    // the modes of Windows say nothing
    if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0) {
      throw new PaperclipError('misconfigured', `${path} holds the master key, and others than its owner have access to it (mode ${(stat.mode & 0o777).toString(8)}). Run "chmod 600 ${path}", and think about who may have read it.`)
    }
    const text = await handle.readFile('utf8')
    if (!/^[0-9a-f]{64}\n?$/.test(text)) throw new PaperclipError('misconfigured', `${path} does not hold a master key (64 hex digits). Put the right one back from a backup.`)
    return keyVault(text)
  } finally {
    await handle.close()
  }
}

/** The file is whole before it has its name. Of two processes that make one, the second takes the first one's. */
async function make(path: string): Promise<Vault> {
  await makeFolder(dirname(path))
  const draft = `${path}.${randomBytes(8).toString('hex')}.new`
  const handle = await open(draft, 'wx', 0o600)
  try {
    try {
      await handle.writeFile(`${randomBytes(32).toString('hex')}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await link(draft, path).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
    })
  } finally {
    await unlink(draft)
  }
  await syncFolder(dirname(path))
  const vault = await read(path)
  if (!vault) throw new PaperclipError('unavailable', `${path} was removed while it was made. Try again.`)
  return vault
}
