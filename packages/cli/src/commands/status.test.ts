import { describe, expect, it } from 'vitest'
import { session, staffedSession } from '../testing/session.ts'

describe('status', () => {
  it('shows agents, tasks, goals and money at a glance', async () => {
    const { run, with: work } = await staffedSession()
    await work(async paperclip => {
      const acme = await paperclip.company('acme')
      await acme.goals.set({ title: 'Sell', metric: { start: 0, target: 100, current: 25, unit: 'widgets' } })
      await acme.tasks.create({ title: 'Write', assignee: 'ann' })
    })
    const { exit, out, err } = await run('status')
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(out).toMatch(/^Acme \(acme, active\) {2}Make the best widgets\.\n\nAgents\n {2}bo .*idle.*\n {4}ann .*waiting/)
    expect(out).toContain('1 todo')
    expect(out).toContain('█████░░░░░░░░░░░░░░░  25 %  Sell  25 widgets, target 100')
    expect(out).toContain('░░░░░░░░░░░░░░░░░░░░  ann  $0.00 of $2.00 a month')
    expect((await run('status', '--json')).json()).toMatchObject({ company: { slug: 'acme' }, agents: [{ slug: 'bo' }, { slug: 'ann', depth: 1 }], tasks: { todo: 1 }, approvals: [], incidents: [] })
  })

  it('says what to do in an empty company', async () => {
    const { run } = session()
    await run('company', 'create', 'acme')
    expect((await run('status')).out).toContain('Nobody works here yet')
  })
})
