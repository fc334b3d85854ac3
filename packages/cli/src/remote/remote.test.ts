import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { localPlace, onServer, type Place } from '../testing/served-session.ts'
import { session } from '../testing/session.ts'

/** What is told, without what is never the same twice: ids, times, and where the companies are. */
const alike = (text: string, { name }: Place): string => text
  .replaceAll(name, '--there').replaceAll(name.replace(/^--\w+ /, ''), 'there').replaceAll('there/paperclip.db', 'there')
  .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then').replaceAll(/\b[a-z]{3}_[\w-]{20,}/g, 'id').replaceAll(/[0-9a-f]{64}/g, 'hash').replaceAll(/\b(?=[0-9a-f]*\d)[0-9a-f]{6}\b|\b[a-f]{6}\b/g, 'short')
  .replaceAll(/"ifVersion": "[^"]*"/g, '"ifVersion"').replaceAll(/\b(?:in \d+ ?\w+|\d+ ?\w+ ago|now|just now)\b/g, 'about now').replaceAll(/"box":"[^"]*"/g, '"box"').replaceAll(/whsec_\S+/g, 'whsec')

/** Files that the story takes in. */
const FOLDER = mkdtempSync(join(tmpdir(), 'paperclipai-story-')), SKILL = join(FOLDER, 'tone'), PLAN = join(FOLDER, 'plan.md'), LOGO = join(FOLDER, 'logo.png')
mkdirSync(SKILL)
writeFileSync(join(SKILL, 'SKILL.md'), '---\nname: tone\ndescription: When writing.\n---\nBe kind.\n')
writeFileSync(join(SKILL, 'mark.bin'), Uint8Array.of(0, 255, 254, 1))
writeFileSync(PLAN, '# Plan\n\nWrite it — well.\n')
writeFileSync(LOGO, Uint8Array.of(0x89, 0x50, 0, 255, 10, 13))

