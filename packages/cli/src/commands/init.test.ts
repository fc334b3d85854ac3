import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../main.ts'
import { recordingIo } from '../testing/recording-io.ts'

const place = () => join(mkdtempSync(join(tmpdir(), 'paperclipai-init-')), 'Morning Paper')

async function run(cwd: string, ...argv: string[]) {
  const io = recordingIo({ cwd, env: { PATH: process.env['PATH'] } })
  const exit = await main(argv, io)
  return { exit, out: io.out, err: io.err }
}

describe('init', () => {
  it('writes a company that can be applied at once, and again without a change, and whose agents really work', async () => {
    const folder = place()
    const { exit, out } = await run(join(folder, '..'), 'init', 'Morning Paper')
    expect(exit).toBe(0)
    expect(out).toContain("cd 'Morning Paper'\n  npm install\n  npm run apply\n  npm start")
    expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toMatchObject({ name: 'morning-paper', type: 'module', dependencies: { '@paperclip/cli': expect.stringMatching(/^\d/) } })
    const data = ['--data', 'data']
    expect(await run(folder, 'apply', '--yes', ...data)).toMatchObject({ exit: 0, err: '' })
    expect((await run(folder, 'apply', ...data)).out).toContain('morning-paper  Nothing to change')
    await run(folder, 'task', 'create', 'What is new', '--assignee', 'will', '--reviewer', 'edda', ...data)
    const io = recordingIo({ cwd: folder, env: { PATH: process.env['PATH'] } }), ended = main(['start', '--no-serve', ...data], io)
    await io.written('accepts MORNING-1, done by will')
    io.interrupt()
    expect({ exit: await ended, err: io.err }).toEqual({ exit: 0, err: '' })
    expect((await run(folder, 'task', 'show', 'MORNING-1', ...data)).out).toContain('done')
  }, 60_000)

  it('overwrites nothing', async () => {
    const folder = place()
    await run(join(folder, '..'), 'init', folder)
    const { exit, err } = await run(folder, 'init')
    expect(exit).not.toBe(0)
    expect(err).toContain('nothing was written')
    expect(existsSync(join(folder, 'company.mjs'))).toBe(true)
  })
})
