import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../main.ts'
import { deskCompany } from '../testing/desk-company.ts'
import { session, staffedSession } from '../testing/session.ts'

const events = (out: string): { kind: string; [field: string]: unknown }[] => out.trimEnd().split('\n').map(line => JSON.parse(line) as { kind: string })

describe('start', () => {
  it('founds and runs what a configuration says, tells it in lines, and ends when asked', async () => {
    const { io, run, data } = session()
    const terminal = io(), config = deskCompany(dirname(data), 'finish')
    const exit = main(['start', '--no-serve', '--config', config, '--data', data], terminal)
    await terminal.written('Did it.')
    terminal.interrupt()
    expect(await exit).toBe(0)
    expect(terminal.err).toBe('')
    expect(terminal.out).toMatch(/The company of your configuration[\s\S]*Acme[\s\S]*ann {8}▸ begins ACME-1: Write the report\n[\s\S]*✓ finishes ACME-1[\s\S]*\$ Did it\. {2}\$0\.25, in all \$0\.25\n[\s\S]*Ending\.[\s\S]*✓ Ended; every run came to its end\.\n\n.* 1 run · 1 task done · \$0\.25 spent\n[\s\S]*audit verify/)
    expect((await run('audit', 'verify')).exit).toBe(0)
  })

  it('goes on with what is there, and does not found again', async () => {
    const { io, run, data } = session()
    const config = deskCompany(dirname(data), 'finish')
    for (const title of [undefined, 'Again']) {
      if (title) await run('task', 'create', title, '--assignee', 'ann')
      const terminal = io(), exit = main(['start', '--no-serve', '--json', '--config', config, '--data', data], terminal)
      await terminal.written('run.succeeded')
      terminal.interrupt()
      expect(await exit).toBe(0)
      const [started] = events(terminal.out), stopped = events(terminal.out).at(-1)
      expect(started).toMatchObject({ kind: 'started', origin: title ? 'standing' : 'founded', mode: 'real', companies: ['acme'] })
      expect(stopped).toMatchObject({ kind: 'stopped', end: 'drained', runs: 1, tasksDone: 1, spentMicros: 250_000 })
    }
    expect((await run('company', 'list', '--json')).json()).toHaveLength(1)
  })

  it('ends runs at once on a second Ctrl-C, and says so', async () => {
    const { io, run, data } = session()
    const terminal = io(), exit = main(['start', '--no-serve', '--config', deskCompany(dirname(data), 'wait'), '--data', data], terminal)
    await terminal.written('begins ACME-1')
    terminal.interrupt()
    await terminal.written('Ctrl-C again ends them at once')
    terminal.interrupt()
    expect(await exit).toBe(130)
    expect(terminal.out).toContain('its run is ended and handed back')
    expect((await run('task', 'list', '--json')).json()).toMatchObject([{ status: 'in_progress', checkoutRunId: null }])
  })

  it('tells what another process writes meanwhile', async () => {
    const { io, run, data } = session()
    const terminal = io(), exit = main(['start', '--no-serve', '--config', deskCompany(dirname(data), 'finish'), '--data', data], terminal)
    await terminal.written('Did it.')
    await run('task', 'create', 'From elsewhere', '--assignee', 'ann')
    await terminal.written('finishes ACME-2: From elsewhere')
    terminal.interrupt()
    expect(await exit).toBe(0)
  })

  it.each([
    ['is deleted', [['company', 'archive', 'one'], ['company', 'delete', 'one', '--confirm', 'one']]],
    ['is closed to who looks on', [['member', 'set', 'eve', '--level', 'owner', '--company', 'one'], ['member', 'remove', 'operator:local', '--company', 'one']]],
  ])('says once that a company %s, and goes on with the others', async (_what, verbs) => {
    const { io, run, data } = session()
    for (const slug of ['one', 'two']) await run('company', 'create', slug)
    const terminal = io(), exit = main(['start', '--no-serve', '--json', '--data', data], terminal)
    await terminal.written('"started"')
    for (const verb of verbs) expect(await run(...verb)).toMatchObject({ exit: 0 })
    await terminal.written('"gone"')
    await run('task', 'create', 'Still told', '--company', 'two')
    await terminal.written('Still told')
    terminal.interrupt()
    expect(await exit).toBe(0)
    expect(terminal.err).toBe('')
    expect(events(terminal.out).filter(({ kind }) => kind === 'gone')).toEqual([{ kind: 'gone', company: 'one' }])
    expect(events(terminal.out).at(-1)).toMatchObject({ kind: 'stopped', end: 'drained', approvals: [] })
  })

  it('tells a person that a company is not here any more', async () => {
    const { io, run, data } = session()
    for (const slug of ['one', 'two']) await run('company', 'create', slug)
    const terminal = io(), exit = main(['start', '--no-serve', '--data', data], terminal)
    await terminal.written('Nobody works here yet')
    await run('company', 'archive', 'one')
    await run('company', 'delete', 'one', '--confirm', 'one')
    await terminal.written('one is not here any more')
    terminal.interrupt()
    expect(await exit).toBe(0)
    expect(terminal.err).toBe('')
    expect(terminal.out).toContain('✓ Ended; every run came to its end.')
  })

  it('rehearses the demo without a process or a cent, on data of its own', async () => {
    const { io, run, data } = session()
    const terminal = io(), exit = main(['start', '--no-serve', '--dry', '--json', '--data', data], terminal)
    await terminal.written('"task.hand_in"')
    terminal.interrupt()
    expect(await exit).toBe(0)
    expect(events(terminal.out).at(-1)).toMatchObject({ kind: 'stopped', spentMicros: 0, failed: 0 })
    expect(readdirSync(data)).toEqual(['dry'])
    expect((await run('status')).exit).toBe(1)
  })

  it('rehearses a company on a copy of it', async () => {
    const { io, run, data } = await staffedSession()
    await run('task', 'create', 'Write', '--assignee', 'ann')
    const terminal = io(), exit = main(['start', '--no-serve', '--dry', '--data', data], terminal)
    await terminal.written('finishes ACME-1')
    terminal.interrupt()
    expect(await exit).toBe(0)
    expect(existsSync(join(data, 'dry', 'paperclip.db'))).toBe(true)
    expect((await run('task', 'list', '--json')).json()).toMatchObject([{ status: 'todo' }])
  })

  it('refuses to run an agent whose adapter is not here', async () => {
    const { io, run, data } = session()
    const terminal = io(), exit = main(['start', '--no-serve', '--config', deskCompany(dirname(data), 'finish'), '--data', data], terminal)
    await terminal.written('Did it.')
    terminal.interrupt()
    await exit
    expect(await run('start', '--no-serve')).toMatchObject({ exit: 1, err: expect.stringMatching(/"ann" of "acme" needs the adapter "mine"[\s\S]*--config <file>, or rehearse/) })
  })

  it('founds a company that is written as code', async () => {
    const { run, data } = session(), file = join(dirname(data), 'code.mjs')
    writeFileSync(file, 'export default { company: { schema: 1, slug: "acme", roles: { writer: { title: "Writer" } }, agents: { ann: { role: "writer", adapter: { kind: "function", config: { function: "copywriter" } } } } } }')
    expect(await run('start', '--no-serve', '--config', file, '--for', '1s')).toMatchObject({ exit: 0, out: expect.stringContaining('The company of your configuration') })
    expect((await run('agent', 'list', '--json')).json()).toMatchObject([{ slug: 'ann', status: 'active' }])
  })

  it('tells those at the top of a great company, and how many more there are', async () => {
    const { run, with: work } = await staffedSession()
    await work(async paperclip => {
      const acme = await paperclip.company('acme')
      for (let n = 10; n < 61; n++) await acme.agents.hire({ slug: `writer-${n}`, role: 'writer', reportsTo: 'bo', adapter: { kind: 'function', config: { function: 'copywriter' } } })
    })
    const { exit, out } = await run('start', '--no-serve', '--for', '1s')
    expect(exit).toBe(0)
    expect(out).toMatch(/53 agents\n {2}bo .*\n {4}ann [\s\S]*writer-57 .*\n {2}and 3 more: paperclipai agent list/)
    expect(out).not.toContain('writer-58')
  })

  it('says that the founding of a configuration failed, and takes away what it had made', async () => {
    const { run, data } = session(), file = join(dirname(data), 'failing.mjs')
    writeFileSync(file, 'export default { async found(paperclip) { await paperclip.found({ slug: "acme" }); throw new Error("no key") } }')
    for (let n = 0; n < 2; n++) expect(await run('start', '--no-serve', '--config', file)).toMatchObject({ exit: 2, out: '', err: expect.stringMatching(/--config: its "found" failed: no key\n {2}→ Correct it and start again: what it had made was taken away\./) })
    expect((await run('company', 'list', '--json')).json()).toEqual([])
  })

  it('says what to remove where a half-founded company cannot be taken away', async () => {
    const { run, data } = session(), file = join(dirname(data), 'failing.mjs')
    writeFileSync(file, 'export default { async found(paperclip) { await paperclip.found({ slug: "acme", boardMinimum: 2 }); throw new Error("no key") } }')
    expect(await run('start', '--no-serve', '--config', file)).toMatchObject({ exit: 2, err: expect.stringMatching(/→ Correct it, remove what it had made, and start again:\n.*company archive acme.*\n.*company delete acme --confirm acme/) })
  })

  it.each([['--for', 'ever'], ['--for', '0s'], ['--config', 'nowhere.mjs'], ['--dry=yes']])('refuses %s %s', async (...argv) => {
    const { run, data } = session()
    const { exit, out, err } = await run('start', ...argv)
    expect({ refused: exit === 1 || exit === 2, out }).toEqual({ refused: true, out: '' })
    expect(err).toContain('→')
    expect(existsSync(data)).toBe(false)
  })
})
