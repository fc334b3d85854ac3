// What a service is started by, as far as it can be looked at here: that it also runs is shown by `npm run check:packages`, which installs and starts it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './sources.ts'

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const unit = read('deploy/paperclipai.service'), dockerfile = read('Dockerfile'), page = read('docs/serving.md')
const isThere = (command: string, ...args: string[]): boolean => spawnSync(command, args, { timeout: 10_000 }).status === 0
const loudly = (what: string, missing: string): string => {
  if (missing !== '') console.warn(`SKIPPED ${what}: ${missing}`)
  return missing === '' ? '' : ` (SKIPPED: ${missing})`
}
const NO_SYSTEMD = loudly('deploy/paperclipai.service', isThere('systemd-analyze', '--version') ? '' : 'systemd-analyze is not on this machine')
const NO_DOCKER = loudly('Dockerfile', isThere('docker', 'buildx', 'version') && isThere('docker', 'info') ? '' : 'no Docker answers on this machine')

/** Worse than this, in tenths, and the unit lost a wall. */
const MOST_EXPOSED = 20

describe('deploy', () => {
  it('has a unit and an image that start with options there are, and so has the page about them', () => {
    const there = ['program.ts', 'commands/start.ts', 'start/serving-options.ts'].map(file => read(`packages/cli/src/${file}`)).join('')
    const used = [unit, dockerfile, page].flatMap(text => [...text.matchAll(/paperclip(?:ai)?(?:"\]\nCMD \["|\S* )start\b(.*)$/gm)].flatMap(([, rest = '']) => [...rest.matchAll(/--[a-z][a-z-]+/g)].map(String)))
    expect(used.length).toBeGreaterThan(6)
    for (const option of new Set(used)) expect(there).toMatch(new RegExp(`\\.option\\('${option}[ ']`))
  })

  it('has an image of the oldest Node there may be, of a user that is not root, whose data outlive it, and that says how it is', () => {
    const [, floor] = /">=(\d+)/.exec(read('package.json')) ?? []
    expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, from]) => from)).toEqual(Array.from({ length: 3 }, () => `node:${floor}-slim`))
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '))
    expect(last).toMatch(/^USER node$[\s\S]*^VOLUME \/data$[\s\S]*^HEALTHCHECK .*\/api\/v1\/healthz[\s\S]*^ENTRYPOINT \["paperclipai"\]$/m)
    expect(last).not.toMatch(/ (ADD|RUN curl|RUN apt)/)
  })

  it.skipIf(NO_DOCKER !== '')(`has a Dockerfile that Docker finds nothing wrong with${NO_DOCKER}`, () => {
    const { status, stdout, stderr } = spawnSync('docker', ['build', '--check', '.'], { cwd: ROOT, encoding: 'utf8' })
    expect(status, stdout + stderr).toBe(0)
  })

  it.skipIf(NO_SYSTEMD !== '')(`has a unit that systemd understands to the letter, and that shuts it in${NO_SYSTEMD}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'paperclip-unit-')), file = join(folder, 'paperclipai.service')
    writeFileSync(file, unit.replace('/usr/local/bin/paperclipai', process.execPath))                       // which must be there
    expect(spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['security', '--offline=yes', `--threshold=${MOST_EXPOSED}`, file], { encoding: 'utf8' })
    expect(status, stdout + stderr).toBe(0)
  })
})
