import { statSync, type Stats } from 'node:fs'
import { keyVault } from '@paperclip/core'
import { MASTER_KEY, masterKeyFile } from '../data/master-key.ts'
import { unusable, type DataFolder } from '../data/data-folder.ts'
import type { Io } from '../io.ts'
import { quoted } from '../shell.ts'
import { bad, ok, warn, type Check } from './check.ts'

const LEAST_NODE = [20, 19] as const
const HAS_MODES = process.platform !== 'win32'

/** The Node this runs on, by its version like `22.1.0`. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number), [leastMajor, leastMinor] = LEAST_NODE
  const isEnough = major > leastMajor || (major === leastMajor && minor >= leastMinor)
  return isEnough ? ok('node', `Node ${version}`) : bad('node', `Node ${version} is too old.`, `Install Node ${LEAST_NODE.join('.')} or newer.`)
}

/** The data folder and the database in it: whose they are, and who else may read them. */
export function checkFolder({ path, file }: DataFolder): Check[] {
  const folder = lookAt(path), database = lookAt(file)
  if ('level' in folder) return [folder]
  return [folder.stat ? ownership('folder', path, folder.stat) : warn('folder', `${path} does not exist yet.`, 'It is made when a company is founded.'),
    ...'level' in database ? [database] : database.stat ? [ownership('database', file, database.stat)] : []]
}

/** The master key of the secrets: in the environment, or in a file for its owner alone. */
export function checkMasterKey(folder: DataFolder, { env }: Pick<Io, 'env'>): Check {
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
  return seen.stat ? ownership('master key', file, seen.stat) : ok('master key', 'none yet: it is made with the first secret')
}

/** Whether there is a master key to read secrets with. */
export const hasMasterKey = (folder: DataFolder, { env }: Pick<Io, 'env'>): boolean => {
  const seen = lookAt(masterKeyFile(folder))
  return Boolean(env[MASTER_KEY]) || ('stat' in seen && seen.stat !== undefined)
}

function ownership(about: string, path: string, stat: Stats): Check {
  if (!HAS_MODES) return ok(about, path)
  const own = process.getuid?.(), mode = stat.mode & 0o777, right = stat.isDirectory() ? '700' : '600'
  if (own !== undefined && stat.uid !== own && own !== 0) return bad(about, `${path} belongs to another user (${stat.uid}; you are ${own}).`, `sudo chown -R ${own} ${quoted(path)}`)
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
