import { join } from 'node:path'
import { fileVault, keyVault, type Vault } from '@paperclip/core'
import type { Io } from '../io.ts'
import type { DataFolder } from './data-folder.ts'

/** Names the master key in the environment: 64 hex digits, or base64. Without it a file beside the data holds it. */
export const MASTER_KEY = 'PAPERCLIPAI_MASTER_KEY'

type Kept = Pick<DataFolder, 'file' | 'path' | 'database'>

/** Where bytes, logs and the master key lie, beside the database. */
export const filesFolder = ({ file }: Pick<DataFolder, 'file'>): string => `${file}-files`

export const masterKeyFile = (folder: Kept): string => join(folder.database.kind === 'sqlite' ? filesFolder(folder) : folder.path, 'master.key')

/** What holds the master key, where the environment says so; else the store's own. */
export function givenVault({ env }: Pick<Io, 'env'>): { vault?: Vault } {
  const key = env[MASTER_KEY]
  return key ? { vault: keyVault(key) } : {}
}

/** What holds the master key of a folder, also for what works on a copy of it. */
export const vaultOf = (io: Pick<Io, 'env'>, folder: Kept): Vault => givenVault(io).vault ?? fileVault(masterKeyFile(folder))
