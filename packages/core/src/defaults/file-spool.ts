import { open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { PaperclipError } from '../domain/error.ts'
import { count, id } from '../domain/fields.ts'
import type { KeptEnd, KeptOf, Spool } from '../ports/spool.ts'
import { ifThere, onDisk } from './disk-error.ts'
import { folderName } from './kept-name.ts'
import { makeFolder, syncFolder } from './owned-folder.ts'
import { systemClock } from './system-clock.ts'

const MOST_BYTES_EACH = 1_000_000
const MOST_BYTES = 64_000_000
const DRAFT = '.new'
/** A draft that nobody has written to for so long was left by a process that was killed, or whose disk was full. */
const TORN_AFTER_MS = 60_000
const NAME = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.json$/
const keptEnd = z.object({ companyId: id(), runId: id(), agentId: id(), fence: count(), ending: z.unknown() })

/**
 * Keeps results in a folder, a file per run: `<company>.<run>.json`, for its owner alone (0600, folder 0700), whole or not there, and synced to the disk. At most
 * 1 MB each and 64 MB in all. Nothing is made before something is kept; what a process that was killed has left half written goes when `list` is asked next, a minute later at the earliest.
 */
export function fileSpool(folder: string): Spool {
  const root = resolve(folder)
  const pathOf = ({ companyId, runId }: KeptOf) => join(root, `${folderName('company', companyId)}.${folderName('run', runId)}.json`)
  const every = async (): Promise<string[]> => await ifThere(root, () => readdir(root)) ?? []
  const names = async (): Promise<string[]> => (await every()).filter(name => NAME.test(name))
  const sweep = async (drafts: string[]): Promise<void> => {
    const torn = systemClock.now().getTime() - TORN_AFTER_MS
    for (const draft of drafts) await ifThere(draft, async () => { if ((await stat(draft)).mtimeMs < torn) await unlink(draft) })
  }
  return {
    async keep(end) {
      const path = pathOf(end), bytes = Buffer.from(JSON.stringify(end))
      if (bytes.byteLength > MOST_BYTES_EACH) throw new PaperclipError('too_large', `The end of a run takes ${bytes.byteLength} bytes; at most ${MOST_BYTES_EACH} are kept. Let its adapter return a smaller session, and fewer deeds at once.`)
      await onDisk(path, async () => {
        await makeFolder(root)
        const sizes = await Promise.all((await names()).map(name => stat(join(root, name)).then(({ size }) => size, () => 0)))
        if (sizes.reduce((sum, size) => sum + size, bytes.byteLength) > MOST_BYTES) throw new PaperclipError('unavailable', `${root} holds ${MOST_BYTES} bytes of results that wait for the database: no more is kept. Look why it does not answer.`)
        const draft = `${path}${DRAFT}`
        try {
          await written(draft, bytes)
          await rename(draft, path)
        } catch (error) {
          await unlink(draft).catch(() => {})                                // what went wrong first is told
          throw error
        }
        await syncFolder(root)
      })
    },
    async get(of) {
      const path = pathOf(of), text = await ifThere(path, () => readFile(path, 'utf8'))
      return text === undefined ? undefined : read(path, text)
    },
    async list() {
      const there = await every()
      await sweep(there.filter(name => name.endsWith(DRAFT) && NAME.test(name.slice(0, -DRAFT.length))).map(name => join(root, name)))
      return there.flatMap(name => {
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

async function written(draft: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
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
