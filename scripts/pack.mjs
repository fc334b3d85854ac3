// Packs every package as it would be published, into a folder: node scripts/pack.mjs <folder>
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PACKAGES } from './packages.mjs'

/** Runs a command, and throws with all it said where it fails. Returns what it printed. */
export function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', ...options })
  if (status === 0) return stdout
  console.error(stdout, stderr)
  throw new Error(`${command} ${args.join(' ')} failed (${error?.message ?? status})`)
}

/** The tarballs. */
export function packInto(folder) {
  mkdirSync(folder, { recursive: true })
  for (const name of PACKAGES) run('npm', ['pack', '--silent', '--pack-destination', resolve(folder)], { cwd: `packages/${name}` })
  return readdirSync(folder).filter(file => file.endsWith('.tgz')).map(file => join(folder, file))
}

const [, called = '', folder] = process.argv
if (import.meta.url === pathToFileURL(called).href && folder) for (const tarball of packInto(folder)) console.log(tarball)
