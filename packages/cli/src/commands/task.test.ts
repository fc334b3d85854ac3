import { describe, expect, it } from 'vitest'
import { staffedSession } from '../testing/session.ts'

describe('task', () => {
  it('create gives work', async () => {
    const { run } = await staffedSession()
    expect(await run('task', 'create', 'Write the report', '--assignee', 'ann', '--reviewer', 'bo', '--priority', 'high', '--label', 'a', '--label', 'b', '--due', '2030-01-01'))
      .toMatchObject({ exit: 0, out: expect.stringContaining('Created ACME-1 for ann') })
    expect((await run('task', 'list', '--json')).json()).toMatchObject([{ identifier: 'ACME-1', assignee: 'ann', reviewer: 'bo', priority: 'high', labels: ['a', 'b'], dueAt: '2030-01-01T00:00:00.000Z' }])
    expect((await run('task', 'create', 'Read it', '--blocked-by', 'ACME-1', '--json')).json()).toMatchObject({ status: 'blocked' })
  })

  it('list says what to do where there is none', async () => {
    const { run } = await staffedSession()
    expect(await run('task', 'list')).toMatchObject({ exit: 0, out: expect.stringContaining('No tasks yet. Create one: paperclipai task create') })
    expect((await run('task', 'list', '--json')).json()).toEqual([])
  })

  it('list finds by status and assignee, newest first', async () => {
    const { run } = await staffedSession()
    for (const title of ['One', 'Two', 'Three']) await run('task', 'create', title, '--assignee', 'ann', ...title === 'Two' ? ['--backlog'] : [])
    const identifiers = async (...argv: string[]) => ((await run('task', 'list', '--json', ...argv)).json() as { identifier: string }[]).map(({ identifier }) => identifier)
    expect(await identifiers()).toEqual(['ACME-3', 'ACME-2', 'ACME-1'])
    expect(await identifiers('--status', 'backlog')).toEqual(['ACME-2'])
    expect(await identifiers('--assignee', 'ann', '--status', 'todo')).toEqual(['ACME-3', 'ACME-1'])
    expect(await identifiers('--assignee', 'bo')).toEqual([])
    expect((await run('task', 'list', '--limit', '1')).out).toContain('--limit 4')
  })

  it('show tells why it exists and what was said, harmlessly', async () => {
    const { run, with: work } = await staffedSession()
    await run('task', 'create', 'Write \u001B[31mred', '--assignee', 'ann', '--description', 'Two lines:\nthis one.')
    await work(async paperclip => { await (await paperclip.company('acme')).messages.say({ task: 'ACME-1', body: 'Hurry!\u001B[2J' }) })
    const { out } = await run('task', 'show', 'acme-1')
    expect(out).toMatch(/ACME-1 {2}Write red[\s\S]*why {9}Make the best widgets\.[\s\S]*Two lines:\n {2}this one\.[\s\S]*you now\n {4}Hurry!/)
    expect(out).not.toContain('\u001B')
  })

  it('show tells as much of what was said as it is asked for, the last of it, and how to see more', async () => {
    const { run } = await staffedSession()
    await run('task', 'create', 'Write')
    for (const text of ['One.', 'Two.', 'Three.']) await run('say', 'ACME-1', text)
    const said = async (...argv: string[]) => ((await run('task', 'show', 'ACME-1', '--json', ...argv)).json() as { thread: { body: string }[] }).thread.map(({ body }) => body)
    expect([await said(), await said('--limit', '2')]).toEqual([['One.', 'Two.', 'Three.'], ['Two.', 'Three.']])
    expect((await run('task', 'show', 'ACME-1', '--limit', '2')).out).toMatch(/Two\.[\s\S]*Three\.\nThe newest 2\. More: --limit 8\n$/)
    expect((await run('task', 'show', 'ACME-1')).out).not.toContain('--limit')
  })

  it.each([
    [['list', '--status', 'nope'], 2, 'Use one of: backlog'],
    [['list', '--limit', 'many'], 2, '--limit 50'],
    [['create', 'X', '--due', 'someday'], 2, '2026-03-01'],
    [['create', 'X', '--due', '2026-02-31'], 2, '--due: must be a date (was "2026-02-31")'],
    [['create', 'X', '--priority', 'huge'], 2, 'critical, high'],
    [['create', 'X', '--assignee', 'nobody'], 1, 'agent list'],
    [['create'], 2, 'title'],
    [['show', 'ACME-9'], 1, 'task list'],
    [['list', '--colour'], 2, '--colour'],
  ])('%j is refused', async (argv, exit, says) => {
    const { run } = await staffedSession()
    expect(await run('task', ...argv)).toMatchObject({ exit, out: '', err: expect.stringContaining(says) })
  })
})
