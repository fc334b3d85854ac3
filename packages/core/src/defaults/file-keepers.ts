import { join } from 'node:path'
import type { Keepers } from '../ports/store.ts'
import { fileBlobs } from './file-blobs.ts'
import { fileLogs } from './file-logs.ts'
import { fileVault } from './file-vault.ts'

/** Keepers in one folder: `blobs`, `logs` and `master.key`. Nothing is made before something is kept. */
export const fileKeepers = (folder: string): Keepers =>
  ({ blobs: fileBlobs(join(folder, 'blobs')), logs: fileLogs(join(folder, 'logs')), vault: fileVault(join(folder, 'master.key')) })
