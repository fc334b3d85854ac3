// Builds every package in the order of their dependencies, each with the types of those before it.
import { spawnSync } from 'node:child_process'
import { PACKAGES } from './packages.mjs'

const only = process.argv.slice(2)
for (const name of PACKAGES) {
  if (only.length > 0 && !only.includes(name)) continue
  const { status } = spawnSync(process.execPath, ['../../node_modules/tsup/dist/cli-default.js', '--silent'], { cwd: `packages/${name}`, stdio: 'inherit' })
  if (status !== 0) {
    console.error(`build: ${name} failed`)
    process.exit(status ?? 1)
  }
  console.log(`built ${name}`)
}
