import { PaperclipError } from '../domain/error.ts'
import type { Keepers, Store } from '../ports/store.ts'
import { rowLogs } from './row-logs.ts'

/** What an installation says of where things are kept beside its store. */
interface Said extends Partial<Keepers> { store: Store }

/** Where bytes, logs and the master key are kept: as the installation says, else as the store brings along. */
export function keepersFor({ store, blobs, logs, vault }: Said): Keepers {
  return { blobs: blobs ?? store.keepers?.blobs ?? missing('blobs', 'fileBlobs(folder)'), logs: logs ?? store.keepers?.logs ?? rowLogs(store), vault: vault ?? store.keepers?.vault ?? missing('vault', 'fileVault(file)') }
}

/** Stands where this installation has nothing: whatever is asked of it says what to pass. */
function missing<T extends object>(name: string, example: string): T {
  const refuse = () => Promise.reject(new PaperclipError('misconfigured', `This installation has no ${name}: pass createPaperclip({ ${name}: ${example} }).`))
  return new Proxy({} as T, { get: () => refuse })
}
