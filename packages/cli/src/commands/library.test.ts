import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { staffedSession } from '../testing/session.ts'

const piped = (text: string | Uint8Array) => ({ piped: Readable.from([Buffer.from(text)]) })

async function withTask() {
  const made = await staffedSession()
  await made.run('task', 'create', 'Write', '--assignee', 'ann')
  return { ...made, folder: dirname(made.data) }
}

describe('secret', () => {
  it('is piped in, listed without its value, replaced and destroyed', async () => {
    const { run, runOn, data } = await staffedSession()
    expect(await run('secret', 'list')).toMatchObject({ exit: 0, out: expect.stringContaining('secret set github-token') })
    const kept = await runOn(piped('hunter2hunter2\n'), 'secret', 'set', 'github-token', '--description', 'For GitHub.')
    expect(kept).toMatchObject({ exit: 0, err: '', out: expect.stringMatching(/^Kept github-token\. Nobody reads it back\.[\s\S]*role set <role> --secret github-token/) })
    expect((await runOn(piped('another-value'), 'secret', 'set', 'github-token', '--json')).json()).toMatchObject({ slug: 'github-token', version: 2 })
    const { out } = await run('secret', 'list')
    expect(out).toMatch(/github-token +2 +now +For GitHub\./)
    expect((await run('secret', 'list', '--json')).out).not.toMatch(/hunter2|another-value/)
    expect(readFileSync(join(data, 'paperclip.db')).includes('hunter2')).toBe(false)
    expect(await run('secret', 'remove', 'github-token')).toMatchObject({ exit: 0, out: 'Destroyed github-token.\n' })
    expect(await run('secret', 'remove', 'github-token')).toMatchObject({ exit: 1, err: expect.stringContaining('secret list') })
  })

  it('never comes from the command line', async () => {
    const { run, runOn } = await staffedSession()
    expect(await run('secret', 'set', 'a-token', 'value-in-argv')).toMatchObject({ exit: 2, out: '' })
    expect(await run('secret', 'set', 'a-token')).toMatchObject({ exit: 2, err: expect.stringContaining('nothing is piped in') })
    expect(await runOn(piped(''), 'secret', 'set', 'a-token')).toMatchObject({ exit: 2, err: expect.stringContaining('is empty') })
    expect(await runOn(piped(new Uint8Array([0xff, 0xfe])), 'secret', 'set', 'a-token')).toMatchObject({ exit: 2, err: expect.stringContaining('UTF-8') })
    const refused = await runOn(piped('short'), 'secret', 'set', 'a-token')
    expect(refused).toMatchObject({ exit: 1, err: expect.stringContaining('at least 8') })
    expect(refused.err).not.toContain('short')
  })

  it('is kept with a key of the environment, if there is one', async () => {
    const { runOn, data } = await staffedSession(), env = { PAPERCLIPAI_MASTER_KEY: 'a1'.repeat(32) }
    expect(await runOn({ ...piped('hunter2hunter2'), env }, 'secret', 'set', 'a-token')).toMatchObject({ exit: 0 })
    expect(existsSync(join(data, 'paperclip.db-files', 'master.key'))).toBe(false)
    expect(await runOn({ env: { PAPERCLIPAI_MASTER_KEY: 'nope' } }, 'secret', 'list')).toMatchObject({ exit: 1, err: expect.stringContaining('32 bytes') })
  })
})

