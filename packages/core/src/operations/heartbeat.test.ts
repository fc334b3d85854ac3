import { describe, expect, it } from 'vitest'
import { usd } from '../domain/money.ts'
import { scripted, trial } from '../testing/trial.ts'

describe('the heartbeat', () => {
  it('wakes an agent for a task it is given, and the task is done', async () => {
    const { acme, paperclip, clock, adapter, complaints } = await trial({ script: {
      work: async ({ desk, brief, spend }) => {
        await spend({ id: 'call-1', cost: usd(0.1), model: 'm', inputTokens: 10, outputTokens: 5 })
        await desk.finish({ task: brief.focus?.identifier ?? '', result: 'Built.' })
        return { kind: 'done', summary: 'Built a widget.' }
      },
    } })
    await acme.agents.hire({ ...scripted('dev', 'work'), budget: { limit: '$5' } })
    await paperclip.start()
    await acme.tasks.create({ title: 'Build a widget', assignee: 'dev' })
    await clock.advance(1_000)
    expect(complaints).toEqual([])
    expect(await acme.tasks.get('ACME-1')).toMatchObject({ status: 'done', result: 'Built.', checkoutRunId: null })
    expect((await acme.runs.list()).rows).toMatchObject([{ status: 'succeeded', summary: 'Built a widget.', spent: usd(0.1), reserved: 0, causes: ['assignment'] }])
    const [budget] = (await acme.budgets.list()).rows
    expect(await acme.budgets.balance(budget!.id)).toMatchObject({ spent: usd(0.1), reserved: 0 })
    expect(adapter.jobs[0]?.brief.focus).toMatchObject({ identifier: 'ACME-1', why: [{ kind: 'mission', title: 'Make the best widgets.' }] })
    expect(await acme.agents.standing('dev')).toMatchObject({ state: 'idle', dueAt: null, unseen: 0 })
    expect(await acme.audit.verify()).toMatchObject({ ok: true })
    await paperclip.stop()
    expect(clock.waiting).toBe(0)
  })
})
