import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { staffedSession } from '../testing/session.ts'

describe('routine', () => {
  it('is set, shown, triggered, paused, resumed and removed', async () => {
    const { run } = await staffedSession()
    expect(await run('routine', 'list')).toMatchObject({ exit: 0, out: expect.stringContaining('routine set weekly-report') })
    expect(await run('routine', 'set', 'weekly', '--assignee', 'ann', '--reviewer', 'me', '--cron', '0 9 * * 1', '--zone', 'Europe/Berlin', '--title', 'Weekly report', '--catch-up', '3', '--overlap', 'skip'))
      .toMatchObject({ exit: 0, err: '', out: expect.stringMatching(/^The routine weekly is set: cron 0 9 \* \* 1, next in /) })
    expect((await run('routine', 'list')).out).toMatch(/weekly +ann +cron 0 9 \* \* 1 +in .* Weekly report/)
    expect((await run('routine', 'list', '--json')).json()).toMatchObject([{ slug: 'weekly', assignee: 'ann', nextDue: expect.any(String), catchUp: { kind: 'all', max: 3 } }])
    expect(await run('routine', 'trigger', 'weekly', '--payload', '{"week": 12}')).toMatchObject({ exit: 0, out: expect.stringContaining('Asked: ACME-1 Weekly report.') })
    expect(await run('routine', 'trigger', 'weekly')).toMatchObject({ exit: 0, out: expect.stringContaining('Nothing was asked') })
    expect((await run('routine', 'show', 'weekly')).out).toMatch(/for {9}ann\nreviewer {4}you[\s\S]*missed {6}up to 3 of them done[\s\S]*ACME-1 +todo/)
    expect(await run('routine', 'pause', 'weekly')).toMatchObject({ exit: 0, out: expect.stringContaining('routine resume weekly') })
    expect((await run('routine', 'list')).out).toContain('paused')
    expect(await run('routine', 'resume', 'weekly')).toMatchObject({ exit: 0, out: expect.stringMatching(/^weekly asks again, next in /) })
    expect(await run('routine', 'remove', 'weekly')).toMatchObject({ exit: 0, out: 'Removed weekly. Its tasks stay.\n' })
  })

  it.each([
    [['set', 'x', '--every', '1d'], 1, 'assignee'],
    [['set', 'x', '--assignee', 'nobody'], 1, 'agent list'],
    [['set', 'x', '--assignee', 'ann', '--overlap', 'twice'], 2, 'skip, allow, replace'],
    [['set', 'x', '--assignee', 'ann', '--catch-up', 'never'], 2, 'once, skip'],
    [['trigger', 'nope'], 1, 'routine list'],
    [['show', 'nope'], 1, 'routine list'],
  ])('%j is refused', async (argv, exit, says) => {
    const { run } = await staffedSession()
    expect(await run('routine', ...argv)).toMatchObject({ exit, out: '', err: expect.stringContaining(says) })
  })
})

describe('signal send', () => {
  it('brings data in place, or piped in, to an agent or its team', async () => {
    const { run, runOn } = await staffedSession()
    expect(await run('signal', 'send', 'ann', '--source', 'shop', '--json-payload', '{"order": 12}')).toMatchObject({ exit: 0, out: 'Sent to ann.\n' })
    expect(await runOn({ piped: Readable.from(['{"order": 13}']) }, 'signal', 'send', 'bo', '--source', 'shop', '--team')).toMatchObject({ exit: 0, out: 'Sent to bo and the 1 below.\n' })
    expect((await run('inbox', 'ann')).out).toMatch(/signal +from shop: \{"order":12\}\n.*from shop: \{"order":13\}/)
    expect((await run('signal', 'send', 'ann', '--source', 'shop', '--json-payload', '1', '--json')).json()).toMatchObject([{ source: 'shop', payload: 1 }])
  })

  it.each([
    [['ann', '--source', 'shop'], 2, 'or pipe it in'],
    [['ann', '--source', 'shop', '--json-payload', '{'], 2, 'is not JSON'],
    [['ann', '--json-payload', '1'], 2, '--source'],
    [['nobody', '--source', 'shop', '--json-payload', '1'], 1, 'agent list'],
  ])('%j is refused', async (argv, exit, says) => {
    const { run } = await staffedSession()
    expect(await run('signal', 'send', ...argv)).toMatchObject({ exit, out: '', err: expect.stringContaining(says) })
  })
})
