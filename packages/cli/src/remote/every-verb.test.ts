import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LOCAL_VERBS, whyHere } from '../local-verbs.ts'
import { buildProgram } from '../program.ts'
import { Shell } from '../shell.ts'
import { localPlace, onServer, type Place } from '../testing/served-session.ts'
import { session } from '../testing/session.ts'
import { alike, FOLDER, LOGO, STORY } from '../testing/story.ts'

/** Every verb, as a person types it. */
const VERBS = buildProgram(new Shell(session().io())).commands.flatMap(group => (group.commands.length === 0 ? [group.name()] : group.commands.map(verb => `${group.name()} ${verb.name()}`)))
/** Those that ask for no company at all, neither here nor on a server. */
const OF_NO_COMPANY = ['init', 'mcp']

const HIRED = ['--role', 'writer', '--adapter', 'function', '--adapter-config', '{"function":"copywriter"}']
const MORE = join(FOLDER, 'more.mjs'), MADE = join(FOLDER, 'made.mjs'), ANN = `ann: { role: 'writer', adapter: { kind: 'function', config: { function: 'copywriter' } } }`
writeFileSync(MORE, `export default { schema: 1, slug: 'acme', roles: { editor: { title: 'Editor' } } }`)
writeFileSync(MADE, `export default { schema: 1, slug: 'made', roles: { writer: { title: 'Writer' } }, skills: { tone: { description: 'When writing.', files: { 'SKILL.md': '---\\nname: tone\\ndescription: When writing.\\n---\\nBe kind.\\n', 'mark.bin': Buffer.from([0, 255, 254, 1]) } } }, agents: { ${ANN} } }`)
const BROKEN = join(FOLDER, 'broken.mjs')
writeFileSync(BROKEN, `export default { schema: 1, slug: 'broken', roles: { writer: { title: 'Writer' } }, agents: { ann: { role: 'writer', adapter: { kind: 'process', config: { command: '/no/such/program' } } } } }`)

/** What is piped in where a verb asks for something that nobody may look at. */
const PIPED: Readonly<Record<string, string>> = { 'secret set': 'a secret value', 'owner new': 'correct horse battery' }

