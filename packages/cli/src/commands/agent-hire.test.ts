import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deskCompany } from '../testing/desk-company.ts'
import { staffedSession } from '../testing/session.ts'

const NODE = process.execPath

describe('agent hire', () => {
  it('takes a program after "--", which starts where the person stands', async () => {
    const { run, data } = await staffedSession()
    const hired = await run('agent', 'hire', 'cy', '--role', 'writer', '--reports-to', 'bo', '--name', 'Cy', '--instructions', 'Write well.', '--cron', '0 9 * * 1-5', '--zone', 'Europe/Berlin', '--budget', '3', '--', NODE, 'agent.mjs', '--json')
    expect(hired).toMatchObject({ exit: 0, err: '', out: expect.stringMatching(/^cy is hired\. Give it something to do:\n {2}→ .*task create "…" --assignee cy/) })
    expect((await run('agent', 'show', 'cy', '--json')).json()).toMatchObject({
      name: 'Cy', instructions: 'Write well.', status: 'active', heartbeat: { schedule: { kind: 'cron', zone: 'Europe/Berlin' } }, adapter: { kind: 'process', config: { command: [NODE, 'agent.mjs', '--json'], cwd: dirname(data) } },
    })
    expect((await run('budget', 'list', '--json')).json()).toContainEqual(expect.objectContaining({ of: 'cy', limit: 3_000_000 }))
  })

  it('takes any adapter, its configuration in a file, and instructions that are piped in', async () => {
    const { run, runOn, data } = await staffedSession(), file = join(dirname(data), 'adapter.json')
    writeFileSync(file, '{"function": "copywriter"}')
    const { Readable } = await import('node:stream')
    expect(await runOn({ piped: Readable.from(['Be brief.']) }, 'agent', 'hire', 'cy', '--role', 'writer', '--adapter', 'function', '--adapter-config', `@${file}`, '--instructions', '@-', '--draft')).toMatchObject({ exit: 0, out: expect.stringContaining('agent activate cy') })
    expect((await run('agent', 'show', 'cy', '--json')).json()).toMatchObject({ status: 'draft', instructions: 'Be brief.', adapter: { config: { function: 'copywriter' } } })
    expect(await run('agent', 'activate', 'cy')).toMatchObject({ exit: 0, out: expect.stringContaining('cy is active') })
  })

  it('takes an adapter that --config brings', async () => {
    const { run, data } = await staffedSession()
    expect(await run('agent', 'hire', 'cy', '--role', 'writer', '--adapter', 'mine', '--config', deskCompany(dirname(data), 'finish'))).toMatchObject({ exit: 0, err: '' })
    expect(await run('agent', 'hire', 'di', '--role', 'writer', '--adapter', 'mine')).toMatchObject({ exit: 1, err: expect.stringContaining('there is no adapter "mine"') })
  })

  it('does it once for a key', async () => {
    const { run } = await staffedSession(), argv = ['agent', 'hire', 'cy', '--role', 'writer', '--adapter', 'function', '--adapter-config', '{"function":"copywriter"}', '--key', 'k1', '--json'] as const
    const first = (await run(...argv)).json(), again = (await run(...argv)).json()
    expect(again).toEqual(first)
  })

  it('asks the board where two must decide', async () => {
    const { run } = await staffedSession()
    await run('company', 'update', '--board-minimum', '2')
    const argv = ['agent', 'hire', 'cy', '--role', 'writer', '--reason', 'More hands.', '--', NODE] as const
    expect(await run(...argv)).toMatchObject({ exit: 0, out: expect.stringMatching(/^Waits for the board: hire cy \(cy\) as writer\.\n {2}runs process .*\n {2}→ .*approval approve \w{6}/) })
    expect((await run('agent', 'terminate', 'ann', '--yes', '--json')).json()).toMatchObject({ kind: 'waiting', approval: { actKind: 'agent.terminate' } })
    expect((await run('approval', 'list')).out).toContain('More hands.')
  })

  it.each([
    [['hire', 'cy', '--role', 'writer'], 2, 'what does the thinking'],
    [['hire', 'cy'], 2, '--role'],
    [['hire', 'cy', '--role', 'nope', '--', NODE], 1, 'role list'],
    [['hire', 'cy', '--role', 'writer', '--', '/no/such/program'], 1, '/no/such/program'],
    [['hire', 'cy', '--role', 'writer', '--adapter-config', '{}'], 2, '--adapter <kind>'],
    [['hire', 'cy', '--role', 'writer', '--instructions', '@nowhere.md', '--', NODE], 2, 'does not exist'],
    [['configure', 'ann'], 2, 'nothing to change'],
    [['configure', 'nobody', '--name', 'X'], 1, 'agent list'],
  ])('%j is refused', async (argv, exit, says) => {
    const { run } = await staffedSession()
    expect(await run('agent', ...argv)).toMatchObject({ exit, out: '', err: expect.stringContaining(says) })
  })
})

