import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { session } from '../testing/session.ts'

describe('company', () => {
  it('create founds one, in a folder for its owner alone', async () => {
    const { run, data } = session()
    expect(await run('company', 'create', 'acme', '--mission', 'Make widgets.')).toMatchObject({ exit: 0, err: '', out: expect.stringContaining('Founded Acme (acme)') })
    expect((statSync(data).mode & 0o777).toString(8)).toBe('700')
    expect((await run('company', 'list', '--json')).json()).toMatchObject([{ slug: 'acme', mission: 'Make widgets.' }])
  })

  it('create refuses a name that is taken, and one that is none', async () => {
    const { run } = session()
    await run('company', 'create', 'acme')
    expect(await run('company', 'create', 'acme')).toMatchObject({ exit: 1, out: '', err: expect.stringContaining('There is a company "acme" already') })
    expect(await run('company', 'create', 'Not A Slug')).toMatchObject({ exit: 1, err: expect.stringContaining('slug') })
    expect(await run('company', 'create')).toMatchObject({ exit: 2, err: expect.stringContaining('company create my-company') })
  })

  it('show tells about the only one, or the one that was named last', async () => {
    const { run } = session()
    await run('company', 'create', 'acme')
    expect((await run('company', 'show', '--json')).json()).toMatchObject({ slug: 'acme', agents: 0, spent: 0, members: [{ level: 'owner' }] })
    await run('company', 'create', 'zeta')
    expect((await run('company', 'show', '--json')).json()).toMatchObject({ slug: 'zeta' })
    await run('status', '--company', 'acme')
    expect((await run('company', 'show', '--json')).json()).toMatchObject({ slug: 'acme' })
    expect(await run('company', 'show', 'nope')).toMatchObject({ exit: 1, err: expect.stringContaining('There is: acme, zeta') })
  })

  it('list says what to do where there is none', async () => {
    const { run, with: work } = session()
    await work(async () => {})
    expect(await run('company', 'list')).toMatchObject({ exit: 0, out: expect.stringContaining('paperclipai company create') })
    expect((await run('company', 'list', '--json')).json()).toEqual([])
    expect(await run('status')).toMatchObject({ exit: 1, err: expect.stringContaining('company create <slug>') })
  })

  it('is asked for where there are several and none was named', async () => {
    const { run, with: work } = session()
    await work(async paperclip => { await paperclip.found({ slug: 'acme' }); await paperclip.found({ slug: 'zeta' }) })
    expect(await run('status')).toMatchObject({ exit: 2, err: expect.stringMatching(/acme, zeta[\s\S]*--company <slug>/) })
  })
})
