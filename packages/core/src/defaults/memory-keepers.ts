import type { Ids } from '../ports/ids.ts'
import type { Keepers } from '../ports/store.ts'
import { memoryBlobs } from './memory-blobs.ts'
import { memoryLogs } from './memory-logs.ts'
import { memoryVault } from './key-vault.ts'
import { randomIds } from './random-ids.ts'

/** Keepers that forget, for tests, rehearsals and scripts: bytes, logs and a random master key that are gone with the process. */
export const memoryKeepers = (ids: Ids = randomIds): Keepers => ({ blobs: memoryBlobs(), logs: memoryLogs(), vault: memoryVault(ids) })
