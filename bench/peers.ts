import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const BENCH = fileURLToPath(new URL('.', import.meta.url))

/** Installs what ours is compared with, in this folder alone and as its lockfile pins it, unless it is there already. Nothing of it is compiled. */
export function installPeers(): void {
  const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(readFileSync(join(BENCH, 'package.json'), 'utf8'))
  if (Object.entries(devDependencies).every(([name, version]) => installed(name) === version)) return
  console.error('Installing what is compared with …')
  npm('ci', '--ignore-scripts', '--no-audit', '--no-fund')
}

/** Fetches what better-sqlite3 runs on, or compiles it, unless it is there already. */
export function buildSqlite(): void {
  if (existsSync(join(BENCH, 'node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node'))) return
  console.error('Fetching better-sqlite3 (it may be compiled, which takes minutes) …')
  npm('rebuild', 'better-sqlite3')
}

function npm(...words: string[]): void {
  const { status, stdout, stderr } = spawnSync('npm', words, { cwd: BENCH, encoding: 'utf8' })
  if (status !== 0) throw new Error(`npm ${words[0]} in bench/ failed (${status}): ${stdout}${stderr}`)
}

function installed(name: string): string | undefined {
  const file = join(BENCH, 'node_modules', name, 'package.json')
  if (!existsSync(file)) return undefined
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'))
  return version
}
