import { randomIds } from '@paperclip/core'
import { copyStore, type CopiedCompany, type CopiedStore, type CopyProgress } from '@paperclip/store-kysely'
import type { DataFolder } from '../data/data-folder.ts'
import { openStore } from '../data/open-store.ts'
import type { Io } from '../io.ts'
import { bringKey, type KeyPlace } from './bring-key.ts'

/** From where to where, and who hears of it meanwhile. */
export interface Transfer { from: DataFolder; to: DataFolder; tell(progress: CopyProgress): void }

/** What was copied, and where its master key is now. */
export interface Transferred extends CopiedStore { key: KeyPlace }

/** Everything that has a log of its own: the companies, and the installation with its accounts. */
export const logsOf = ({ companies, access }: Pick<CopiedStore, 'companies' | 'access'>): CopiedCompany[] => [...companies, ...access ? [access] : []]

/** Copies an installation, with its master key where that is a file. */
export async function transfer(io: Pick<Io, 'env' | 'clock'>, { from, to, tell }: Transfer): Promise<Transferred> {
  const source = await openStore(io, from)
  try {
    const key = bringKey(io, from, to)
    const target = await openStore(io, to, { unfinished: 'accepted' })
    try {
      return { ...await copyStore({ from: source, to: target, id: randomIds.secret(), tell }), key }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}