const STORY: readonly (readonly string[])[] = [
  ['company', 'create', 'acme', '--mission', 'Make the best widgets.'], ['company', 'list'], ['company', 'show'],
  ['role', 'set', 'writer', '--title', 'Writer'], ['role', 'list'], ['role', 'show', 'writer'],
  ['agent', 'hire', 'ann', '--role', 'writer', '--adapter', 'function', '--adapter-config', '{"function":"copywriter"}', '--budget', '2'],
  ['agent', 'list'], ['agent', 'show', 'ann'], ['agent', 'configure', 'ann', '--name', 'Ann', '--if-revision', '1'], ['agent', 'configure', 'ann', '--name', 'Anna', '--if-revision', '1'],
  ['agent', 'revisions', 'ann'], ['agent', 'review', 'ann', 'Good.', '--rating', '4'], ['agent', 'review', 'ann'], ['agent', 'scorecard', 'ann', '--since', '7d'], ['agent', 'pause', 'ann'], ['agent', 'resume', 'ann'], ['agent', 'show', 'bob'],
  ['goal', 'set', 'Sell widgets', '--target', '100', '--unit', 'widgets', '--owner', 'ann', '--due', '2030-01-01'], ['goal', 'list'], ['goal', 'report', 'Sell widgets', '40'], ['goal', 'show', 'Sell widgets'],
  ['project', 'set', 'site', '--name', 'Site', '--lead', 'ann', '--goal', 'Sell widgets'], ['project', 'list'], ['project', 'show', 'site'],
  ['task', 'create', 'Write the page', '--assignee', 'ann', '--project', 'site'], ['task', 'create', 'Look at it', '--assignee', 'me'], ['task', 'list'], ['task', 'list', '--json'],
  ['task', 'show', 'ACME-1'], ['task', 'create', 'Proofread it', '--assignee', 'ann', '--blocked-by', 'ACME-2'], ['task', 'show', 'ACME-3'],
  ['document', 'list', 'ACME-1'], ['document', 'write', 'ACME-1', 'plan', PLAN], ['document', 'write', 'ACME-1', 'plan', PLAN], ['document', 'write', 'ACME-1', 'plan', PLAN, '--base', '1', '--title', 'The plan'], ['document', 'list', 'ACME-1', '--json'], ['document', 'show', 'ACME-1', 'plan', '--revision', '1'], ['document', 'revisions', 'ACME-1', 'plan'], ['document', 'show', 'ACME-1', 'none'], ['document', 'remove', 'ACME-1', 'plan'],
  ['artifact', 'list'], ['artifact', 'attach', 'ACME-1', LOGO], ['artifact', 'list', 'ACME-1', '--json'],
  ['skill', 'list'], ['skill', 'add', SKILL], ['skill', 'show', 'tone'], ['skill', 'show', 'tone', '--file', 'SKILL.md'], ['skill', 'list', '--json'], ['skill', 'remove', 'tone'], ['skill', 'show', 'tone'],
  ['say', 'ACME-1', 'Mind the tone.'], ['say', 'ann', 'Hello.'], ['ask', 'ann', 'When?'], ['task', 'finish', 'ACME-2', 'Seen.'], ['task', 'cancel', 'ACME-1', '--reason', 'Not needed.'], ['task', 'list', '--limit', '5'], ['task', 'show', 'ACME-9'],
  ['routine', 'set', 'weekly', '--assignee', 'ann', '--cron', '0 9 * * 1', '--title', 'Report'], ['routine', 'trigger', 'weekly'],
  ['budget', 'set', '20', '--window', 'month'], ['budget', 'list'], ['costs'], ['costs', '--by', 'day', '--from', '2027-02-27', '--json'], ['costs', '--by', 'moon'], ['run', 'list'], ['incident', 'list'], ['inbox'], ['inbox', 'ann'], ['status'], ['lint'], ['export'],
  ['note', 'write', 'We write in British English.'], ['note', 'list'], ['note', 'search', 'British'], ['search', 'brit'], ['search', 'page', '--kind', 'task', '--kind', 'project', '--json'], ['search', 'w', '--limit', '3'], ['search', 'acme-3'], ['search', 'NOTHING', 'AND', '(*'], ['search', 'page', '--kind', 'moon'], ['signal', 'send', 'ann', '--source', 'shop', '--json-payload', '{"n":1}'],
  ['hook', 'list'], ['hook', 'add', 'ann', '--name', 'The shop', '--source', 'shop'], ['hook', 'list'], ['webhook', 'list'], ['webhook', 'add', 'https://ops.test/hook', '--name', 'Ops', '--record', 'company.archive'], ['webhook', 'list'], ['webhook', 'letters', 'none'],
  ['webhook', 'add', 'ops.test', '--name', 'Ops'],
  ['company', 'update', '--board-minimum', '2'], ['role', 'set', 'boss', '--permit', 'agent.hire=team'], ['approval', 'list'], ['company', 'pause'], ['company', 'resume'],
  ['audit', 'verify', '--json'], ['audit', 'export'], ['key', 'list'], ['key', 'create', 'ci', '--level', 'king'], ['key', 'revoke', 'nothing'], ['secret', 'list'], ['member', 'list'], ['tool', 'list'], ['company', 'show', '--json'],
]

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

  it('refuses what only makes sense where the data lies, and says so', async () => {
    await onServer(async ({ run }) => {
      await run('company', 'create', 'acme')
      const [, listed = ''] = /What works on the data itself \((.*?)\)/.exec(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')) ?? []
      for (const verb of ['start', 'doctor', 'rehearse', 'gc', 'db status', 'apply', 'owner list', 'task watch ACME-1']) {
        const name = verb.replace(' ACME-1', '')
        expect(await run(...verb.split(' ')), verb).toMatchObject({ exit: 2, out: '', err: expect.stringMatching(new RegExp(`"${name}" works on the data itself[\\s\\S]*on the machine`)) })
        expect(listed, 'the README').toContain(`\`${name.replace(/^(db|owner) .*/, '$1')}\``)
      }
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