/** What the story of most verbs does not tell. A word in angle brackets stands for the id of the first thing that such a list has. */
const REST: readonly (readonly string[])[] = [
  ['company', 'create', 'acme'], ['role', 'set', 'writer'], ['agent', 'hire', 'ann', ...HIRED], ['agent', 'hire', 'bo', ...HIRED],
  ['agent', 'activate', 'ann'], ['agent', 'move', 'bo', 'ann'], ['agent', 'configure', 'bo', '--name', 'Bo'], ['agent', 'rollback', 'bo', '1'], ['agent', 'wake', 'ann'], ['agent', 'terminate', 'bo', '--yes'],
  ['role', 'set', 'spare'], ['role', 'remove', 'spare'], ['goal', 'set', 'Sell', '--target', '10', '--unit', 'widgets'], ['goal', 'update', 'Sell', '--target', '12'],
  ['task', 'create', 'One', '--assignee', 'ann', '--reviewer', 'me'], ['task', 'create', 'Two', '--assignee', 'me'], ['task', 'update', 'ACME-1', '--priority', 'high'], ['task', 'assign', 'ACME-1', 'ann'], ['task', 'block', 'ACME-1', '--by', 'ACME-2'], ['task', 'unblock', 'ACME-1'],
  ['task', 'review', 'ACME-1', 'accept', 'Good.'], ['task', 'cancel', 'ACME-2'], ['task', 'watch', 'ACME-2'], ['task', 'reopen', 'ACME-2'], ['task', 'finish', 'ACME-2', 'Seen.'], ['task', 'watch', 'ACME-2'], ['task', 'watch', 'ACME-9'],
  ['routine', 'set', 'weekly', '--assignee', 'ann', '--cron', '0 9 * * 1', '--title', 'Report'], ['routine', 'list'], ['routine', 'show', 'weekly'], ['routine', 'pause', 'weekly'], ['routine', 'resume', 'weekly'], ['routine', 'remove', 'weekly'],
  ['artifact', 'attach', 'ACME-1', LOGO], ['artifact', 'save', '<artifact list>', '--to', 'saved.png'], ['artifact', 'remove', '<artifact list>'], ['answer', 'none', 'Now.'], ['note', 'write', 'Mind it.'], ['note', 'remove', '<note list>'],
  ['hook', 'add', 'ann', '--name', 'Shop', '--source', 'shop'], ['hook', 'revoke', '<hook list>'], ['webhook', 'add', 'https://ops.test/hook', '--name', 'Ops'], ['webhook', 'redeliver', '<webhook list>'], ['webhook', 'revoke', '<webhook list>'],
  ['tool', 'set', 'gh', '--at', 'https://mcp.example.com/'], ['tool', 'show', 'gh'], ['tool', 'remove', 'gh'], ['secret', 'set', 'token'], ['secret', 'remove', 'token'],
  ['budget', 'set', '20'], ['budget', 'raise', '<budget list>', '50'], ['member', 'set', 'usr_x', '--level', 'viewer'], ['member', 'remove', 'usr_x'],
  ['incident', 'close', 'none'], ['run', 'show', 'none'], ['run', 'log', 'none'], ['run', 'cancel', 'none'], ['run', 'adjust', 'none', '1'], ['gc', '--dry-run'], ['gc', '--json'],
  ['owner', 'list'], ['owner', 'invite', '--at', 'https://paperclip.example'], ['owner', 'invite', '--at', 'nowhere'], ['owner', 'new', 'ada@example.com', '--name', 'Ada'], ['owner', 'list'], ['owner', 'list', '--json'], ['owner', 'new', 'ada@example.com'],
  ['account', 'list'], ['account', 'list', '--json'], ['owner', 'new', 'bo@example.com'], ['account', 'disable', 'Bo@example.com'], ['account', 'disable', 'ada@example.com'], ['account', 'enable', 'bo@example.com'], ['account', 'enable', 'nobody@example.com'],
  ['apply', MORE, '--plan'], ['apply', MORE, '--plan', '--json'], ['apply', MORE], ['apply', MORE, '--yes'], ['apply', MORE], ['apply', MADE, '--plan'], ['apply', MADE], ['apply', MADE, '--yes', '--json'], ['apply', MADE, '--yes'], ['skill', 'list', '--company', 'made', '--json'], ['apply', BROKEN, '--yes'], ['company', 'list'],
  ['company', 'update', '--board-minimum', '2', '--company', 'acme'], ['role', 'set', 'boss', '--permit', 'agent.hire=team'], ['approval', 'show', '<approval list>'], ['approval', 'repropose', '<approval list>'], ['approval', 'reject', '<approval list>', '--note', 'No.'],
  ['apply', MADE, '--company', 'acme', '--yes', '--reason', 'As agreed.'], ['approval', 'approve', '<approval list>'], ['approval', 'list'],
  ['company', 'stop', '--company', 'made', '--yes'], ['company', 'archive'], ['company', 'delete', 'made', '--confirm', 'made'], ['stop-everything', '--yes'],
]

/** What of it goes wrong, in both places alike. */
const REFUSED = ['agent activate ann', 'task review ACME-1 accept Good.', 'task watch ACME-2', 'task watch ACME-9', 'answer none Now.', 'member set usr_x --level viewer', 'member remove usr_x', 'incident close none', 'run show none', 'run log none', 'run cancel none', 'run adjust none 1', 'owner invite --at nowhere', 'owner new ada@example.com', 'account disable ada@example.com', 'account enable nobody@example.com', `apply ${MORE}`, `apply ${MADE}`, `apply ${BROKEN} --yes`, 'approval repropose <approval list>', 'approval approve <approval list>']

