import { createHash, randomBytes } from 'node:crypto'
import { open, readFile, rename, rm, stat, unlink, type FileHandle } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { PaperclipError } from '../domain/error.ts'
import type { Blobs, StoredBlob } from '../ports/blobs.ts'
import { capped } from './capped.ts'
import { ifThere, onDisk } from './disk-error.ts'
import { checkDigest, folderName } from './kept-name.ts'
import { makeFolder, syncFolder } from './owned-folder.ts'

/**
 * Bytes as files, each once, under their digest: `<folder>/<company>/<first two digits>/<digest>`. Files are for their owner alone (0600, folders 0700)
 * and have reached the disk when they are acknowledged. Nothing is made before the first `put`. Throws `unavailable` for a full disk or a damaged file.
 */
export function fileBlobs(folder: string): Blobs {
  const root = resolve(folder)
  const companyFolder = (company: string) => join(root, folderName('company', company))
  const pathOf = (company: string, sha256: string) => join(companyFolder(company), checkDigest(sha256).slice(0, 2), sha256)

  return {
    async put(company, body, { most }) {
      const draft = join(companyFolder(company), `incoming-${randomBytes(8).toString('hex')}`)
      const handle = await onDisk(draft, async () => {
        await makeFolder(companyFolder(company))
        return open(draft, 'wx', 0o600)
      })
      try {
        const stored = await written(handle, draft, capped(body, most))
        await onDisk(draft, () => named(draft, join(companyFolder(company), stored.sha256.slice(0, 2)), stored.sha256))
        return stored
      } catch (error) {
        await ifThere(draft, () => unlink(draft)).catch(() => {})          // what went wrong first is told
        throw error
      }
    },
    async get(company, sha256) {
      const path = pathOf(company, sha256), bytes = await ifThere(path, () => readFile(path))
      if (!bytes || createHash('sha256').update(bytes).digest('hex') === sha256) return bytes && Uint8Array.from(bytes)
      throw new PaperclipError('unavailable', `${path} is damaged: its bytes are not those of its name. Restore it from a backup.`)
    },
    async has(company, sha256) {
      const path = pathOf(company, sha256)
      return (await ifThere(path, () => stat(path)))?.isFile() ?? false
    },
    async remove(company, sha256) {
      const path = pathOf(company, sha256)
      await ifThere(path, () => unlink(path))
    },
    async destroy(company) {
      const all = companyFolder(company)
      await onDisk(all, () => rm(all, { recursive: true, force: true }))
    },
  }
}

/** Writes chunks to the disk itself, and says what they were. An error of their source stays as it is. */
async function written(handle: FileHandle, path: string, chunks: AsyncIterable<Uint8Array>): Promise<StoredBlob> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of chunks) {
      hash.update(chunk)
      bytes += chunk.byteLength
      await onDisk(path, () => handle.writeFile(chunk))
    }
    await onDisk(path, () => handle.sync())
  } finally {
    await handle.close()
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** Takes the place of a file of the same name, which holds the same bytes unless it was damaged. */
async function named(draft: string, folder: string, name: string): Promise<void> {
  await makeFolder(folder)
  await rename(draft, join(folder, name))
  await syncFolder(folder)
}
