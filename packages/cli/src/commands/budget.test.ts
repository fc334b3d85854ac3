import { describe, expect, it } from 'vitest'
import { staffedSession } from '../testing/session.ts'

describe('budget', () => {
  it('set limits what is named, and list draws it', async () => {
    const { run } = await staffedSession()
    expect(await run('budget', 'set', '20')).toMatchObject({ exit: 0, out: 'The company may spend $20.00 a month, not more.\n' })
    expect(await run('budget', 'set', '5', '--team', 'bo', '--window', 'lifetime', '--warn', '50')).toMatchObject({ exit: 0, out: 'team of bo may spend $5.00 in all, not more.\n' })
    await run('goal', 'set', 'Launch')
    expect(await run('budget', 'set', '1', '--goal', 'Launch')).toMatchObject({ exit: 0, out: expect.stringContaining('goal Launch may spend') })
    expect((await run('budget', 'list')).out).toMatch(/ann +░{20} +\$0\.00 +\$2\.00 {2}a month[\s\S]*company[\s\S]*team of bo .* ever /)
    expect((await run('budget', 'list', '--json')).json()).toMatchObject([{ of: 'ann', balance: { spent: 0 } }, { of: 'company', limit: 20_000_000 }, { of: 'team of bo', window: 'lifetime', warnPercent: 50 }, { of: 'goal Launch' }])
  })

  it('raise gives more', async () => {
    const { run } = await staffedSession(), [{ id = '' } = {}] = (await run('budget', 'list', '--json')).json() as { id: string }[]
    expect(await run('budget', 'raise', id.slice(-6), '3')).toMatchObject({ exit: 0, out: 'ann may spend $3.00: whom it held goes on.\n' })
    expect(await run('budget', 'raise', id, '1')).toMatchObject({ exit: 1, err: expect.stringContaining('must be more than the $3.00') })
  })

  it.each([
    [['set', 'much'], 1, 'limit'],
    [['set', '1', '--agent', 'ann', '--team', 'bo'], 2, '--agent, --team'],
    [['set', '1', '--window', 'year'], 2, 'day, week, month, lifetime'],
    [['set', '1', '--agent', 'nobody'], 1, 'agent list'],
    [['raise', 'zzzzzz', '5'], 1, 'budget list'],
  ])('%j is refused', async (argv, exit, says) => {
    const { run } = await staffedSession()
    expect(await run('budget', ...argv)).toMatchObject({ exit, out: '', err: expect.stringContaining(says) })
  })
})