describe('tool', () => {
  it('is connected at a URL or as a program, granted and removed', async () => {
    const { run, runOn } = await staffedSession()
    expect(await run('tool', 'list')).toMatchObject({ exit: 0, out: expect.stringContaining('tool set github --at') })
    await runOn(piped('hunter2hunter2'), 'secret', 'set', 'gh')
    expect(await run('tool', 'set', 'github', '--at', 'https://mcp.example.com/', '--header', 'Authorization=secret:gh', '--description', 'Issues.')).toMatchObject({ exit: 0, out: expect.stringContaining('role set <role> --tool github') })
    expect((await run('tool', 'set', 'files', '--env', 'ROOT=/srv', '--json', '--', 'npx', 'server', '--json')).json()).toMatchObject({ connection: { kind: 'command', command: ['npx', 'server', '--json'], env: { ROOT: '/srv' } } })
    expect(await run('role', 'set', 'writer', '--tool', 'github', '--secret', 'gh')).toMatchObject({ exit: 0 })
    expect((await run('tool', 'list')).out).toMatch(/github +https:\/\/mcp\.example\.com\/ +Issues\.\nfiles +npx server --json/)
    expect((await run('tool', 'show', 'github')).out).toMatch(/headers {5}Authorization=secret:gh\ngranted to {2}writer/)
    expect(await run('tool', 'remove', 'github')).toMatchObject({ exit: 1, err: expect.stringContaining('writer') })
    expect(await run('tool', 'remove', 'files')).toMatchObject({ exit: 0, out: 'Removed files.\n' })
  })

  it.each([
    [['set', 'x', '--header', 'A=b'], 2, '--at <url>'],
    [['set', 'x', '--at', 'https://a.example/', '--', 'npx'], 2, 'not both'],
    [['set', 'x', '--at', 'https://a.example/', '--header', 'nothing'], 2, 'NAME=value'],
    [['set', 'x', '--at', 'https://a.example/', '--header', 'A=secret:nope'], 1, 'secret list'],
    [['show', 'nope'], 1, 'tool list'],
  ])('%j is refused', async (argv, exit, says) => {
    const { run } = await staffedSession()
    expect(await run('tool', ...argv)).toMatchObject({ exit, out: '', err: expect.stringContaining(says) })
  })
})

describe('document', () => {
  it('is written in place, from a file or a pipe, and never over what nobody has read', async () => {
    const { run, runOn, folder } = await withTask(), file = join(folder, 'plan.md')
    writeFileSync(file, '# Plan\n')
    expect(await run('document', 'list', 'ACME-1')).toMatchObject({ exit: 0, out: expect.stringContaining('document write ACME-1 plan @plan.md') })
    expect(await run('document', 'write', 'ACME-1', 'plan', `@${file}`, '--title', 'The plan')).toMatchObject({ exit: 0, out: expect.stringContaining('Wrote plan, its revision 1.') })
    expect(await run('document', 'write', 'ACME-1', 'plan', `@${file}`)).toMatchObject({ exit: 4, err: expect.stringMatching(/at revision 1[\s\S]*→ .*document show ACME-1 plan.*\n {2}→ .*--base 1/) })
    expect((await runOn(piped('# Better\n'), 'document', 'write', 'ACME-1', 'plan', '--base', '1', '--json')).json()).toMatchObject({ revision: 2 })
    expect((await run('document', 'show', 'ACME-1', 'plan')).out).toBe('# Better\n')
    expect((await run('document', 'show', 'ACME-1', 'plan', '--revision', '1', '--json')).json()).toMatchObject({ body: '# Plan\n' })
    expect((await run('document', 'list', 'ACME-1')).out).toMatch(/plan +The plan +2/)
    expect((await run('document', 'revisions', 'ACME-1', 'plan')).out).toMatch(/1 .*you[\s\S]*2 .*you/)
    expect((await run('document', 'revisions', 'ACME-1', 'plan', '--limit', '1')).out).toMatch(/^REVISION.*\n +2 .*\nThe newest 1\. More: --limit 4\n$/)
    expect((await run('task', 'show', 'ACME-1')).out).toContain('documents   plan (revision 2)')
    expect(await run('document', 'write', 'ACME-1', 'plan', 'Best.', '--base', '2')).toMatchObject({ exit: 0 })
    expect((await run('document', 'show', 'ACME-1', 'plan', '--json')).json()).toMatchObject({ body: 'Best.' })
    expect(await run('document', 'write', 'ACME-1', 'plan', 'Even better.')).toMatchObject({ exit: 4, err: expect.stringContaining("document write ACME-1 plan 'Even better.' --base 3") })
    expect(await run('document', 'remove', 'ACME-1', 'plan')).toMatchObject({ exit: 0, out: expect.stringContaining('Removed plan') })
    expect(await run('document', 'show', 'ACME-1', 'plan')).toMatchObject({ exit: 1 })
    expect(await run('document', 'write', 'ACME-1', 'plan')).toMatchObject({ exit: 2, err: expect.stringContaining('Write it, name a file, or pipe it in') })
  })
})

