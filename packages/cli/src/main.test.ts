import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXIT } from './exit-code.ts'
import { main } from './main.ts'
import { session } from './testing/session.ts'

describe('the command', () => {
  it('says how to use it when asked, and what it could not make sense of', async () => {
    const { run } = session()
    expect(await run('--help')).toMatchObject({ exit: 0, err: '', out: expect.stringMatching(/start[\s\S]*status[\s\S]*Exit codes/) })
    const { out } = await run('--help')
    for (const code of Object.values(EXIT)) expect(out).toMatch(new RegExp(`(Exit codes:|·) ${code} [a-z]`))
    expect(await run('task', 'create', '--help')).toMatchObject({ exit: 0, out: expect.stringContaining('--assignee <who>') })
    expect(await run('--version')).toMatchObject({ exit: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
    expect(await run('frob')).toMatchObject({ exit: 2, out: '', err: expect.stringMatching(/Unknown command 'frob'[\s\S]*--help/) })
    expect(await run('agent')).toMatchObject({ exit: 2, out: '', err: expect.stringContaining('Usage: paperclipai agent') })
    expect(await run('statsu')).toMatchObject({ exit: 2, err: expect.stringContaining('Did you mean status?') })
  })

  it.each([['status'], ['agent', 'list'], ['task', 'list'], ['approval', 'list'], ['audit', 'verify'], ['company', 'list']])('%s needs data, and says how to come by it', async (...argv) => {
    const { run, data } = session()
    expect(await run(...argv)).toMatchObject({ exit: 1, out: '', err: expect.stringContaining(`There is no company data in ${data}.\n  → Found a company: paperclipai company create <slug> --data ${data}`) })
  })

  it('tells errors as JSON on stderr where JSON is asked for', async () => {
    const { run } = session()
    const refused = await run('status', '--json')
    expect(refused.out).toBe('')
    expect(JSON.parse(refused.err)).toEqual({ error: { code: 'not_found', message: expect.stringContaining('no company data'), next: expect.stringContaining('company create') } })
    expect(JSON.parse((await run('frob', '--json')).err)).toMatchObject({ error: { code: 'usage' } })
  })

  it('says in JSON that a verb is missing', async () => {
    const { run } = session()
    for (const argv of [[], ['task']]) {
      const { exit, out, err } = await run(...argv, '--json')
      expect({ exit, out, error: JSON.parse(err) }).toMatchObject({ exit: 2, out: '', error: { error: { code: 'usage', message: expect.stringMatching(/^A verb is missing: one of/) } } })
    }
  })

  it('points to the help of the verb that was called', async () => {
    const { run } = session()
    expect(await run('task', 'create')).toMatchObject({ exit: 2, err: expect.stringContaining('→ paperclipai task create --help') })
    expect(await run('task', 'frob')).toMatchObject({ exit: 2, err: expect.stringContaining('→ paperclipai task --help') })
  })

  it('repeats nothing that would change the terminal', async () => {
    const { run } = session()
    const { err } = await run('company', 'create', 'a', '--config', '\u001B[2Jx\u0007')
    expect(['\u001B', '\u0007'].filter(one => err.includes(one))).toEqual([])
  })

  it('takes the folder from the environment', async () => {
    const { io, data } = session()
    const terminal = io({ env: { PAPERCLIPAI_DATA: data } })
    expect(await main(['company', 'create', 'acme'], terminal)).toBe(0)
    expect(await main(['status'], terminal)).toBe(0)
    expect(terminal.out).not.toContain('--data')
  })

  it('refuses a database that is not ours, and leaves it as it is', async () => {
    const { run, data } = session()
    mkdirSync(data, { recursive: true })
    writeFileSync(join(data, 'paperclip.db'), 'Dear diary, this is not a database. '.repeat(100))
    expect(await run('status')).toMatchObject({ exit: 1, out: '', err: expect.stringContaining('is not a SQLite database') })
  })

  it('refuses a folder that is a file', async () => {
    const { run, data } = session()
    mkdirSync(dirname(data), { recursive: true })
    writeFileSync(data, '')
    for (const argv of [['company', 'create', 'acme'], ['status'], ['start'], ['start', '--dry']]) expect(await run(...argv)).toMatchObject({ exit: 1, err: expect.stringContaining('is not a folder') })
  })

  // A folder nobody may write in, the superuser included.
  it.runIf(process.platform === 'linux')('refuses a folder that cannot be written', async () => {
    const { io } = session()
    const terminal = io()
    expect(await main(['company', 'create', 'acme', '--data', '/proc/paperclip'], terminal)).toBe(1)
    expect(terminal.err).toMatch(/\/proc\/paperclip.*cannot be made|cannot be written/)
  })
})
