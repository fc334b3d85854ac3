import { transfer } from '../database/transfer.ts'
import type { Call } from '../shell.ts'
import { dryFolder, type DryFolder } from './dry-folder.ts'

/** The folder of a rehearsal, with a copy of what is there: of a file, or out of a database on a server. */
export async function rehearsalFolder(call: Pick<Call, 'folder' | 'io'>): Promise<DryFolder> {
  const { folder, io } = call, dry = dryFolder(call)
  if (folder.database.kind === 'sqlite') return dry
  try {
    await transfer(io, { from: folder, to: dry.folder, tell: () => {} })
    return dry
  } catch (error) {
    dry.end()
    throw error
  }
}
