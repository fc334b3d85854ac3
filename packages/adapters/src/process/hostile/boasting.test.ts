import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPaperclip, type CompanyHandle, type PaperclipEvent } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { functionAdapter, type AgentFunction } from '../../function/index.ts'
import { processAdapter } from '../process-adapter.ts'

/** The largest number of micro-dollars that is a safe integer. */
const MOST = Number.MAX_SAFE_INTEGER
const LIMITS = { leaseMs: 1_500, renewEveryMs: 300, selfAbortMs: 900, sweepMs: 200, spendEveryMs: 20, backoffFirstMs: 50, backoffMostMs: 100 } as const

let folder = ''
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'paperclip-boasts-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

/** A company with a program that boasts, and two functions. */
async function boasting(costs: readonly number[], good: AgentFunction) {
  const store = await openSqlite({ file: join(folder, 'paperclip.db') }), complaints: string[] = []
  const complain = (message: string, { error }: Readonly<Record<string, unknown>> = {}) => void complaints.push(`${message} ${String(error)}`)
  const paperclip = createPaperclip({ store, adapters: [processAdapter(), functionAdapter({ good })], limits: LIMITS, logger: { warn: complain, error: complain } })
  const acme = await paperclip.found({ slug: 'acme' })
  onTestFinished(async () => {
    await paperclip.stop({ drainMs: 0 })
    await store.close()
  })
  await acme.roles.set({ slug: 'worker' })
  const config = { command: ['sh', join(import.meta.dirname, 'agents/boasts.sh'), ...costs.map(String)], graceMs: 100 }
  const terms = { role: 'worker', heartbeat: { cap: '$0.01' }, budget: { limit: '$0.02' } }
  await acme.agents.hire({ ...terms, slug: 'boasts', adapter: { kind: 'process', config } })
  for (const slug of ['good', 'better']) await acme.agents.hire({ ...terms, slug, adapter: { kind: 'function', config: { function: 'good' } } })
  return { paperclip, acme, complaints }
}

const heard = (acme: CompanyHandle, is: (event: PaperclipEvent) => boolean) => new Promise<void>(resolve => {
  const stop = acme.on(event => {
    if (!is(event)) return
    stop()
    resolve()
  })
})
const isAction = (action: RegExp) => (event: PaperclipEvent) => event.kind === 'record' && action.test(event.record.action)
const ENDS = /^run\.(succeeded|failed|lost|timed_out|cancelled)$/
const runOf = async (acme: CompanyHandle, slug: string) => (await acme.runs.list({ where: { agentId: (await acme.agents.get(slug)).id } })).rows[0]

describe('a hostile agent that says it has spent more than there is', () => {
  it('B2, B3: ends at its cap; what it says is posted, and stops its own budget with an incident, and nobody else', async () => {
    const { paperclip, acme, complaints } = await boasting([9_000_000_000_000_000], async ({ desk, brief }) => void await desk.finish({ task: brief.focus?.identifier ?? '', result: 'Well.' }))
    await acme.tasks.create({ title: 'Boast', assignee: 'boasts' })
    const ended = heard(acme, isAction(ENDS))
    await paperclip.start()
    await ended
    await acme.tasks.create({ title: 'Work', assignee: 'good' })
    expect(await acme.tasks.finished('ACME-2')).toMatchObject({ status: 'done' })
    expect(await runOf(acme, 'boasts')).toMatchObject({ status: 'failed', failure: 'budget', reserved: 0, spent: 9_000_000_000_000_000 })
    expect((await acme.incidents.list()).rows.map(({ kind }) => kind)).toContain('overrun')
    expect(await acme.agents.standing('boasts')).toMatchObject({ state: 'held', holds: [{ cause: 'budget' }] })
    expect(await acme.audit.verify()).toMatchObject({ ok: true })
    expect(complaints).toEqual([])
  }, 30_000)

  // Known to fail: a sum of money that is no safe integer throws inside the transaction that ends the run, so its own node never ends it and the overrun is on no record.
  it.each([[[MOST]], [[MOST, MOST]], [[9_000_000_000_000_000, 9_000_000_000_000_000]]])('B2, B3, B5: and more than can be counted (%j), and its run ends at its cap all the same', async costs => {
    const { paperclip, acme, complaints } = await boasting(costs, () => {})
    await acme.tasks.create({ title: 'Boast', assignee: 'boasts' })
    const ended = heard(acme, isAction(ENDS))
    await paperclip.start()
    await ended
    expect(await runOf(acme, 'boasts')).toMatchObject({ status: 'failed', failure: 'budget', reserved: 0 })
    expect((await acme.incidents.list()).rows.map(({ kind }) => kind)).toContain('overrun')
    expect(complaints).toEqual([])
  }, 30_000)

  // Known to fail, for the same reason, and worse: a run of an agent that did nothing wrong stays open for ever, since to rescue it takes a sum as well.
  it('R3, R4, B3: pays from the same budget as others, whose runs in progress end all the same', async () => {
    const { paperclip, acme } = await boasting([MOST - 15_100], async ({ desk, brief, spend }) => {
      await posted
      await spend({ id: 'honest', cost: 9_000 })
      await desk.finish({ task: brief.focus?.identifier ?? '', result: 'Well.' })
    })
    await acme.budgets.set({ scope: 'company', limit: '$0.03' })
    const posted = heard(acme, isAction(/^run\.failed$/))
    for (const assignee of ['good', 'better', 'boasts']) await acme.tasks.create({ title: 'Work', assignee })
    await paperclip.start()
    await posted
    await vi.waitFor(async () => {
      for (const slug of ['good', 'better']) expect(await runOf(acme, slug)).toMatchObject({ status: expect.not.stringMatching('running'), reserved: 0 })
    }, { timeout: 4 * LIMITS.leaseMs, interval: 100 })
  }, 30_000)
})

describe('an agent that writes more than its log may hold', () => {
  // Known to fail: what is dropped from a full log is not heard either, so a program that writes all the time is taken for silent.
  it('P1: is not ended for its silence while it goes on writing', async () => {
    const store = await openSqlite({ file: join(folder, 'paperclip.db') }), paperclip = createPaperclip({ store, adapters: [processAdapter()] })
    onTestFinished(async () => {
      await paperclip.stop({ drainMs: 0 })
      await store.close()
    })
    const acme = await paperclip.found({ slug: 'acme' })
    await acme.roles.set({ slug: 'worker' })
    await acme.agents.hire({ slug: 'talks-on', role: 'worker', heartbeat: { silence: '1s' }, adapter: { kind: 'process', config: { command: ['sh', join(import.meta.dirname, 'agents/talks-on.sh')], graceMs: 100 } } })
    await acme.tasks.create({ title: 'Talk', assignee: 'talks-on' })
    const ended = heard(acme, isAction(ENDS))
    await paperclip.start()
    await ended
    expect(await runOf(acme, 'talks-on')).toMatchObject({ status: 'succeeded' })
  }, 30_000)
})
