import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '../cli-error.ts'
import { holdsData, unusable, type DataFolder } from '../data/data-folder.ts'
import type { Call } from '../shell.ts'

/** SQLite's file and its log: together they are the database. */
const PARTS = ['', '-wal'] as const
const TRIES = 5
/** Lies in every folder that a rehearsal made, so that nobody else's is removed. While it runs it names its process. */
const MARK = 'rehearsal'
const NOTE = 'A copy for "start --dry". It is removed by the next one.\n'
const RUNNING = /^running: (\d+)$/m

/** The folder of a rehearsal, until it has ended. */
export interface DryFolder { folder: DataFolder; end(): void }

/** A copy of the file that is there, if one is: made anew each time, and by one rehearsal at a time. What is copied stays untouched. */
export function dryFolder({ folder }: Pick<Call, 'folder'>): DryFolder {
  const path = join(folder.path, 'dry')
  const dry: DataFolder = { path, file: join(path, 'paperclip.db'), database: { kind: 'sqlite' }, name: path, isNamed: true }
  const hasFile = folder.database.kind === 'sqlite' && holdsData(folder)
  try {
    makeAnew(path)
    if (hasFile) copy(folder, dry)
    return { folder: dry, end: () => writeFileSync(join(path, MARK), NOTE, { mode: 0o600 }) }
  } catch (error) {
    throw error instanceof CliError ? error : unusable(path, error)
  }
}

function makeAnew(path: string): void {
  const held = existsSync(path) ? readdirSync(path) : []
  if (held.length > 0 && !held.includes(MARK)) throw new CliError('conflict', `${path} holds something that no rehearsal made, so nothing was removed.`, 'Move it away, or rehearse elsewhere: --data <dir>')
  const running = held.length > 0 ? RUNNING.exec(readFileSync(join(path, MARK), 'utf8'))?.[1] : undefined
  if (running !== undefined && isAlive(Number(running))) throw new CliError('conflict', `A rehearsal still runs in ${path} (process ${running}).`, `End that one first, or rehearse elsewhere: --data <dir>\nIf there is none, remove that folder.`)
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path, { recursive: true, mode: 0o700 })
  writeFileSync(join(path, MARK), `${NOTE}running: ${process.pid}\n`, { mode: 0o600 })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && Reflect.get(error, 'code') === 'EPERM'          // somebody else's, but there
  }
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
