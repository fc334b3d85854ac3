import { describe, expect, it } from 'vitest'
import { session, staffedSession } from '../testing/session.ts'

describe('role', () => {
  it('set creates a role and changes what is named of it', async () => {
    const { run } = await staffedSession()
    expect(await run('role', 'set', 'clerk', '--title', 'Clerk', '--every', '1h', '--cap', '0.5', '--budget', '5', '--window', 'week', '--permit', 'agent.hire=team', '--permit', 'task.create=company:ask'))
      .toMatchObject({ exit: 0, err: '', out: expect.stringMatching(/^Created the role clerk\.[\s\S]*→ paperclipai agent hire <slug> --role clerk --data \S+ -- <program>\n$/) })
    expect((await run('role', 'set', 'clerk', '--permit', 'agent.hire=none', '--permit', 'goal.set=team', '--json')).json()).toMatchObject({
      slug: 'clerk', title: 'Clerk', budget: { limit: 5_000_000, window: 'week' }, heartbeat: { cap: 500_000, schedule: { everyMs: 3_600_000 } },
      permissions: { 'task.create': { scope: 'company', verdict: 'ask' }, 'goal.set': { scope: 'team', verdict: 'allow' } },
    })
    expect((await run('role', 'show', 'clerk')).out).toMatch(/clerk {2}Clerk\nagents {6}nobody\nmay {9}task\.create for company, asking the board\n {12}goal\.set for team\nheartbeat {3}every 1h, at most \$0\.50 a run\nbudget {6}\$5\.00 a week/)
  })

  it('list shows who is in each', async () => {
    const { run } = await staffedSession()
    expect((await run('role', 'list')).out).toMatch(/^ROLE .*\nboss +Boss +bo +agent\.hire\nwriter +Writer +ann +—\n$/)
    expect((await run('role', 'list', '--json')).json()).toMatchObject([{ slug: 'boss', agents: ['bo'] }, { slug: 'writer', agents: ['ann'] }])
  })

  it('says what to do where there is none', async () => {
    const { run } = session()
    await run('company', 'create', 'acme')
    expect(await run('role', 'list')).toMatchObject({ exit: 0, out: expect.stringContaining('role set engineer --title Engineer') })
  })

  it('remove takes away what nobody is in', async () => {
    const { run } = await staffedSession()
    await run('role', 'set', 'clerk')
    expect(await run('role', 'remove', 'clerk')).toMatchObject({ exit: 0, out: 'Removed the role clerk.\n' })
    expect(await run('role', 'remove', 'writer')).toMatchObject({ exit: 1, err: expect.stringContaining('writer') })
  })

  it.each([
    [['set', 'clerk', '--permit', 'everything'], 2, '--permit agent.hire=team'],
    [['set', 'clerk', '--permit', 'agent.hire=world'], 2, 'self, reports, team, company'],
    [['set', 'clerk', '--heartbeat', '{'], 2, '--heartbeat: is not JSON'],
    [['set', 'clerk', '--idle', 'dream'], 2, 'rest, run'],
    [['show', 'nope'], 1, 'role list'],
    [['set'], 2, 'role set --help'],
  ])('%j is refused', async (argv, exit, says) => {
    const { run } = await staffedSession()
    expect(await run('role', ...argv)).toMatchObject({ exit, out: '', err: expect.stringContaining(says) })
  })
})
