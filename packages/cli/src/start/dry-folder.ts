import { copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '../cli-error.ts'
import { holdsData, type DataFolder } from '../data/data-folder.ts'
import type { Call } from '../shell.ts'

/** SQLite's file and its log: together they are the database. */
const PARTS = ['', '-wal'] as const
const TRIES = 5

/** The folder of a rehearsal: a copy of what is there, made anew each time. What is copied stays untouched. */
export async function dryFolder({ folder }: Pick<Call, 'folder'>): Promise<DataFolder> {
  const path = join(folder.path, 'dry')
  const dry: DataFolder = { path, file: join(path, 'paperclip.db'), isNamed: true }
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (!holdsData(folder)) return dry
  for (let tries = 0; tries < TRIES; tries++) {
    // A copy in which somebody was writing meanwhile may be torn: it is made again.
    const before = stamp(folder.file)
    for (const part of PARTS) {
      rmSync(dry.file + part, { force: true })
      if (existsSync(folder.file + part)) copyFileSync(folder.file + part, dry.file + part)
    }
    if (stamp(folder.file) === before) return dry
  }
  throw new CliError('unavailable', `${folder.file} is written all the time: no copy of it could be made.`, 'Stop what runs on it, or rehearse elsewhere: --data <dir>')
}

const stamp = (file: string): string => PARTS.map(part => {
  const stat = statSync(file + part, { throwIfNoEntry: false })
  return stat ? `${stat.mtimeMs}/${stat.size}` : '-'
}).join()
