import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '../cli-error.ts'
import { holdsData, unusable, type DataFolder } from '../data/data-folder.ts'
import type { Call } from '../shell.ts'

/** SQLite's file and its log: together they are the database. */
const PARTS = ['', '-wal'] as const
const TRIES = 5
/** Lies in every folder that a rehearsal made, so that nobody else's is removed. */
const MARK = 'rehearsal'

/** The folder of a rehearsal: a copy of what is there, made anew each time. What is copied stays untouched. */
export async function dryFolder({ folder }: Pick<Call, 'folder'>): Promise<DataFolder> {
  const path = join(folder.path, 'dry')
  const dry: DataFolder = { path, file: join(path, 'paperclip.db'), isNamed: true }
  const hasData = holdsData(folder)
  try {
    makeAnew(path)
    if (hasData) copy(folder, dry)
    return dry
  } catch (error) {
    throw error instanceof CliError ? error : unusable(path, error)
  }
}

function makeAnew(path: string): void {
  const held = existsSync(path) ? readdirSync(path) : []
  if (held.length > 0 && !held.includes(MARK)) throw new CliError('conflict', `${path} holds something that no rehearsal made, so nothing was removed.`, 'Move it away, or rehearse elsewhere: --data <dir>')
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path, { recursive: true, mode: 0o700 })
  writeFileSync(join(path, MARK), 'A copy for "start --dry". It is removed by the next one.\n', { mode: 0o600 })
}

function copy(folder: DataFolder, dry: DataFolder): void {
  for (let tries = 0; tries < TRIES; tries++) {
    // A copy in which somebody was writing meanwhile may be torn: it is made again.
    const before = stamp(folder.file)
    for (const part of PARTS) {
      rmSync(dry.file + part, { force: true })
      if (existsSync(folder.file + part)) copyFileSync(folder.file + part, dry.file + part)
    }
    if (stamp(folder.file) === before) return
  }
  throw new CliError('unavailable', `${folder.file} is written all the time: no copy of it could be made.`, 'Stop what runs on it, or rehearse elsewhere: --data <dir>')
}

const stamp = (file: string): string => PARTS.map(part => {
  const stat = statSync(file + part, { throwIfNoEntry: false })
  return stat ? `${stat.mtimeMs}/${stat.size}` : '-'
}).join()
