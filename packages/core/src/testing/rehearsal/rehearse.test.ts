import { describe, expect, it } from 'vitest'
import type { HeartbeatInput } from '../../domain/heartbeat.ts'
import { usd } from '../../domain/money.ts'
import type { Definition } from '../../operations/blueprint/definition.ts'
import { recordsOf } from '../company-suite/house-rules.ts'
import { scripted, trial } from '../trial.ts'
import { rehearse } from './rehearse.ts'

const FROM = new Date('2026-03-02T00:00:00Z')
const MINUTE = 60_000

const duty = (reportsTo: string | null, heartbeat: HeartbeatInput = {}): NonNullable<Definition['agents']>[string] => ({ role: 'worker', reportsTo, adapter: { kind: 'any', config: {} }, heartbeat: { every: '30m', idle: 'run', cap: '$0.10', ...heartbeat } })
const company = (agents: Definition['agents'], rest: Partial<Definition> = {}): Definition => ({ schema: 1, slug: 'acme', roles: { worker: { title: 'Worker' } }, agents, ...rest })
const agentIn = <A extends { slug: string }>(agents: readonly A[], slug: string): A => agents.find(one => one.slug === slug) ?? expect.fail(`there is no ${slug}`)

describe('a rehearsal', () => {
  it('shows what days of a company that is only written down come to', async () => {
    const shown = await rehearse({ of: { kind: 'definition', definition: company({ ada: duty(null), bob: duty('ada', { idle: 'rest' }) }, { budgets: [{ scope: 'company', limit: '$100' }] }) }, days: 2, from: FROM })
    expect(shown).toMatchObject({ company: 'acme', from: FROM, until: new Date('2026-03-04T00:00:00Z'), incidents: {}, complaints: [] })
    expect(agentIn(shown.agents, 'ada')).toMatchObject({ runs: 95, failed: 0, idle: 95 })
    expect(agentIn(shown.agents, 'bob')).toMatchObject({ runs: 0, spent: 0, busy: 0 })
    expect(shown.spent).toBeGreaterThan(0)
    expect(shown.month).toBe(Math.round(shown.spent * 15))
    expect(shown.worstMonth).toBe(usd(100))
    expect(shown.budgets).toMatchObject([{ scope: 'company', of: 'company', window: 'month', limit: usd(100), windows: [{ spent: shown.spent, isWarned: false, isStopped: false }] }])
  })

  it('is the same for the same seed, and another for another', async () => {
    const of = { kind: 'definition', definition: company({ ada: duty(null) }) } as const
    const [first, second, other] = [await rehearse({ of, days: 1, from: FROM, seed: 5 }), await rehearse({ of, days: 1, from: FROM, seed: 5 }), await rehearse({ of, days: 1, from: FROM, seed: 6 })]
    expect(second).toEqual(first)
    expect(other.spent).not.toBe(first.spent)
  })

  it('shows a budget that stops its agents, window by window', async () => {
    const shown = await rehearse({ of: { kind: 'definition', definition: company({ ada: duty(null, { cap: '$1' }) }, { budgets: [{ scope: 'agent', for: 'ada', limit: '$2', window: 'day' }] }) }, days: 3, from: FROM })
    expect(shown.budgets[0]?.windows).toHaveLength(3)
    for (const one of shown.budgets[0]?.windows ?? []) expect(one).toMatchObject({ isWarned: true, isStopped: true })
    expect(shown.spent).toBeLessThanOrEqual(usd(6))
    expect(shown.incidents['budget_stop']).toBeGreaterThan(0)
    expect(shown.worstMonth).toBe(usd(2 * 31))
  })

  it('copies a company that stands, with its work, and leaves it as it was', async () => {
    const { acme, store, clock } = await trial()
    await acme.agents.hire({ ...scripted('boss', 'rest'), heartbeat: { every: '10m' } })
    await acme.agents.hire({ ...scripted('dev', 'rest'), reportsTo: 'boss', heartbeat: { every: '10m' } })
    await acme.routines.set({ slug: 'news', title: 'News', assignee: 'dev', every: '6h', overlap: 'allow' })
    for (let n = 0; n < 5; n++) await acme.tasks.create({ title: `Task ${n}`, assignee: 'boss' })
    const before = await recordsOf(acme)
    const shown = await rehearse({ of: { kind: 'copy', store, company: 'acme' }, days: 4, from: clock.now() })
    expect(shown.tasks.done).toBeGreaterThan(10)
    expect(agentIn(shown.agents, 'dev').runs).toBeGreaterThan(10)
    expect(shown.complaints).toEqual([])
    expect(await recordsOf(acme)).toEqual(before)
  })

  it('takes a script of its own, and shows who is always busy and what waits', async () => {
    const { acme, store, clock } = await trial()
    await acme.agents.hire(scripted('slow', 'rest'))
    for (let n = 0; n < 60; n++) await acme.tasks.create({ title: `Task ${n}`, assignee: 'slow', reviewer: { operator: 'operator:local' } })
    const shown = await rehearse({
      of: { kind: 'copy', store, company: 'acme' }, days: 1, from: clock.now(),
      async script({ job: { brief: { focus }, desk }, wait }) {
        await wait(9 * MINUTE)
        await desk.say({ task: focus?.identifier ?? '', body: 'At it.' })
        await wait(9 * MINUTE)
        await desk.say({ task: focus?.identifier ?? '', body: 'At it.' })
        await wait(9 * MINUTE)
        if (focus) await desk.finish({ task: focus.identifier, result: 'Done.' })
        return { kind: 'done', summary: 'Done.' }
      },
    })
    expect(shown.bottlenecks.busy).toEqual(['slow'])
    expect(shown.bottlenecks.reviews).toEqual([{ reviewer: 'the board', tasks: 53 }])
    expect(shown.bottlenecks.waiting[0]?.waitedMs).toBeGreaterThan(12 * 60 * MINUTE)
  })

  it('rehearses at most a year', async () => {
    await expect(rehearse({ of: { kind: 'definition', definition: company({}) }, days: 367, from: FROM })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
