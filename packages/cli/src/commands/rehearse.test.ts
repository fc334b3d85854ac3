import { describe, expect, it } from 'vitest'
import { session, staffedSession } from '../testing/session.ts'

describe('rehearse', () => {
  it('shows what days of a company come to, and leaves the company as it was', async () => {
    const { run, with: work } = await staffedSession()
    await work(async paperclip => {
      const acme = await paperclip.company('acme')
      await acme.tasks.create({ title: 'Write', assignee: 'ann' })
      await acme.agents.configure('bo', { heartbeat: { every: '1h', idle: 'run', cap: '$0.10' } })
    })
    const before = (await run('audit', 'export')).out
    const { exit, out, err } = await run('rehearse', '--days', '3')
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(out).toMatch(/^acme {2}3 days with scripted agents, [\d,]+ times as fast as they pass\n\nAGENT +RUNS +FAILED +IDLE +BUSY +SPENT\nbo +7\d +0 /)
    expect(out).toMatch(/BUDGET +LIMIT +DEAREST +WARNED +STOPPED\nagent ann, a month +\$2\.00/)
    expect(out).toMatch(/at worst +\$\d+\.\d\d in 30 days/)
    expect((await run('rehearse', '--days', '1', '--json')).json()).toMatchObject({ company: 'acme', tasks: { done: 1 }, agents: [{ slug: 'bo' }, { slug: 'ann', runs: expect.any(Number) }] })
    expect((await run('audit', 'export')).out).toBe(before)
  })

  it('says what is wrong with its days, and where there is nothing to rehearse', async () => {
    const { run } = await staffedSession()
    expect(await run('rehearse', '--days', '400')).toMatchObject({ exit: 2, out: '', err: expect.stringContaining('at most 366') })
    expect(await session().run('rehearse')).toMatchObject({ exit: 1, out: '', err: expect.stringContaining('There is no company data') })
  })
})
