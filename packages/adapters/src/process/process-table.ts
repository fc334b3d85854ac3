import { closeSync, openSync, readdirSync, readSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'

/** The variable by which the processes of a run are known, whoever their parent is by now. */
export const RUN_MARKER = 'PAPERCLIP_RUN_ID'

/**
 * A living process. `began`, in ticks since the machine started, tells it from a later one with the same number;
 * `marked`: it was started with the marker of the run asked for.
 */
export interface Seen { pid: number; began: number; parent: number; session: number; name: string; marked: boolean }

/**
 * What runs on this machine; unknown where there is no /proc, or when it cannot be read (no file descriptors left).
 * `blurred`: a process was just becoming another program, or ended under our eyes, perhaps after it forked: somebody may have been missed.
 */
export type ProcessTable = { kind: 'seen'; processes: Seen[]; blurred: boolean } | { kind: 'unreadable'; why: string } | { kind: 'unsupported' }

/** Processes looked at before others get a turn. */
const AT_ONCE = 32
/** Where the start time stands in `/proc/<pid>/stat`, counted from the state. */
const BEGAN = 19
/** The bytes of an environment that is empty, as it is in the moment in which a process becomes another program. */
const NO_ENVIRONMENT = 2
/** The parent of the kernel's own threads, which have no environment. */
const KERNEL = 2
const GONE = new Set(['ENOENT', 'ESRCH'])
/** Another user's process: not ours to see, and not ours to end. */
const HIDDEN = new Set(['EACCES', 'EPERM'])

/** Looks once at every process that began at `since` or later, as all of a run began after its first. */
export async function processTable(runId: string, since: number): Promise<ProcessTable> {
  if (process.platform !== 'linux') return { kind: 'unsupported' }
  const marker = Buffer.from(`\0${RUN_MARKER}=${runId}\0`)
  try {
    const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name) && name !== String(process.pid))
    const processes: Seen[] = []
    let blurred = false
    for (let from = 0; from < pids.length; from += AT_ONCE) {
      const looks = pids.slice(from, from + AT_ONCE).map(pid => look(Number(pid)))
      const recent = looks.filter(one => typeof one === 'object').filter(({ began }) => began >= since)
      const environments = await Promise.all(recent.map(({ pid }) => environmentOf(pid)))
      recent.forEach((one, n) => processes.push({ ...one, marked: environments[n]?.includes(marker) ?? false }))
      blurred ||= looks.includes('gone') || recent.some(({ parent }, n) => environments[n]?.length === NO_ENVIRONMENT && parent !== KERNEL)
      await setImmediate()
    }
    return { kind: 'seen', processes, blurred }
  } catch (error) {
    return { kind: 'unreadable', why: error instanceof Error ? error.message : String(error) }
  }
}

/** When a process began, in ticks since the machine started; 0, before all others, if it cannot be told. */
export function beganOf(pid: number): number {
  try {
    const found = process.platform === 'linux' ? look(pid, '') : 'gone'
    return typeof found === 'object' ? found.began : 0
  } catch {
    return 0
  }
}

/** What `stat` tells of a process; dead if it is in one of those states. Reading it never waits, so it is read at once. */
function look(pid: number, dead = 'ZX'): Omit<Seen, 'marked'> | 'gone' | 'dead' {
  const stat = readStat(pid)
  // "123 (name, which may hold anything) S parent group session …"
  const named = stat.lastIndexOf(')')
  const fields = stat.slice(named + 2).split(' ')
  const [state = '', parent = '', , session = ''] = fields
  if (named < 0) return 'gone'
  if (dead.includes(state)) return 'dead'
  return { pid, began: Number(fields[BEGAN]), parent: Number(parent), session: Number(session), name: stat.slice(stat.indexOf('(') + 1, named) }
}

const STAT = Buffer.alloc(4_096)

function readStat(pid: number): string {
  let fd: number | null = null
  try {
    fd = openSync(`/proc/${pid}/stat`, 'r')
    return STAT.toString('utf8', 0, readSync(fd, STAT))
  } catch (error) {
    return unlessGone(error, '')
  } finally {
    if (fd !== null) closeSync(fd)
  }
}

/** The variables a process was started with, each between NULs. Reading them can wait for that process, so it is left to another thread. */
async function environmentOf(pid: number): Promise<Buffer> {
  try {
    return Buffer.concat([Buffer.of(0), await readFile(`/proc/${pid}/environ`), Buffer.of(0)])
  } catch (error) {
    return unlessGone(error, Buffer.of(0, 0, 0))
  }
}

function unlessGone<T>(error: unknown, otherwise: T): T {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (GONE.has(code) || HIDDEN.has(code)) return otherwise
  throw error
}
