// Packs every package as it would be published, checks the tarballs, installs them into an empty directory and runs the first example there.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PACKAGES } from './packages.mjs'

const EXAMPLE = 'examples/01-hello-agent.ts'
const place = mkdtempSync(join(tmpdir(), 'paperclip-packed-'))

function run(command, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', ...options })
  if (status === 0) return stdout
  console.error(stdout, stderr)
  throw new Error(`${command} ${args.join(' ')} failed (${status})`)
}

/** An entry that leads to sources alone is for the tests of this repository: nobody can import it from a tarball. */
function withoutPrivate(tarball) {
  const { exports } = JSON.parse(run('tar', ['-xOf', tarball, 'package/package.json']))
  const hidden = Object.entries(exports).filter(([, target]) => target['x-src'] && !target.types).map(([entry]) => entry)
  return hidden.length > 0 ? ['--exclude-entrypoints', ...hidden] : []
}

try {
  for (const name of PACKAGES) run('npm', ['pack', '--silent', '--pack-destination', place], { cwd: `packages/${name}` })
  const tarballs = readdirSync(place).filter(file => file.endsWith('.tgz')).map(file => join(place, file))
  for (const tarball of tarballs) {
    run('npx', ['--no-install', 'publint', '--strict', tarball])
    run('npx', ['--no-install', 'attw', '--profile', 'esm-only', tarball, ...withoutPrivate(tarball)])
    console.log(`checked ${tarball.slice(place.length + 1)}`)
  }
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name: 'newcomer', private: true, type: 'module' }))
  run('npm', ['install', '--no-audit', '--no-fund', '--silent', ...tarballs], { cwd: place })
  copyFileSync(EXAMPLE, join(place, 'hello.mjs'))                                   // the example is written without a type, so that it runs as it is
  const printed = run(process.execPath, ['hello.mjs'], { cwd: place })
  const [, expected] = /\/\* prints\n([\s\S]*?)\*\//.exec(readFileSync(EXAMPLE, 'utf8')) ?? []
  if (expected === undefined || printed.trim() !== expected.trim()) throw new Error(`the example printed\n${printed}\ninstead of\n${expected}`)
  console.log(run(join(place, 'node_modules/.bin/paperclipai'), ['--version'], { cwd: place }).trim())
  console.log('The packed packages install and run.')
} finally {
  rmSync(place, { recursive: true, force: true })
}
