// Packs every package as it would be published, checks the tarballs, installs them into an empty directory, runs the first example there, and serves from there as a service would.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkServed } from './check-served.mjs'
import { packInto, run } from './pack.mjs'

const EXAMPLE = 'examples/01-hello-agent.ts'
const place = mkdtempSync(join(tmpdir(), 'paperclip-packed-'))

/** An entry that leads to sources alone is for the tests of this repository: nobody can import it from a tarball. */
function withoutPrivate(tarball) {
  const { exports } = JSON.parse(run('tar', ['-xOf', tarball, 'package/package.json']))
  const hidden = Object.entries(exports).filter(([, target]) => target['x-src'] && !target.types).map(([entry]) => entry)
  return hidden.length > 0 ? ['--exclude-entrypoints', ...hidden] : []
}

try {
  const tarballs = packInto(place)
  for (const tarball of tarballs) {
    run('npx', ['--no-install', 'publint', '--strict', tarball])
    run('npx', ['--no-install', 'attw', '--profile', 'esm-only', tarball, ...withoutPrivate(tarball)])
    console.log(`checked ${tarball.slice(place.length + 1)}`)
  }
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name: 'newcomer', private: true, type: 'module' }))
  run('npm', ['install', '--omit=dev', '--no-audit', '--no-fund', '--silent', ...tarballs], { cwd: place })
  copyFileSync(EXAMPLE, join(place, 'hello.mjs'))                                   // the example is written without a type, so that it runs as it is
  const printed = run(process.execPath, ['hello.mjs'], { cwd: place })
  const [, expected] = /\/\* prints\n([\s\S]*?)\*\//.exec(readFileSync(EXAMPLE, 'utf8')) ?? []
  if (expected === undefined || printed.trim() !== expected.trim()) throw new Error(`the example printed\n${printed}\ninstead of\n${expected}`)
  const bin = join(place, 'node_modules/.bin/paperclipai')
  console.log(run(bin, ['--version'], { cwd: place }).trim())
  await checkServed(bin, place)
  console.log('The packed packages install, run and serve.')
} finally {
  rmSync(place, { recursive: true, force: true })
}
