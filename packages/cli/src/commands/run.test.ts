import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../main.ts'
import { deskCompany } from '../testing/desk-company.ts'
import { session, staffedSession } from '../testing/session.ts'

/** A company whose one agent has finished its task. */
async function ran() {
  const made = session(), terminal = made.io(), running = main(['start', '--no-serve', '--config', deskCompany(dirname(made.data), 'finish'), '--data', made.data], terminal)
  await terminal.written('Did it.')
  terminal.interrupt()
  await running
  const [{ id = '' } = {}] = (await made.run('run', 'list', '--json')).json() as { id: string }[]
  return { ...made, id }
}

describe('run', () => {
  it('list and show tell what agents did', async () => {
    const { run, id } = await ran()
    expect((await run('run', 'list')).out).toMatch(/ann +\S+( ago)? +succeeded +\$0\.25 +ACME-1 +Did it\./)
    expect((await run('run', 'list', '--agent', 'ann', '--task', 'ACME-1', '--status', 'succeeded', '--json')).json()).toMatchObject([{ id, agent: 'ann', task: 'ACME-1' }])
    expect((await run('run', 'list', '--status', 'failed', '--json')).json()).toEqual([])
    expect((await run('run', 'show', id.slice(-6))).out).toMatch(/ann on ACME-1 Write the report\nstatus {6}succeeded\nwoke for {4}assignment[\s\S]*cost {8}\$0\.25 of at most \$1\.00\ndid {9}ACME-1[\s\S]*Did it\.[\s\S]*run log/)
    expect((await run('run', 'show', id, '--json')).json()).toMatchObject({ id, agent: 'ann', spent: 250_000 })
  })

  it('log prints what it said, and what comes until it ends', async () => {
    const { run, id, data, io } = await ran()
    expect((await run('run', 'log', id)).exit).toBe(0)
    const lines = (await run('run', 'log', id, '--json')).json()
    expect(Array.isArray(lines)).toBe(true)
    const terminal = io()
    expect(await main(['run', 'log', id, '--follow', '--data', data], terminal)).toBe(0)
  })

  it('cancel and adjust are for what they are for', async () => {
    const { run, id } = await ran()
    expect(await run('run', 'cancel', id)).toMatchObject({ exit: 1, err: expect.stringContaining('has ended already') })
    expect(await run('run', 'adjust', id, '0.10')).toMatchObject({ exit: 1, err: expect.stringContaining('metered') })
  })

  it('cancel ends one in progress, and its log can be followed until then', async () => {
    const { io, run, data } = session(), terminal = io(), running = main(['start', '--no-serve', '--config', deskCompany(dirname(data), 'wait'), '--data', data], terminal)
    await terminal.written('begins ACME-1')
    const [{ id = '' } = {}] = (await run('run', 'list', '--status', 'running', '--json')).json() as { id: string }[]
    const follower = io(), followed = main(['run', 'log', id, '--follow', '--data', data], follower)
    expect(await run('run', 'cancel', id, '--reason', 'Enough.')).toMatchObject({ exit: 0, out: expect.stringContaining('Asked to end') })
    expect(await followed).toBe(0)
    expect((await run('run', 'show', id)).out).toMatch(/cancelled[\s\S]*Enough\./)
    terminal.interrupt()
    await running
  })

  it.each([
    [['list', '--status', 'odd'], 2, 'running, deferred'],
    [['list', '--agent', 'nobody'], 1, 'agent list'],
    [['show', 'zzzzzz'], 1, 'run list'],
    [['log', 'zzzzzz'], 1, 'run list'],
  ])('%j is refused', async (argv, exit, says) => {
    const { run } = await staffedSession()
    expect(await run('run', ...argv)).toMatchObject({ exit, out: '', err: expect.stringContaining(says) })
  })

  it('list says what to do where there is none', async () => {
    const { run } = await staffedSession()
    expect(await run('run', 'list')).toMatchObject({ exit: 0, out: expect.stringContaining('paperclipai start') })
  })
})

describe('incident', () => {
  it('is listed, and closed when it was seen to', async () => {
    const { run } = await staffedSession()
    expect(await run('incident', 'list')).toMatchObject({ exit: 0, out: 'Nothing is open.\n' })
    await run('task', 'create', 'Write', '--assignee', 'bo')
    await run('task', 'block', 'ACME-1', '--reason', 'No money.')
    const { out } = await run('incident', 'list')
    expect(out).toMatch(/task blocked +now +ACME-1 +ACME-1 is blocked: No money\.\n\n {2}→ .*incident close (\w{6})/)
    const [{ id = '' } = {}] = (await run('incident', 'list', '--json')).json() as { id: string }[]
    expect(await run('incident', 'close', id.slice(-6))).toMatchObject({ exit: 0, out: 'Closed: task blocked.\n' })
    expect((await run('incident', 'list', '--all', '--json')).json()).toMatchObject([{ status: 'closed' }])
    expect(await run('incident', 'close', 'zzzzzz')).toMatchObject({ exit: 1, err: expect.stringContaining('incident list') })
  })
})
