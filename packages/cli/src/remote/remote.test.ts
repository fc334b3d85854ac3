import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { localPlace, onServer, type Place } from '../testing/served-session.ts'
import { session } from '../testing/session.ts'

/** What is told, without what is never the same twice: ids, times, and where the companies are. */
const alike = (text: string, { name }: Place): string => text
  .replaceAll(name, '--there').replaceAll(name.replace(/^--\w+ /, ''), 'there').replaceAll('there/paperclip.db', 'there')
  .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then').replaceAll(/\b[a-z]{3}_[\w-]{20,}/g, 'id').replaceAll(/[0-9a-f]{64}/g, 'hash').replaceAll(/\b(?=[0-9a-f]*\d)[0-9a-f]{6}\b|\b[a-f]{6}\b/g, 'short')
  .replaceAll(/\b(?:in \d+ ?\w+|\d+ ?\w+ ago|now|just now)\b/g, 'about now').replaceAll(/"box":"[^"]*"/g, '"box"')

const STORY: readonly (readonly string[])[] = [
  ['company', 'create', 'acme', '--mission', 'Make the best widgets.'], ['company', 'list'], ['company', 'show'],
  ['role', 'set', 'writer', '--title', 'Writer'], ['role', 'list'], ['role', 'show', 'writer'],
  ['agent', 'hire', 'ann', '--role', 'writer', '--adapter', 'function', '--adapter-config', '{"function":"copywriter"}', '--budget', '2'],
  ['agent', 'list'], ['agent', 'show', 'ann'], ['agent', 'configure', 'ann', '--name', 'Ann', '--if-revision', '1'], ['agent', 'configure', 'ann', '--name', 'Anna', '--if-revision', '1'],
  ['agent', 'revisions', 'ann'], ['agent', 'review', 'ann', 'Good.', '--rating', '4'], ['agent', 'review', 'ann'], ['agent', 'scorecard', 'ann', '--since', '7d'], ['agent', 'hold', 'ann'], ['agent', 'resume', 'ann'], ['agent', 'show', 'bob'],
  ['goal', 'set', 'Sell widgets', '--target', '100', '--unit', 'widgets', '--owner', 'ann', '--due', '2030-01-01'], ['goal', 'list'], ['goal', 'report', 'Sell widgets', '40'], ['goal', 'show', 'Sell widgets'],
  ['project', 'set', 'site', '--name', 'Site', '--lead', 'ann', '--goal', 'Sell widgets'], ['project', 'list'], ['project', 'show', 'site'],
  ['task', 'create', 'Write the page', '--assignee', 'ann', '--project', 'site'], ['task', 'create', 'Look at it', '--assignee', 'me'], ['task', 'list'], ['task', 'list', '--json'],
  ['say', 'ACME-1', 'Mind the tone.'], ['say', 'ann', 'Hello.'], ['ask', 'ann', 'When?'], ['task', 'finish', 'ACME-2', 'Seen.'], ['task', 'cancel', 'ACME-1', '--reason', 'Not needed.'], ['task', 'list', '--all'], ['task', 'show', 'ACME-9'],
  ['routine', 'set', 'weekly', '--assignee', 'ann', '--cron', '0 9 * * 1', '--title', 'Report'], ['routine', 'trigger', 'weekly'],
  ['budget', 'set', '20', '--window', 'month'], ['budget', 'list'], ['run', 'list'], ['incident', 'list'], ['inbox'], ['inbox', 'ann'], ['status'], ['lint'], ['export'],
  ['note', 'write', 'We write in British English.'], ['note', 'list'], ['note', 'search', 'British'], ['signal', 'ann', '{"n":1}', '--source', 'shop'],
  ['company', 'update', '--board-minimum', '2'], ['role', 'set', 'boss', '--permit', 'agent.hire=team'], ['approval', 'list'], ['company', 'pause'], ['company', 'resume'],
  ['audit', 'verify', '--json'], ['secret', 'list'], ['member', 'list'], ['tool', 'list'], ['company', 'show', '--json'],
]

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
    expect(here.filter(one => one.endsWith('= 0')).length).toBeGreaterThan(STORY.length - 6)
  }, 60_000)

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

  it('refuses what only makes sense where the data lies, and says so', async () => {
    await onServer(async ({ run, name }) => {
      await run('company', 'create', 'acme')
      for (const verb of [['db', 'status'], ['doctor'], ['apply', '--plan'], ['gc'], ['rehearse']]) {
        expect(await run(...verb), verb.join(' ')).toMatchObject({ exit: 2, out: '', err: expect.stringMatching(/on the machine|where the companies lie/) })
      }
      expect(await run('document', 'list', 'ACME-1'), name).toMatchObject({ exit: 1 })
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