describe('artifact', () => {
  it('is put on a task, taken out, and taken off', async () => {
    const { run, runOn, folder } = await withTask(), file = join(folder, 'data.csv'), to = join(folder, 'out.csv')
    writeFileSync(file, 'a,b\n1,2\n')
    expect(await run('artifact', 'list', 'ACME-1')).toMatchObject({ exit: 0, out: expect.stringContaining('artifact attach ACME-1') })
    expect(await run('artifact', 'attach', 'ACME-1', file)).toMatchObject({ exit: 0, out: expect.stringContaining('Put data.csv (8 B) on ACME-1.') })
    const [{ id = '' } = {}] = (await run('artifact', 'list', '--json')).json() as { id: string }[]
    expect((await run('artifact', 'list')).out).toMatch(/data\.csv +8 B +text\/csv +ACME-1 +you/)
    expect(await run('artifact', 'save', id.slice(-6), '--to', to)).toMatchObject({ exit: 0, out: `Wrote 8 B to ${to}.\n` })
    expect(readFileSync(to, 'utf8')).toBe('a,b\n1,2\n')
    expect(await run('artifact', 'save', id, '--to', to)).toMatchObject({ exit: 2, err: expect.stringContaining('exists already') })
    expect(await runOn(piped('x'), 'artifact', 'attach', 'ACME-1', '-')).toMatchObject({ exit: 2, err: expect.stringContaining('--name') })
    expect((await runOn(piped('x'), 'artifact', 'attach', 'ACME-1', '-', '--name', '../../evil', '--json')).json()).toMatchObject({ bytes: 1 })
    const evil = ((await run('artifact', 'list', '--json')).json() as { id: string }[]).at(-1)?.id ?? ''
    expect((await run('artifact', 'save', evil)).out).toBe(`Wrote 1 B to ${join(folder, 'evil')}.\n`)
    expect(await run('artifact', 'remove', evil)).toMatchObject({ exit: 0, out: 'Took ../../evil off.\n' })
    expect(await run('artifact', 'save', 'zzzzzz')).toMatchObject({ exit: 1, err: expect.stringContaining('artifact list') })
    expect(await run('artifact', 'attach', 'ACME-1', 'nowhere')).toMatchObject({ exit: 2, err: expect.stringContaining('does not exist') })
  })
})

describe('note', () => {
  it('is written, found and forgotten', async () => {
    const { run } = await staffedSession()
    expect(await run('note', 'list')).toMatchObject({ exit: 0, out: expect.stringContaining('note write') })
    expect(await run('note', 'write', 'We', 'write', 'British', 'English.')).toMatchObject({ exit: 0, out: expect.stringMatching(/^Remembered \(\w{6}\): every agent can recall it\.\n$/) })
    await run('note', 'write', 'Tea with milk.', '--agent', 'ann', '--title', 'Tea')
    expect((await run('note', 'list')).out).toMatch(/ann +now +Tea\n {8}Tea with milk\.\n.*company +now +We write British English\./)
    expect((await run('note', 'search', 'brit', '--json')).json()).toMatchObject([{ of: 'company' }])
    expect((await run('note', 'list', '--agent', 'ann', '--json')).json()).toHaveLength(1)
    expect(await run('note', 'search', 'coffee')).toMatchObject({ exit: 0, out: expect.stringContaining('No note holds') })
    const [{ id = '' } = {}] = (await run('note', 'search', 'tea', '--json')).json() as { id: string }[]
    expect(await run('note', 'remove', id.slice(-6))).toMatchObject({ exit: 0, out: 'Forgotten: Tea.\n' })
    expect(await run('note', 'remove', id.slice(-6))).toMatchObject({ exit: 1, err: expect.stringContaining('note list') })
    expect(await run('note', 'write', 'X', '--agent', 'nobody')).toMatchObject({ exit: 1, err: expect.stringContaining('agent list') })
  })
})

