import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { localPlace, onServer, type Place } from '../testing/served-session.ts'
import { session } from '../testing/session.ts'
import { alike, FOLDER, LOGO, PLAN, STORY } from '../testing/story.ts'

/** What goes wrong in it, in both places alike. */
const REFUSED = ['agent configure ann --name Anna --if-revision 1', 'agent show bob', `document write ACME-1 plan ${PLAN}`, 'document show ACME-1 none', 'skill show tone', 'task show ACME-9', 'costs --by moon', 'search page --kind moon', 'webhook letters none', 'webhook add ops.test --name Ops', 'key create ci --level king', 'key revoke nothing']

/** Everything that is told of a story, and how each verb ended. */
async function told(place: Place): Promise<string[]> {
  const lines: string[] = []
  for (const argv of STORY) {
    const { exit, out, err } = await place.run(...argv)
    lines.push(alike(`$ ${argv.join(' ')}\n${out}${err}= ${exit}`, place))
  }
  const waiting = (await place.run('approval', 'list', '--json')).json() as { id: string }[]
  for (const { id } of waiting) lines.push(alike((await place.run('approval', 'approve', id, '--note', 'Fine.')).out, place))
  const { exit, out, err } = await place.pipe('a secret value', 'secret', 'set', 'token')
  return [...lines, alike(`${out}${err}= ${exit}`, place)]
}

describe('a verb on a server', () => {
  it('says what it says where the companies lie, from founding one to deciding for it', async () => {
    const here = await told(localPlace())
    const there = await onServer(told)
    expect(there).toEqual(here)
    expect(here.filter(one => one.startsWith('$') && !one.endsWith('= 0')).map(one => one.split('\n')[0]?.slice(2))).toEqual(REFUSED)
  }, 60_000)

  it('brings a file home as it was, and checks the log against a head that was noted', async () => {
    await onServer(async ({ run }) => {
      for (const verb of [['company', 'create', 'acme'], ['task', 'create', 'Draw'], ['artifact', 'attach', 'ACME-1', LOGO]]) await run(...verb)
      const [file] = (await run('artifact', 'list', '--json')).json() as { id: string }[], home = join(FOLDER, 'home.png')
      expect(await run('artifact', 'save', file?.id ?? '', '--to', home)).toMatchObject({ exit: 0 })
      expect(readFileSync(home)).toEqual(readFileSync(LOGO))
      const { records, head } = (await run('audit', 'verify', '--json')).json() as { records: number; head: string }
      expect(await run('audit', 'verify', '--anchor', `${records}:${head}`)).toMatchObject({ exit: 0 })
      expect(await run('audit', 'verify', '--anchor', `${records}:${'0'.repeat(64)}`)).toMatchObject({ exit: 3 })
    })
  })

  it('makes a key that lets a program in until it is ended', async () => {
    await onServer(async ({ run, as }) => {
      await run('company', 'create', 'acme')
      const { token, key } = (await run('key', 'create', 'ci', '--level', 'operator', '--act', 'task.create', '--budget', '5', '--window', 'day', '--expires', '30d', '--json')).json() as { token: string; key: { id: string } }
      const ci = as(token)
      expect(await ci('task', 'create', 'Ship it')).toMatchObject({ exit: 0 })
      expect(await ci('say', 'ACME-1', 'Hello.')).toMatchObject({ exit: 1, err: expect.stringContaining('message.say') })
      expect(await run('key', 'list')).toMatchObject({ exit: 0, out: expect.stringMatching(/ci.*operator, task\.create only, \$5\.00 a day/) })
      expect((await run('key', 'list', '--json')).out).not.toContain(token)
      await run('key', 'create', 'lasting')
      expect((await run('key', 'list')).out).toMatch(/lasting.* no end\n/)
      expect(await run('key', 'revoke', key.id.slice(-6))).toMatchObject({ exit: 0, out: expect.stringContaining('Ended ci') })
      expect(await ci('task', 'list')).toMatchObject({ exit: 1, err: expect.stringContaining('This token is not good') })
    })
  })

  it('is done with a key of a company, which is then the one that is meant', async () => {
    await onServer(async ({ run, as, keyOf, url }) => {
      await run('company', 'create', 'acme')
      await run('company', 'create', 'globex')
      const asKey = as(await keyOf('acme'))
      expect(await asKey('company', 'list', '--json').then(ran => ran.json())).toMatchObject([{ slug: 'acme' }])
      expect(await asKey('task', 'create', 'Ship it')).toMatchObject({ exit: 0, out: expect.stringContaining(`--url ${url}`) })
      expect(await asKey('task', 'list', '--company', 'globex')).toMatchObject({ exit: 1, err: expect.stringContaining('There is no company "globex" here') })
      expect(await asKey('company', 'create', 'mine')).toMatchObject({ exit: 1, err: expect.stringContaining('not for keys') })
      expect(await as('pck_0_00000000000000000000000000')('task', 'list')).toMatchObject({ exit: 1, err: expect.stringContaining('This token is not good') })
    })
  })

  it('takes its key from the environment or from a file nobody else reads, and its address from either', async () => {
    const { io } = session(), { main } = await import('../main.ts')
    const folder = mkdtempSync(join(tmpdir(), 'paperclipai-key-')), file = join(folder, 'key')
    const says = async (env: Record<string, string>, ...argv: string[]): Promise<string> => {
      const terminal = io({ cwd: folder, env })
      await main(argv, terminal)
      return terminal.err
    }
    expect(await says({}, 'company', 'list', '--url', 'http://127.0.0.1:9')).toContain('PAPERCLIPAI_KEY=pck_…')
    expect(await says({}, 'company', 'list', '--url', 'example.com')).toContain('--url: must be the address of a server')
    expect(await says({}, 'company', 'list', '--url', 'http://127.0.0.1:9', '--data', folder)).toContain('--data')
    writeFileSync(file, 'pck_1\n', { mode: 0o644 })
    chmodSync(file, 0o644)
    expect(await says({}, 'company', 'list', '--url', 'http://127.0.0.1:9', '--key-file', 'key')).toContain('chmod 600')
    chmodSync(file, 0o600)
    expect(await says({ PAPERCLIPAI_URL: 'http://127.0.0.1:9' }, 'company', 'list', '--key-file', 'key')).toContain('was not answered')
  }, 30_000)
})