async function told(place: Place): Promise<string[]> {
  const lines: string[] = []
  for (const step of REST) {
    const argv = await Promise.all(step.map(async word => {
      const [, list] = /^<(.+)>$/.exec(word) ?? []
      return list === undefined ? word : ((await place.run(...list.split(' '), '--json')).json() as { id: string }[])[0]?.id ?? 'none'
    }))
    const piped = PIPED[argv.slice(0, 2).join(' ')], { exit, out, err } = await (piped === undefined ? place.run(...argv) : place.pipe(piped, ...argv))
    lines.push(alike(`$ ${step.join(' ')}\n${out}${err}= ${exit}`, place))
  }
  return lines
}

describe('every verb', () => {
  it('works on a server as it does where the companies lie, or stands on a list with its reason', () => {
    const isToldOf = (verb: string): boolean => [...STORY, ...REST].some(argv => argv[0] === verb || argv.slice(0, 2).join(' ') === verb), isLocal = (verb: string): boolean => whyHere(verb) !== undefined
    expect(VERBS.filter(verb => !isToldOf(verb) && !isLocal(verb))).toEqual(OF_NO_COMPANY)
    expect(VERBS.filter(verb => isToldOf(verb) && isLocal(verb))).toEqual([])
    expect(Object.keys(LOCAL_VERBS)).toEqual(['start', 'doctor', 'rehearse', 'db', 'account password'])
  })

  it('says on a server what it says where the companies lie', async () => {
    const here = await told(localPlace())
    const there = await onServer(told)
    expect(there).toEqual(here)
    expect(here.filter(one => !one.endsWith('= 0')).map(one => one.split('\n')[0]?.slice(2))).toEqual(REFUSED)
  }, 90_000)

  it.each(VERBS.filter(verb => whyHere(verb) !== undefined))('%s is refused there, with its reason and with where to run it', async verb => {
    const [group = ''] = verb.split(' '), named = verb in LOCAL_VERBS ? verb : group, needed: Readonly<Record<string, string[]>> = { 'account password': ['ada@example.com'], 'db copy': ['--to', 'sqlite:x'], 'db backup': ['--to', 'x'] }
    const [, listed = ''] = /What works only where the companies lie \((.*?)\)/.exec(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')) ?? []
    expect(listed, 'the README').toContain(`\`${named}\``)
    await onServer(async ({ run }) => {
      const { exit, out, err } = await run(...verb.split(' '), ...needed[verb] ?? [])
      expect({ exit, out }).toEqual({ exit: 2, out: '' })
      expect(err).toContain(`"${verb}" ${whyHere(verb)}`)
      expect(err).toContain('Run it on the machine the companies lie on')
    })
  })
})

describe('task watch on a server', () => {
  it('tells what happens until it is done', async () => {
    await onServer(async ({ run, begin }) => {
      for (const argv of [['company', 'create', 'acme'], ['task', 'create', 'Write it', '--assignee', 'me']]) await run(...argv)
      const { io, exit } = begin('task', 'watch', 'ACME-1')
      await io.written('ACME-1 is todo.')
      await run('say', 'ACME-1', 'Mind the tone.')
      await io.written('Mind the tone.')
      await run('task', 'finish', 'ACME-1', 'By hand.')
      expect(await exit).toBe(0)
      expect(io.out).toMatch(/you . .*Mind the tone\.[^]*you ✓ finishes ACME-1: Write it\n✓ ACME-1 is done\.\n {2}By hand\.\n$/)
    })
  })

  it('ends when somebody has enough', async () => {
    await onServer(async ({ run, begin }) => {
      for (const argv of [['company', 'create', 'acme'], ['task', 'create', 'Write it', '--assignee', 'me']]) await run(...argv)
      const { io, exit } = begin('task', 'watch', 'ACME-1')
      await io.written('ACME-1 is todo.')
      io.interrupt()
      expect(await exit).toBe(1)
    })
  })
})