describe('skill', () => {
  const folderOf = (parent: string, text: string): string => {
    const folder = join(parent, 'review')
    mkdirSync(join(folder, 'references'), { recursive: true })
    writeFileSync(join(folder, 'SKILL.md'), text)
    writeFileSync(join(folder, 'references', 'style.md'), 'Be kind.\n')
    return folder
  }
  const GOOD = '---\nname: review\ndescription: "When code is reviewed: look twice."\n---\n# Review\n'

  it('is taken in from a folder, drawn from, and removed', async () => {
    const { run, data } = await staffedSession(), folder = folderOf(dirname(data), GOOD)
    expect(await run('skill', 'list')).toMatchObject({ exit: 0, out: expect.stringContaining('skill add ./my-skill') })
    expect(await run('skill', 'add', folder)).toMatchObject({ exit: 0, out: expect.stringContaining('Took review in, 2 files: its version is 1.') })
    writeFileSync(join(folder, 'references', 'style.md'), 'Be kinder.\n')
    expect((await run('skill', 'add', folder, '--json')).json()).toMatchObject({ slug: 'review', version: 2 })
    await run('role', 'set', 'writer', '--skill', 'review')
    expect((await run('skill', 'list')).out).toMatch(/review +2 +now +role writer +When code is reviewed: look twice\./)
    expect((await run('skill', 'show', 'review')).out).toMatch(/SKILL\.md +\d+ B\nreferences\/style\.md +11 B[\s\S]*# Review/)
    expect((await run('skill', 'show', 'review', '--file', 'references/style.md')).out).toBe('Be kinder.\n')
    expect((await run('skill', 'show', 'review', '--json')).json()).toMatchObject({ versions: [{ number: 1 }, { number: 2 }], usedBy: ['role writer'] })
    expect(await run('skill', 'remove', 'review')).toMatchObject({ exit: 1, err: expect.stringContaining('writer') })
    await run('role', 'set', 'writer', '--skill', 'none')
    expect(await run('skill', 'remove', 'review')).toMatchObject({ exit: 0, out: 'Removed review, with all its versions.\n' })
  })

  it.each([
    ['no front matter', '# Review\n', 'does not begin with its name'],
    ['broken YAML', '---\nname: [\n---\n', 'YAML'],
    ['no description', '---\nname: review\n---\n', 'description'],
    ['a name that is none', '---\nname: Not A Slug\ndescription: x\n---\n', 'slug'],
  ])('with %s is refused', async (_what, text, says) => {
    const { run, data } = await staffedSession()
    const refused = await run('skill', 'add', folderOf(dirname(data), text))
    expect({ ...refused, isRefused: refused.exit === 1 || refused.exit === 2 }).toMatchObject({ isRefused: true, out: '', err: expect.stringContaining(says) })
  })

  it('is refused with a link in it, and where there is none', async () => {
    const { run, data } = await staffedSession(), folder = folderOf(dirname(data), GOOD)
    symlinkSync('/etc/passwd', join(folder, 'passwd'))
    expect(await run('skill', 'add', folder)).toMatchObject({ exit: 2, err: expect.stringContaining('is a link') })
    expect(await run('skill', 'add', 'nowhere')).toMatchObject({ exit: 2, err: expect.stringContaining('does not exist') })
    expect(await run('skill', 'add', join(folder, 'SKILL.md'))).toMatchObject({ exit: 2, err: expect.stringContaining('is not a folder') })
    expect(await run('skill', 'add', join(folder, 'references'))).toMatchObject({ exit: 2, err: expect.stringContaining('holds no SKILL.md') })
    expect(await run('skill', 'show', 'nope')).toMatchObject({ exit: 1, err: expect.stringContaining('skill list') })
  })
})
