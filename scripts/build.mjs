// Builds every package, or those named, in the order of their dependencies, each with the types of those before it. `--code` leaves the types out: enough to run it, in a tenth of the time.
import { spawnSync } from 'node:child_process'
import { PACKAGES } from './packages.mjs'

const given = process.argv.slice(2), only = given.filter(word => !word.startsWith('--')), without = given.includes('--code') ? ['--no-dts'] : []
for (const name of PACKAGES) {
  if (only.length > 0 && !only.includes(name)) continue
  const { status } = spawnSync(process.execPath, ['../../node_modules/tsup/dist/cli-default.js', '--silent', ...without], { cwd: `packages/${name}`, stdio: 'inherit' })
  if (status !== 0) {
    console.error(`build: ${name} failed`)
    process.exit(status ?? 1)
  }
  console.log(`built ${name}`)
}
