import { describe, expect, it } from 'vitest'
import { usd } from '../../domain/money.ts'
import { checkHouse } from '../company-suite/house-rules.ts'
import { stopped } from '../company-suite/opened-company.ts'
import { scripted, trial } from '../trial.ts'
import { HOSTILE_STEPS } from './hostile-steps.ts'

const MINUTE = 60_000

describe('an agent that', () => {
  it.each(Object.keys(HOSTILE_STEPS))('P1 R3 B3: %s ends its run once, and nobody else feels it', async name => {
    const { paperclip, acme, clock, store } = await trial({ script: {
      bad: HOSTILE_STEPS[name] ?? expect.fail(name),
      good: async ({ desk, brief: { focus } }) => { if (focus) await desk.finish({ task: focus.identifier, result: 'Done.' }); return { kind: 'done', summary: 'Done.' } },
    } })
    await acme.agents.hire(scripted('good', 'good'))
    await acme.agents.hire({ ...scripted('bad', 'bad'), heartbeat: { cap: '$0.50', silence: '2m', timeout: '3m' }, budget: { limit: '$100' } })
    await paperclip.start()
    await acme.tasks.create({ title: 'For the bad one', assignee: 'bad' })
    await clock.advance(1)
    await acme.tasks.create({ title: 'For the good one', assignee: 'good' })
    await clock.advance(1_000)
    expect(await acme.tasks.get('ACME-2')).toMatchObject({ status: 'done' })
    await clock.advance(4 * MINUTE)
    const [run] = (await acme.runs.list({ where: { agentId: (await acme.agents.get('bad')).id } })).rows
    expect(run).toMatchObject({ endedAt: expect.any(Date), reserved: 0 })
    expect(run?.spent).toBeLessThanOrEqual(usd(5))
    expect(await acme.check()).toEqual({ ok: true, problems: [] })
    expect(await acme.get()).toMatchObject({ status: 'active' })
    await stopped(paperclip, clock)
    expect(clock.waiting).toBe(0)
    await checkHouse(paperclip, acme.id)
    await store.close()
  })
})
