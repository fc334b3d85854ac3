import { open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { PaperclipError } from '../domain/error.ts'
import { count, id } from '../domain/fields.ts'
import type { KeptEnd, KeptOf, Spool } from '../ports/spool.ts'
import { ifThere, onDisk } from './disk-error.ts'
import { folderName } from './kept-name.ts'
import { makeFolder, syncFolder } from './owned-folder.ts'

const MOST_BYTES_EACH = 1_000_000
const MOST_BYTES = 64_000_000
const NAME = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.json$/
const keptEnd = z.object({ companyId: id(), runId: id(), agentId: id(), fence: count(), ending: z.unknown() })

/**
 * Keeps results in a folder, a file per run: `<company>.<run>.json`, for its owner alone (0600, folder 0700), whole or not there, and synced to the disk. At most
 * 1 MB each and 64 MB in all. Nothing is made before something is kept.
 */
export function fileSpool(folder: string): Spool {
  const root = resolve(folder)
  const pathOf = ({ companyId, runId }: KeptOf) => join(root, `${folderName('company', companyId)}.${folderName('run', runId)}.json`)
  const names = async (): Promise<string[]> => (await ifThere(root, () => readdir(root)) ?? []).filter(name => NAME.test(name))
  return {
    async keep(end) {
      const path = pathOf(end), bytes = Buffer.from(JSON.stringify(end))
      if (bytes.byteLength > MOST_BYTES_EACH) throw new PaperclipError('too_large', `The end of a run takes ${bytes.byteLength} bytes; at most ${MOST_BYTES_EACH} are kept. Let its adapter return a smaller session.`)
      await onDisk(path, async () => {
        await makeFolder(root)
        const sizes = await Promise.all((await names()).map(name => stat(join(root, name)).then(({ size }) => size, () => 0)))
        if (sizes.reduce((sum, size) => sum + size, bytes.byteLength) > MOST_BYTES) throw new PaperclipError('unavailable', `${root} holds ${MOST_BYTES} bytes of results that wait for the database: no more is kept. Look why it does not answer.`)
        const draft = `${path}.new`, handle = await open(draft, 'w', 0o600)
        try {
          await handle.writeFile(bytes)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(draft, path)
        await syncFolder(root)
      })
    },
    async get(of) {
      const path = pathOf(of), text = await ifThere(path, () => readFile(path, 'utf8'))
      return text === undefined ? undefined : read(path, text)
    },
    async list() {
      return (await names()).flatMap(name => {
        const [, companyId, runId] = NAME.exec(name) ?? []
        return companyId === undefined || runId === undefined ? [] : [{ companyId, runId }]
      })
    },
    async remove(of) {
      const path = pathOf(of)
      await ifThere(path, () => unlink(path))
    },
  }
}

function read(path: string, text: string): KeptEnd {
  try {
    const { ending, ...rest } = keptEnd.parse(JSON.parse(text))
    return { ...rest, ending }
  } catch (error) {
    throw new PaperclipError('misconfigured', `${path} does not hold the end of a run. Move it away.`, { cause: error })
  }
}
