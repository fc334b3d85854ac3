import { execFile, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findBinaries, startOwnServer, type OwnServer } from '@paperclip/store-postgres/testing/own-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const HERE = import.meta.dirname
const MOST_LINES = 60
const run = promisify(execFile)

const examples = readdirSync(HERE).filter(name => /^\d\d-/.test(name)).map(name => (statSync(join(HERE, name)).isDirectory() ? join(name, 'main.ts') : name))
const hasPython = spawnSync('python3', ['--version']).status === 0
const binaries = findBinaries()
function isMissing(name: string): string | null {
  if (name.includes('python') && !hasPython) return 'python3 is not on this machine'
  if (name.includes('two-nodes') && binaries === undefined) return 'PostgreSQL is not on this machine (Debian: apt install postgresql; elsewhere: npm install)'
  return null
}

let server: OwnServer | undefined
beforeAll(async () => {
  if (binaries !== undefined) server = await startOwnServer(binaries)
})
afterAll(() => server?.stop())

describe('the examples', () => {
  it('are numbered from 01 without a gap', () => {
    expect(examples.map(name => Number(name.slice(0, 2)))).toEqual(examples.map((_, index) => index + 1))
  })

  for (const name of examples) {
    const missing = isMissing(name)
    if (missing && process.env['CI']) throw new Error(`The example ${name} cannot run: ${missing}.`)
    if (missing) console.warn(`SKIPPED example ${name}: ${missing}`)
    it.skipIf(missing !== null)(`${name} prints what it says at its end${missing ? ` (skipped: ${missing})` : ''}`, { concurrent: true, timeout: 60_000 }, async ({ expect }) => {
      const text = readFileSync(join(HERE, name), 'utf8')
      const [, expected] = /\/\* prints\n([\s\S]*?)\*\/\s*$/.exec(text) ?? []
      expect(expected, 'an example ends in its expected output').toBeDefined()
      expect(text.split('\n').length).toBeLessThanOrEqual(name.startsWith('01') ? 21 : MOST_LINES)
      const loader = text.includes('process.execArgv') ? ['--import', 'tsx'] : [join(HERE, '../scripts/source.mjs')]                                // what it starts is read as it was
      const { stdout, stderr } = await run(process.execPath, ['--conditions=x-src', ...loader, join(HERE, name)], { cwd: HERE, env: { ...process.env, DATABASE_URL: server?.url } })
      expect(stderr).toBe('')
      expect(stdout).toBe(expected)
    })
  }

  it('have a client in Python of fewer than 30 lines, of its standard library alone', () => {
    const client = readFileSync(join(HERE, '10-python-client/client.py'), 'utf8')
    expect(client.split('\n').length).toBeLessThanOrEqual(30)
    expect([...client.matchAll(/^(?:import|from) (\w+)/gm)].map(([, module]) => module)).toEqual(['json', 'os', 'pathlib', 'urllib'])
  })

  it('have a README that names each', () => {
    const readme = existsSync(join(HERE, 'README.md')) ? readFileSync(join(HERE, 'README.md'), 'utf8') : ''
    for (const name of examples) expect(readme).toContain(name.split('/')[0]?.replace('.ts', ''))
  })

  it('are what the README of the project shows', () => {
    const readme = readFileSync(join(HERE, '..', 'README.md'), 'utf8')
    const shown = [...readme.matchAll(/<!-- from examples\/(\S+) -->\n```ts\n([\s\S]*?)```/g)]
    expect(shown.length).toBeGreaterThan(0)
    for (const [, file = '', code = ''] of shown) expect(readFileSync(join(HERE, file), 'utf8').startsWith(code)).toBe(true)
  })
})
