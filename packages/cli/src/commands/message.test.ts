import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { staffedSession } from '../testing/session.ts'

describe('a message', () => {
  it('is said to an agent, on a task, or from a pipe', async () => {
    const { run, runOn } = await staffedSession()
    await run('task', 'create', 'Write', '--assignee', 'bo')
    expect(await run('say', 'ann', 'Hurry', 'up.')).toMatchObject({ exit: 0, out: 'Said. ann hears it in its next run.\n' })
    expect(await run('say', 'ACME-1', 'Why?')).toMatchObject({ exit: 0, out: expect.stringContaining('Said on ACME-1') })
    expect((await runOn({ piped: Readable.from(['From\nfar.\n']) }, 'say', 'ann', '-', '--json')).json()).toMatchObject({ body: 'From\nfar.' })
    expect((await run('inbox', 'ann')).out).toMatch(/message +Local operator: Hurry up\.\n.*From far\./)
    expect((await run('inbox', 'bo', '--json')).json()).toMatchObject([{ noun: 'task' }, { noun: 'message' }])
    expect((await run('inbox', 'ann', '--limit', '1')).out).toMatch(/Hurry up\.\nThe oldest 1\. More: --limit 4\n$/)
  })

  it('asks, and is answered', async () => {
    const { run, with: work } = await staffedSession()
    expect(await run('ask', 'ann', 'Ready?', '--due', '2h')).toMatchObject({ exit: 0, out: expect.stringMatching(/^Asked \(\w{6}\)\.[\s\S]*inbox/) })
    const { id } = await work(async paperclip => (await paperclip.company('acme')).messages.ask({ to: 'board', body: 'May I?' }))
    expect((await run('inbox')).out).toMatch(/^To answer\n {2}\w{6} {4}you asks, now: May I\?\n {12}→ .*answer \w{6} "…"/)
    expect((await run('inbox', '--json')).json()).toMatchObject({ questions: [{ id, body: 'May I?' }], approvals: [] })
    expect(await run('answer', id.slice(-6), 'You', 'may.')).toMatchObject({ exit: 0, out: 'Answered: whoever asked is woken.\n' })
    expect((await run('inbox')).out).toMatch(/^Said to you\n/)
    expect(await run('answer', id.slice(-6), 'Again.')).toMatchObject({ exit: 1, err: expect.stringContaining('answered already') })
    expect(await run('answer', 'zzzzzz', 'X')).toMatchObject({ exit: 1, err: expect.stringContaining('inbox') })
  })

  it.each([
    [['say', 'nobody', 'Hi'], 1, 'agent list'],
    [['say', 'ACME-9', 'Hi'], 1, 'ACME-9'],
    [['say', 'ann', '-'], 2, 'nothing is piped in'],
    [['say', 'ann'], 2, 'say --help'],
    [['ask', 'ann', 'Ready?', '--due', 'soon'], 1, 'due'],
    [['inbox', 'nobody'], 1, 'agent list'],
  ])('%j is refused', async (argv, exit, says) => {
    const { run } = await staffedSession()
    expect(await run(...argv)).toMatchObject({ exit, out: '', err: expect.stringContaining(says) })
  })
})

describe('inbox', () => {
  it('shows what is to be done, decided and accepted, with what to type', async () => {
    const { run, with: work } = await staffedSession()
    expect(await run('inbox')).toMatchObject({ exit: 0, out: 'Nothing waits for you.\n' })
    await run('task', 'create', 'Sign', '--assignee', 'me')
    await run('task', 'create', 'Stuck', '--assignee', 'ann')
    await run('task', 'block', 'ACME-2', '--reason', 'No money.')
    await work(async paperclip => {
      const acme = await paperclip.company('acme')
      await acme.update({ boardMinimum: 2 })
      await acme.propose({ kind: 'agent.hold', input: { agent: 'ann' } }, { reason: 'She is ill.' })
    })
    expect((await run('inbox')).out).toMatch(/^To decide\n.*agent\.hold ann, asked by you now: She is ill\.\n.*approval approve[\s\S]*To do\n {2}ACME-1 {4}Sign\n.*task finish ACME-1/)
    expect((await run('inbox', '--json')).json()).toMatchObject({ approvals: [{ act: 'agent.hold ann' }], tasks: [{ identifier: 'ACME-1' }] })
  })
})
