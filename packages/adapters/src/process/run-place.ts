import { mkdir, mkdtemp, readdir, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'

/** The directories that a run's process calls its own: nobody else's logins, caches or temporary files are in them. */
export interface RunPlace {
  home: string
  tmp: string
  /** The directory of this run alone, in which the others are. */
  own: string
  remove(): Promise<void>
}

/** Where they are made. `homes`: agents keep their home from run to run, in a directory of their own below. */
export interface Places { temporary: string; homes: string | null }

const prefixOf = (runId: string): string => `paperclip-${encodeURIComponent(runId)}-`

/** Makes the directories of a run, readable by nobody else. */
export async function makePlace({ temporary, homes }: Places, run: { runId: string; agentId: string }): Promise<RunPlace> {
  const place = await mkdtemp(join(temporary, prefixOf(run.runId)))
  const home = homes === null ? join(place, 'home') : join(homes, `agent-${encodeURIComponent(run.agentId)}`)
  const tmp = join(place, 'tmp')
  try {
    await mkdir(home, { recursive: true, mode: 0o700 })
    await mkdir(tmp, { mode: 0o700 })
  } catch (error) {
    await removeTree(place)
    throw error
  }
  return { home, tmp, own: place, remove: () => removeEmpty([tmp, ...homes === null ? [home] : [], place]).catch(() => removeTree(place)) }
}

/** Removes directories nothing was put into. Needs no file descriptor: there may be none left. */
async function removeEmpty(paths: readonly string[]): Promise<void> {
  for (const path of paths) await rmdir(path)
}

/** Removes what a lost execution of a run left of its directories. */
export async function removePlaces({ temporary }: Places, runId: string): Promise<void> {
  for (const name of await readdir(temporary)) if (name.startsWith(prefixOf(runId))) await removeTree(join(temporary, name))
}

const removeTree = (path: string): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 3 })
