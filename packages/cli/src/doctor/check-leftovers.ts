import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Paperclip } from '@paperclip/core'
import type { DataFolder } from '../data/data-folder.ts'
import { everyRow } from '../data/every-row.ts'
import { filesFolder } from '../data/master-key.ts'
import { quoted } from '../shell.ts'
import { bad, ok, type Check } from './check.ts'

/** Whether anything of deleted companies is left but their tombstones. */
export async function checkLeftovers(paperclip: Paperclip, folder: DataFolder): Promise<Check[]> {
  const gone = await everyRow(after => paperclip.tombstones({ after }))
  const left = gone.flatMap(({ id, slug }) => ['blobs', 'logs'].map(kind => ({ slug, path: join(filesFolder(folder), kind, id) })).filter(({ path }) => existsSync(path)))
  if (left.length === 0) return gone.length === 0 ? [] : [ok('deleted', `${gone.length} ${gone.length === 1 ? 'company' : 'companies'}, nothing left of ${gone.length === 1 ? 'it' : 'them'} but ${gone.length === 1 ? 'its tombstone' : 'their tombstones'}`)]
  return left.map(({ slug, path }) => bad('deleted', `Files of ${slug}, which was deleted, are left in ${path}.`, `rm -r ${quoted(path)}`))
}
