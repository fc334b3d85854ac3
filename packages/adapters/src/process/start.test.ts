import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { itNeeding } from './fixtures/needs.ts'
import { fixture, runFixture } from './fixtures/run-fixture.ts'
import { processAdapter } from './process-adapter.ts'

const directory = mkdtempSync(join(tmpdir(), 'start-'))
const file = (name: string, text: string, mode: number) => {
  writeFileSync(join(directory, name), text)
  chmodSync(join(directory, name), mode)
  return join(directory, name)
}
afterAll(() => rmSync(directory, { recursive: true }))

describe('a command that cannot be started', () => {
  it.each([
    ['is nowhere on the PATH', ['no-such-program'], undefined, 'There is no program "no-such-program" on the PATH', 'Install it'],
    ['is a line for a shell', ['echo hello world'], undefined, 'There is no program "echo hello world"', 'write it as a list, ["echo","hello","world"]'],
    ['is a file that is not there', ['/no/such/agent'], undefined, 'There is no file "/no/such/agent"', 'Correct "command"'],
    ['is a directory', ['/tmp'], undefined, 'There is no file "/tmp"', 'Correct "command"'],
    ['may not be executed', [file('plain.py', 'print(1)', 0o644)], undefined, 'plain.py" may not be executed', 'Run chmod +x'],
    ['has nowhere to start', ['true'], '/no/such/directory', 'There is no directory "/no/such/directory"', 'set "cwd"'],
  ])('%s: probe and run say what to do', async (_, command, cwd, problem, fix) => {
    const config = { command, cwd, env: {}, graceMs: 0 }
    expect(await processAdapter().probe?.(config)).toEqual({ ok: false, problem: expect.stringContaining(problem), fix: expect.stringContaining(fix) })
    expect(await runFixture([], { config }).ended).toMatchObject({ kind: 'failed', error: { kind: 'bad_request', message: expect.stringContaining(fix) } })
  })

  it.each([
    ['its interpreter is missing', file('lost.sh', '#!/no/such/interpreter\n', 0o755), [], 'the interpreter named in its first line is missing'],
    ['it is given too much', '/bin/true', Array.from({ length: 100 }, () => 'x'.repeat(100_000)), 'too large together'],
  ])('fails as a bad request when %s', async (_, program, args, why) => {
    expect(await runFixture([], { config: { command: [program, ...args] } }).ended)
      .toMatchObject({ kind: 'failed', error: { kind: 'bad_request', message: expect.stringContaining(why) } })
  })

  it('finds a program beside its directory', async () => {
    file('agent', '#!/bin/sh\necho found', 0o755)
    expect(await runFixture([], { config: { command: ['./agent'], cwd: directory } }).ended).toEqual({ kind: 'done', summary: 'found' })
  })
})

describe('a process that computes', () => {
  itNeeding(['nice', 'sh'], 'gives way to whoever started it, and so does whatever it starts', async () => {
    const to = Math.min(getPriority() + 10, 19)
    expect(await runFixture([], { config: { command: ['sh', '-c', 'cat > /dev/null; nice'] } }).ended).toEqual({ kind: 'done', summary: String(to) })          // its brief comes after it was told
  })

  const weighed = !existsSync('/proc/self/autogroup') ? 'this system does not weigh sessions' : process.getuid?.() === 0 ? null : 'only root may say it as often as it likes'
  itNeeding(['sh'], `gives way as a session, too${weighed === null ? '' : ` (skipped: ${weighed})`}`, async () => {
    if (weighed !== null) return
    const { summary } = { summary: '', ...await runFixture([], { config: { command: ['sh', '-c', 'cat > /dev/null; cat /proc/self/autogroup'] } }).ended }
    expect(summary).toMatch(new RegExp(`nice ${Math.min(getPriority() + 10, 19)}$`))
  })
})

const SOURCE = join(import.meta.dirname, '../../../../scripts/source.mjs')

describe('F6: a machine without room fails a run so that it is tried again, and leaks nothing', () => {
  const exhausted = async (resource: string, limits: string) => {
    const { stdout: program } = await promisify(execFile)(process.execPath, [SOURCE, '--make', fixture('exhausted.ts')])
    const temporary = mkdtempSync(join(tmpdir(), 'exhausted-'))
    chmodSync(temporary, 0o777)
    const { stdout } = await promisify(execFile)('bash', ['-c', `${limits} exec "$0" "$@"`, process.execPath, program.trim(), resource, temporary])
    rmSync(temporary, { recursive: true })
    return JSON.parse(stdout) as Record<string, unknown>
  }

  it('has no file descriptors left (EMFILE)', async () => {
    expect(await exhausted('descriptors', 'ulimit -n 200;')).toEqual({
      without: { kind: 'failed', error: { kind: 'overloaded', message: expect.stringContaining('EMFILE'), retryAfterMs: null } },
      left: [],
      again: { kind: 'done', summary: '' },
      leaked: 0,
    })
  })

  const root = process.getuid?.() === 0 ? null : 'only root can become a user that has no room'
  itNeeding(['prlimit'], `has no room for another process (EAGAIN)${root === null ? '' : ` (skipped: ${root})`}`, async () => {
    if (root !== null) return
    expect(await exhausted('processes', '')).toEqual({ without: { kind: 'failed', error: { kind: 'overloaded', message: expect.stringContaining('EAGAIN'), retryAfterMs: null } }, left: [] })
  })
})
