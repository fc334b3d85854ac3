import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../main.ts'
import { deskCompany } from '../testing/desk-company.ts'
import { session, staffedSession } from '../testing/session.ts'

const worked = async () => {
  const made = await staffedSession()
  await made.run('task', 'create', 'Write', '--assignee', 'ann', '--reviewer', 'me')
  return made
}

describe('a task', () => {
  it('is changed, given to somebody else, and finished', async () => {
    const { run } = await worked()
    expect(await run('task', 'update', 'ACME-1', '--priority', 'high', '--title', 'Write it', '--label', 'q3', '--backlog')).toMatchObject({ exit: 0, out: expect.stringContaining('Changed ACME-1') })
    expect((await run('task', 'update', 'ACME-1', '--ready', '--json')).json()).toMatchObject({ title: 'Write it', priority: 'high', labels: ['q3'], status: 'todo' })
    expect(await run('task', 'assign', 'ACME-1', 'bo')).toMatchObject({ exit: 0, out: 'ACME-1 is bo\'s, to be accepted by you.\n' })
    expect(await run('task', 'assign', 'ACME-1', '--reviewer', 'nobody')).toMatchObject({ exit: 0, out: 'ACME-1 is bo\'s.\n' })
    expect(await run('task', 'assign', 'ACME-1', 'me')).toMatchObject({ exit: 0, out: 'ACME-1 is yours.\n' })
    expect((await run('task', 'list', '--assignee', 'me', '--json')).json()).toMatchObject([{ identifier: 'ACME-1', assignee: 'you' }])
    expect(await run('task', 'finish', 'ACME-1', 'It', 'is', 'written.')).toMatchObject({ exit: 0, out: 'ACME-1 is done.\n' })
    expect(await run('task', 'reopen', 'ACME-1')).toMatchObject({ exit: 0, out: 'ACME-1 is taken up again: it is todo.\n' })
  })

  it('is blocked, goes on, and is given up', async () => {
    const { run } = await worked()
    await run('task', 'create', 'First')
    expect(await run('task', 'block', 'ACME-1', '--by', 'ACME-2')).toMatchObject({ exit: 0, out: 'ACME-1 is blocked until ACME-2 is done.\n' })
    expect(await run('task', 'unblock', 'ACME-1')).toMatchObject({ exit: 0, out: 'ACME-1 goes on: it is todo.\n' })
    expect((await run('task', 'block', 'ACME-1', '--reason', 'No money.', '--json')).json()).toMatchObject({ status: 'blocked', blockedReason: 'No money.' })
    expect(await run('task', 'cancel', 'ACME-1', '--reason', 'Not needed.')).toMatchObject({ exit: 0, out: expect.stringContaining('ACME-1 is cancelled') })
  })

  it('is accepted, or sent back with a reason', async () => {
    const { run, with: work } = await worked()
    expect(await run('task', 'review', 'ACME-1', 'accept')).toMatchObject({ exit: 1, err: expect.stringContaining('in_review') })
    const handIn = () => work(async paperclip => {
      const acme = await paperclip.company('acme'), { id } = await acme.tasks.get('ACME-1')
      await acme.tasks.assign(id, { assignee: 'bo' })
    })
    await handIn()
    expect(await run('task', 'review', 'ACME-1', 'maybe')).toMatchObject({ exit: 2, err: expect.stringContaining('accept or send-back') })
    expect(await run('task', 'review', 'ACME-1', 'send-back')).toMatchObject({ exit: 2, err: expect.stringContaining('should know why') })
  })

  it.each([
    [['update', 'ACME-1'], 2, 'nothing to change'],
    [['update', 'ACME-9', '--title', 'X'], 1, 'task list'],
    [['assign', 'ACME-1'], 2, 'nobody was named'],
    [['assign', 'ACME-1', 'nope'], 1, 'nope'],
    [['block', 'ACME-1'], 2, '--by <task>'],
    [['finish', 'ACME-1', '@nowhere'], 2, 'does not exist'],
    [['watch', 'ACME-9'], 1, 'task list'],
  ])('%j is refused', async (argv, exit, says) => {
    const { run } = await worked()
    expect(await run('task', ...argv)).toMatchObject({ exit, out: '', err: expect.stringContaining(says) })
  })
})

describe('task watch', () => {
  it('tells what happens until it is done, in whatever process', async () => {
    const { io, data } = session(), company = io()
    const running = main(['start', '--no-serve', '--config', deskCompany(dirname(data), 'finish'), '--data', data], company)
    await company.written('Did it.')
    const create = io()
    await main(['task', 'create', 'Again', '--assignee', 'ann', '--not-before', '2999-01-01', '--data', data], create)
    const watcher = io(), watched = main(['task', 'watch', 'ACME-2', '--data', data], watcher)
    await watcher.written('ACME-2 is todo.')
    await main(['task', 'finish', 'ACME-2', 'By hand.', '--data', data], io())
    expect(await watched).toBe(0)
    expect(watcher.out).toMatch(/you ✓ finishes ACME-2: Again\n✓ ACME-2 is done\.\n {2}By hand\.\n$/)
    company.interrupt()
    expect(await running).toBe(0)
  })

  it('says at once how one ended, and by its exit code', async () => {
    const { run } = await worked()
    await run('task', 'cancel', 'ACME-1')
    expect(await run('task', 'watch', 'ACME-1')).toMatchObject({ exit: 1, out: 'ACME-1 is cancelled.\n' })
    await run('task', 'reopen', 'ACME-1')
    await run('task', 'finish', 'ACME-1')
    expect((await run('task', 'watch', 'ACME-1', '--json')).json()).toMatchObject({ status: 'done' })
  })

  it('ends when somebody has enough', async () => {
    const { io, data } = await worked(), terminal = io(), watched = main(['task', 'watch', 'ACME-1', '--data', data], terminal)
    await terminal.written('ACME-1 is todo.')
    terminal.interrupt()
    expect(await watched).toBe(1)
  })
})
