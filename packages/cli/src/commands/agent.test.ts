import { describe, expect, it } from 'vitest'
import { session, staffedSession } from '../testing/session.ts'

describe('agent', () => {
  it('list shows the chart with what everybody does', async () => {
    const { run } = await staffedSession()
    const { out } = await run('agent', 'list')
    expect(out.split('\n').map(line => line.slice(0, 7))).toEqual(['AGENT  ', 'bo     ', '  ann  ', ''])
    expect((await run('agent', 'list', '--json')).json()).toMatchObject([{ slug: 'bo', standing: { state: 'idle' } }, { slug: 'ann', standing: { state: 'idle', tasks: 0 } }])
  })

  it('list says what to do where nobody works', async () => {
    const { run } = session()
    await run('company', 'create', 'acme')
    expect(await run('agent', 'list')).toMatchObject({ exit: 0, out: expect.stringContaining('Nobody works at "acme" yet') })
    expect((await run('agent', 'list', '--json')).json()).toEqual([])
  })

  it('show tells all about one', async () => {
    const { run } = await staffedSession()
    expect((await run('agent', 'show', 'ann')).out).toMatch(/reports to {2}bo[\s\S]*No runs yet/)
    expect((await run('agent', 'show', 'ann', '--json')).json()).toMatchObject({ slug: 'ann', inbox: [], runs: [], standing: { state: 'idle' } })
  })

  it('wake makes it due', async () => {
    const { run } = await staffedSession()
    expect(await run('agent', 'wake', 'ann')).toMatchObject({ exit: 0, out: expect.stringContaining('ann is due now') })
    expect((await run('agent', 'show', 'ann', '--json')).json()).toMatchObject({ standing: { state: 'waiting', unseen: 1 } })
  })

  it.each(['show', 'wake'])('%s of nobody says who there is', async verb => {
    const { run, data } = await staffedSession()
    expect(await run('agent', verb, 'nobody')).toMatchObject({ exit: 1, out: '', err: `error There is no agent "nobody" in this company.\n  → paperclipai agent list --data ${data}\n` })
  })
})
