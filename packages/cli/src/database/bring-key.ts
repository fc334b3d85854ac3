import { copyFileSync, chmodSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { unusable, type DataFolder } from '../data/data-folder.ts'
import { MASTER_KEY, masterKeyFile } from '../data/master-key.ts'
import type { Io } from '../io.ts'

/** Where the master key of a copy is: in the environment, as before; in a file of its own place, which may have been brought; or there is none yet. */
export type KeyPlace = { kind: 'environment' } | { kind: 'file'; file: string } | { kind: 'none' }

/** Brings the file of the master key along. One that is there already stays: what was wrapped is wrapped anew for it. */
export function bringKey({ env }: Pick<Io, 'env'>, from: DataFolder, to: DataFolder): KeyPlace {
  if (env[MASTER_KEY]) return { kind: 'environment' }
  const source = masterKeyFile(from), target = masterKeyFile(to)
  try {
    if (existsSync(source) && !existsSync(target)) {
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
      copyFileSync(source, target, constants.COPYFILE_EXCL)
      chmodSync(target, 0o600)
    }
    return existsSync(target) ? { kind: 'file', file: target } : { kind: 'none' }
  } catch (error) {
    throw unusable(dirname(target), error)
  }
}
