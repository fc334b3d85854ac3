import { accessSync, constants, existsSync, statfsSync, statSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'
import { keyVault } from '@paperclip/core'
import { filesFolder, MASTER_KEY, masterKeyFile } from '../data/master-key.ts'
import { unusable, type DataFolder } from '../data/data-folder.ts'
import type { Io } from '../io.ts'
import { byteSize } from '../output/byte-size.ts'
import { quoted, type Call } from '../shell.ts'
import { bad, ok, warn, type Check } from './check.ts'

const LEAST_NODE = [20, 19] as const
const HAS_MODES = process.platform !== 'win32'

/** The Node this runs on, by its version like `22.1.0`. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number), [leastMajor, leastMinor] = LEAST_NODE
  const isEnough = major > leastMajor || (major === leastMajor && minor >= leastMinor)
  return isEnough ? ok('node', `Node ${version}`) : bad('node', `Node ${version} is too old.`, `Install Node ${LEAST_NODE.join('.')} or newer.`)
}

/** Root may read and write everything, so that it all looks well to root: says as whom to look, where the folder is somebody else's. */
export function checkUser({ path }: Pick<DataFolder, 'path'>, { line }: Pick<Call, 'line'>): Check[] {
  const owner = ownerOf(path)
  if (process.getuid?.() !== 0 || owner === undefined || owner === 0) return []
  return [warn('user', `You are root, who may read and write everything. ${path} belongs to the user ${owner}: it was looked at whether all in it does, and not at what else that user may not do.`, `sudo -u '#${owner}' ${line('doctor')}`)]
}

/** Whose all of it must be: this user's; where root looks, theirs to whom the folder belongs. Undefined where nothing belongs to anybody. */
function ownerOf(path: string): number | undefined {
  const own = process.getuid?.()
  return own === 0 ? statSync(path, { throwIfNoEntry: false })?.uid ?? own : own
}

/** The data folder and the database in it: whose they are, and who else may read them. */
export function checkFolder(place: DataFolder): Check[] {
  const { path, file } = place, folder = lookAt(path), database = lookAt(file), owner = ownerOf(path)
  if ('level' in folder) return [folder]
  const closed = [checkWritable(path), ...'stat' in database && database.stat ? [checkWritable(file)] : []].filter(check => check !== null)
  if (closed.length > 0) return closed
  const beside = [`${file}-wal`, `${file}-shm`, filesFolder(place)].flatMap(part => {
    const seen = lookAt(part), check = 'level' in seen ? seen : seen.stat && ownership('database', part, { stat: seen.stat, owner })
    return check?.level === 'bad' ? [check] : []                       // nothing is said of what is well: they belong to the database
  })
  return [folder.stat ? ownership('folder', path, { stat: folder.stat, owner }) : warn('folder', `${path} does not exist yet.`, 'It is made when a company is founded.'),
    ...'level' in database ? [database] : database.stat ? [ownership('database', file, { stat: database.stat, owner })] : [], ...beside]
}

/** Why a folder or a file cannot be written by this user, if it cannot; where it does not exist yet, whether it could be made. */
function checkWritable(path: string): Check | null {
  const there = existing(path)
  try {
    accessSync(there, statSync(there).isDirectory() ? constants.R_OK | constants.W_OK | constants.X_OK : constants.R_OK | constants.W_OK)
    return null
  } catch (error) {
    const { message, next } = unusable(there, error)
    return bad('folder', message, typeof next === 'string' ? next : next.run)
  }
}

/** What exists of a path: itself, or the nearest folder above it. */
const existing = (path: string): string => (existsSync(path) || dirname(path) === path ? path : existing(dirname(path)))

const MIB = 1024 * 1024, LOW_MIB = 1_024, LEAST_MIB = 64

/** Whether there is room on the disk that the folder is on. */
export function checkRoom({ path }: Pick<DataFolder, 'path'>): Check {
  const { bavail, bsize } = statfsSync(existing(path)), free = bavail * bsize, fix = 'Make room on that disk: where none is left runs are held up, and nothing is written.'
  if (free < LEAST_MIB * MIB) return bad('room', `${byteSize(free)} are free where ${path} is.`, fix)
  return free < LOW_MIB * MIB ? warn('room', `${byteSize(free)} are free where ${path} is.`, fix) : ok('room', `${byteSize(free)} are free`)
}

/** The master key of the secrets: in the environment, or in a file for its owner alone; null where there is none. */
export function checkMasterKey(folder: DataFolder, { env }: Pick<Io, 'env'>): Check | null {
  const given = env[MASTER_KEY], file = masterKeyFile(folder)
  if (given) {
    try {
      keyVault(given)
      return ok('master key', `in ${MASTER_KEY}`)
    } catch (error) {
      return bad('master key', `${MASTER_KEY}: ${error instanceof Error ? error.message : String(error)}`, 'Set it to the key the secrets were kept with: without it they cannot be read.')
    }
  }
  const seen = lookAt(file)
  if ('level' in seen) return { ...seen, about: 'master key' }
  return seen.stat ? ownership('master key', file, { stat: seen.stat, owner: ownerOf(folder.path) }) : null
}

/** What is to be said where nothing was kept under a master key yet. */
export const NO_KEY_YET = ok('master key', 'none yet: it is made with the first secret')

/** Whether there is a master key to read secrets with. */
export const hasMasterKey = (folder: DataFolder, { env }: Pick<Io, 'env'>): boolean => {
  const seen = lookAt(masterKeyFile(folder))
  return Boolean(env[MASTER_KEY]) || ('stat' in seen && seen.stat !== undefined)
}

function ownership(about: string, path: string, { stat, owner }: { stat: Stats; owner: number | undefined }): Check {
  if (!HAS_MODES) return ok(about, path)
  const mode = stat.mode & 0o777, right = stat.isDirectory() ? '700' : '600'
  if (owner !== undefined && stat.uid !== owner) return bad(about, `${path} belongs to another user (${stat.uid}; ${process.getuid?.() === owner ? 'you are' : 'the folder is that of'} ${owner}).`, `sudo chown -R ${owner} ${quoted(path)}`)
  if ((mode & 0o077) !== 0) return (about === 'master key' ? bad : warn)(about, `${path} can be used by others than its owner (mode ${mode.toString(8)}).`, `chmod ${right} ${quoted(path)}`)
  return ok(about, path)
}

/** What lies at a path, or why that cannot be told. */
function lookAt(path: string): { stat: Stats | undefined } | (Check & { level: 'bad' }) {
  try {
    return { stat: statSync(path, { throwIfNoEntry: false }) }
  } catch (error) {
    const { message, next } = unusable(path, error)
    return { level: 'bad', about: 'folder', what: message, fix: typeof next === 'string' ? next : next.run }
  }
}
