import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { link, open, rename, unlink, type FileHandle } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { PaperclipError } from '../domain/error.ts'
import { codeOf, ifThere, onDisk } from './disk-error.ts'
import { makeFolder, syncFolder } from './owned-folder.ts'

/** A master key a line. The first wraps; the others only open what they wrapped, one that is marked `next` is to wrap next. */
const KEYS = /^[0-9a-f]{64}(\n[0-9a-f]{64}( next)?)*\n?$/
export const NEXT = ' next'

/** The file of a master key, for whoever gives its installation another one. Each step is whole or not at all, and leaves everything readable; `Paperclip.rewrap` belongs between the second and the last. */
export interface KeyFile {
  /** How many keys it holds that wrap no more, and whether one waits to wrap next. Undefined where there is no file. */
  look(): Promise<{ former: number; hasNext: boolean } | undefined>
  /** Adds a new master key that is to wrap next, unless one waits already: every process that has this file opens what it will wrap. */
  prepare(): Promise<void>
  /** From now on the one that waited wraps; the one before it only opens what it wrapped. */
  turn(): Promise<void>
  /** Forgets the keys that wrap no more. What they wrapped, in a backup too, opens to nobody who has no other copy of them. */
  forget(): Promise<void>
}

/** The file of a master key that `fileVault` made. Throws `misconfigured` as that does. */
export function keyFile(file: string): KeyFile {
  const path = resolve(file)
  const keys = async (): Promise<[string, ...string[]]> => {
    const [first, ...others] = (await readKeys(path))?.trimEnd().split('\n') ?? []
    if (first !== undefined) return [first, ...others]
    throw new PaperclipError('misconfigured', `There is no master key at ${path} that another could come after.`)
  }
  return {
    async look() {
      const text = await readKeys(path)
      if (text === undefined) return undefined
      const [, ...others] = text.trimEnd().split('\n'), hasNext = others.some(isNext)
      return { former: others.length - Number(hasNext), hasNext }
    },
    prepare: () => replacing(path, async () => {
      const all = await keys()
      return all.some(isNext) ? all : [...all, `${newKey()}${NEXT}`]
    }),
    turn: () => replacing(path, async () => {
      const all = await keys(), next = all.find(isNext)
      return next === undefined ? all : [next.slice(0, -NEXT.length), ...all.filter(key => key !== next)]
    }),
    forget: () => replacing(path, async () => (await keys()).filter((key, at) => at === 0 || isNext(key))),
  }
}

const isNext = (key: string): boolean => key.endsWith(NEXT)
const newKey = (): string => randomBytes(32).toString('hex')

/** The keys of a file, as `keyVault` takes them; undefined where there is none. */
export async function readKeys(path: string): Promise<string | undefined> {
  return onDisk(path, async () => {
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
      if (KEYS.test(text)) return text
      throw new PaperclipError('misconfigured', `${path} does not hold a master key (64 hex digits). Put the right one back from a backup.`)
    } finally {
      await handle.close()
    }
  })
}

/** Makes a file with one key. It is whole before it has its name. Of two processes that make one, the second takes the first one's. */
export async function makeKeys(path: string): Promise<string> {
  return onDisk(path, async () => {
    await makeFolder(dirname(path))
    const draft = `${path}.${randomBytes(8).toString('hex')}.new`
    const handle = await open(draft, 'wx', 0o600)
    try {
      await written(handle, async () => [newKey()])
      await link(draft, path).catch((error: unknown) => {
        if (codeOf(error) !== 'EEXIST') throw error
      })
    } finally {
      await unlink(draft)
    }
    await syncFolder(dirname(path))
    const text = await readKeys(path)
    if (text === undefined) throw new PaperclipError('unavailable', `${path} was removed while it was made. Try again.`)
    return text
  })
}

/** Puts other keys in the place of those of a file, at once. Of two processes that try, the second is refused. */
async function replacing(path: string, keysOf: () => Promise<readonly string[]>): Promise<void> {
  const draft = `${path}.changing`
  await onDisk(path, async () => {
    const handle = await open(draft, 'wx', 0o600).catch((error: unknown): never => {
      if (codeOf(error) !== 'EEXIST') throw error
      throw new PaperclipError('unavailable', `Somebody changes ${path} at this moment. If nobody does, a change was broken off: remove ${draft}, and try again.`)
    })
    try {
      await written(handle, keysOf)
      await rename(draft, path)
    } catch (error) {
      await unlink(draft).catch(() => {})
      throw error
    }
    await syncFolder(dirname(path))
  })
}

/** Fills a file that was just made, and closes it. */
async function written(handle: FileHandle, keysOf: () => Promise<readonly string[]>): Promise<void> {
  try {
    await handle.writeFile(`${(await keysOf()).join('\n')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