describe('an agent', () => {
  it('is configured, and taken back to what it was', async () => {
    const { run } = await staffedSession()
    expect(await run('agent', 'configure', 'ann', '--every', '2h', '--cap', '0.25')).toMatchObject({ exit: 0, out: 'ann works like this from its next run on: that is its revision 2.\n' })
    expect(await run('agent', 'configure', 'ann', '--name', 'Ann', '--if-revision', '1')).toMatchObject({ exit: 4, err: expect.stringContaining('revision 2') })
    expect((await run('agent', 'revisions', 'ann')).out).toMatch(/hired\n[\s\S]*every 2h +heartbeat\n {2}→ .*agent rollback ann 1/)
    expect((await run('agent', 'revisions', 'ann', '--json')).json()).toMatchObject([{ number: 1 }, { number: 2 }])
    expect(await run('agent', 'rollback', 'ann', '1')).toMatchObject({ exit: 0, out: expect.stringContaining('its revision 3') })
    expect(await run('agent', 'rollback', 'ann', '9')).toMatchObject({ exit: 2, err: expect.stringContaining('must be one of 1, 2, 3') })
  })

  it('is moved, paused, resumed and ended', async () => {
    const { run } = await staffedSession()
    expect(await run('agent', 'move', 'ann', 'board')).toMatchObject({ exit: 0, out: 'ann reports to the board.\n' })
    expect(await run('agent', 'move', 'ann', 'bo')).toMatchObject({ exit: 0, out: 'ann reports to bo.\n' })
    expect(await run('agent', 'pause', 'ann', '--reason', 'Wait.')).toMatchObject({ exit: 0, out: expect.stringContaining('agent resume ann') })
    expect((await run('agent', 'show', 'ann')).out).toMatch(/state {7}held: operator\nheld {8}Wait\./)
    expect(await run('agent', 'resume', 'ann')).toMatchObject({ exit: 0, out: 'ann wakes again.\n' })
    expect(await run('agent', 'terminate', 'ann')).toMatchObject({ exit: 2, err: expect.stringMatching(/End ann for good\? Nobody is here to say yes[\s\S]*--yes/) })
    expect(await run('agent', 'terminate', 'ann', '--yes')).toMatchObject({ exit: 0, out: expect.stringContaining('ann has ended') })
    expect((await run('agent', 'show', 'ann', '--json')).json()).toMatchObject({ status: 'terminated' })
  })

  it('is reviewed, and has a scorecard', async () => {
    const { run } = await staffedSession()
    expect(await run('agent', 'review', 'ann')).toMatchObject({ exit: 0, out: expect.stringContaining('Nothing was said about ann yet') })
    expect(await run('agent', 'review', 'ann', 'Good', 'work.', '--rating', '4')).toMatchObject({ exit: 0, out: 'Said. ann reads it in its next run.\n' })
    expect((await run('agent', 'review', 'ann')).out).toMatch(/^you now {2}★★★★☆\n {2}Good work\.\n$/)
    expect((await run('agent', 'review', 'ann', '--json')).json()).toMatchObject([{ rating: 4, body: 'Good work.' }])
    expect(await run('agent', 'review', 'ann', '--rating', '1')).toMatchObject({ exit: 2, err: expect.stringContaining('Say why') })
    expect((await run('agent', 'scorecard', 'ann', '--since', '7d')).out).toMatch(/finished {4}0\nsent back {3}0\nruns {8}0\nfailed {6}0\ncost {8}\$0\.00\nper finished—/)
    expect((await run('agent', 'scorecard', 'ann', '--json')).json()).toMatchObject({ agent: 'ann', finished: 0, costPerFinishedMicros: null })
    expect(await run('agent', 'scorecard', 'ann', '--since', 'yesterday')).toMatchObject({ exit: 2, err: expect.stringContaining('2026-03-01') })
  })
})
