import { accessSync, constants, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const SHARED = '/dev/shm', ROOM_BYTES = 1_000_000_000

/** A folder that lies in memory, where this machine has one with room; else that for temporary files. What is synced, killed, full or refused is tested on the disk itself. */
export const MEMORY = hasRoom(SHARED) ? SHARED : tmpdir()

function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > ROOM_BYTES
  } catch {
    return false
  }
}
