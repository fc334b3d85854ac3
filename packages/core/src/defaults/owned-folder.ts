import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from './disk-error.ts'

/** Makes a folder and those above it, each that is missing for its owner alone (0700) and durable when this resolves. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error
    await makeFolder(dirname(folder))
    // not again by itself: a file system may answer ENOENT to every attempt, as /proc does
    await mkdir(folder, { mode: 0o700 }).catch((again: unknown) => {
      if (codeOf(again) !== 'EEXIST') throw again
    })
  }
  await syncFolder(dirname(folder))
}

/** Makes what was named in a folder durable. Windows has no such thing. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
