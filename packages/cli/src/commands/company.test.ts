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

  it('update changes what is named', async () => {
    const { run } = session()
    await run('company', 'create', 'acme')
    expect(await run('company', 'update', '--name', 'Acme Labs', '--max-runs', '4')).toMatchObject({ exit: 0, out: expect.stringContaining('Changed acme.') })
    expect((await run('company', 'show', '--json')).json()).toMatchObject({ name: 'Acme Labs', maxRuns: 4 })
    expect(await run('company', 'update')).toMatchObject({ exit: 2, err: expect.stringContaining('nothing to change') })
    expect(await run('company', 'update', '--max-runs', 'many')).toMatchObject({ exit: 2, err: expect.stringContaining('must be a number') })
  })

  it('is paused, stopped, archived and resumed', async () => {
    const { run } = session()
    await run('company', 'create', 'acme')
    expect(await run('company', 'pause', '--reason', 'Holidays.')).toMatchObject({ exit: 0, out: expect.stringMatching(/^acme is paused: no run begins\. None is in hand\.\n {2}→ .*company resume acme/) })
    expect((await run('company', 'resume', 'acme', '--json')).json()).toMatchObject({ status: 'active' })
    expect(await run('company', 'stop')).toMatchObject({ exit: 2, err: expect.stringContaining('--yes') })
    expect(await run('company', 'stop', '--yes')).toMatchObject({ exit: 0, out: expect.stringContaining('acme is stopped') })
    expect(await run('company', 'archive')).toMatchObject({ exit: 0, out: expect.stringContaining('company delete acme') })
    expect((await run('company', 'show')).out).toMatch(/archived[\s\S]*company resume acme/)
  })

  it('delete takes an archived one and its name once more', async () => {
    const { run } = session()
    await run('company', 'create', 'acme')
    expect(await run('company', 'delete', 'acme', '--confirm', 'acme')).toMatchObject({ exit: 1, err: expect.stringContaining('company archive acme') })
    await run('company', 'archive', 'acme')
    expect(await run('company', 'delete', 'acme')).toMatchObject({ exit: 2, err: expect.stringContaining('--confirm <slug>') })
    expect(await run('company', 'delete', 'acme', '--confirm', 'amce')).toMatchObject({ exit: 1, err: expect.stringContaining('"acme"') })
    expect(await run('company', 'delete', 'acme', '--confirm', 'acme')).toMatchObject({ exit: 0, out: expect.stringMatching(/^Deleted acme[\s\S]*\d+:[0-9a-f]{64}\n$/) })
    expect((await run('company', 'list', '--json')).json()).toEqual([])
  })
})

describe('stop-everything', () => {
  it('stops every company, if somebody says yes', async () => {
    const { run, with: work } = session()
    await work(async paperclip => { await paperclip.found({ slug: 'acme' }); await paperclip.found({ slug: 'zeta' }) })
    expect(await run('stop-everything')).toMatchObject({ exit: 2, err: expect.stringMatching(/Stop everything in acme, zeta at once\?[\s\S]*--yes/) })
    expect(await run('stop-everything', '--yes', '--reason', 'Fire.')).toMatchObject({ exit: 0, out: expect.stringMatching(/^Stopped: acme, zeta\.[\s\S]*company resume acme[\s\S]*company resume zeta/) })
    expect((await run('company', 'list', '--json')).json()).toMatchObject([{ status: 'paused' }, { status: 'paused' }])
    await run('company', 'archive', 'acme')
    await run('company', 'archive', 'zeta')
    expect((await run('stop-everything', '--yes', '--json')).json()).toEqual([])
  })

  it('says which companies go on, on whose boards nobody of this machine is, and start founds nothing beside them', async () => {
    const { run, with: work } = session()
    await work(async paperclip => { await paperclip.as({ kind: 'operator', id: 'eve' }).found({ slug: 'hers' }) })
    expect(await run('stop-everything', '--yes')).toMatchObject({ exit: 1, out: expect.stringContaining('Not stopped, since you are not on the board: hers.') })
    expect((await run('doctor')).out).toMatch(/hers.*you are not on its board/)
    await run('start', '--for', '1s', '--json')
    expect((await run('company', 'list', '--json')).json()).toEqual([])
  })
})
