import assert from 'node:assert/strict'
import { usd } from '../../domain/money.ts'
import { createPaperclip, type Paperclip } from '../../paperclip.ts'
import type { Outcome } from '../../ports/adapter.ts'
import type { Store } from '../../ports/store.ts'
import { checkHouse } from '../company-suite/house-rules.ts'
import { stopped } from '../company-suite/opened-company.ts'
import { CountingIds } from '../counting-ids.ts'
import { FakeClock } from '../fake-clock.ts'
import type { Runner } from '../runner.ts'
import { scriptedAdapter, type ScriptedOverrides, type Step } from '../scripted-adapter.ts'
import { scripted } from '../trial.ts'
import { waitedFor } from '../waited-for.ts'
import { faultyStore, type Fault, type FaultyStore } from './faulty-store.ts'
import type { FaultSuite } from './tried-store.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const done: Outcome = { kind: 'done', summary: 'Done.' }

/** One life of a task, from its assignment to its end. */
interface Life {
  /** What its agent does, run by run; the last one goes on. */
  steps: readonly ((stage: Stage) => Step)[]
  adapter?: (stage: Stage) => ScriptedOverrides
  /** What happens from outside, every ten seconds. */
  meanwhile?: (paperclip: Paperclip, stage: Stage) => Promise<void>
  /** A node that had the agent in hand is gone, and this one finds its run. */
  isRescue?: true
}

interface Stage { clock: FakeClock; callbacks: string[]; polls: number }

const finishes = (): Step => async ({ desk, spend, log, brief: { focus } }) => {
  log({ stream: 'stdout', level: 'info', text: 'At it.' })
  await spend({ id: 'call-1', cost: usd(0.02) }).catch(() => {})
  for (const tries of [1, 2]) if (focus) await desk.finish({ task: focus.identifier, result: `Done, tried ${tries} times.` }).catch(() => {})
  return { ...done, usage: [{ id: 'call-1', cost: usd(0.02) }, { id: 'call-2', cost: usd(0.01) }] }
}
const defers = ({ clock, callbacks }: Stage): Step => async ({ callback }) => {
  callbacks.push(callback)
  return { kind: 'deferred', until: new Date(clock.now().getTime() + 2 * MINUTE), handle: { job: 1 } }
}

const LIVES: Readonly<Record<string, Life>> = {
  'a run, from claim to settle': { steps: [finishes] },
  'a run that fails, and the next': { steps: [() => async () => ({ kind: 'failed', error: { kind: 'network', message: 'Away.', retryAfterMs: null } }), finishes] },
  'a run that is cancelled': {
    steps: [() => ({ signal }) => new Promise(resolve => { signal.addEventListener('abort', () => resolve(done), { once: true }) }), finishes],
    meanwhile: async paperclip => {
      const acme = await paperclip.company('acme')
      for (const run of (await acme.runs.list({ where: { status: 'running' } })).rows) await acme.runs.cancel(run.id, 'Enough.', { key: run.id })
    },
  },
  'a deferred run that is polled': { steps: [defers, finishes], adapter: stage => ({ poll: async () => (++stage.polls > 1 ? { ...done, usage: [{ id: 'remote', cost: usd(0.1) }] } : null) }) },
  'a deferred run that calls back': {
    steps: [defers, finishes],
    meanwhile: async (paperclip, { callbacks: [callback] }) => {
      if (callback !== undefined) await paperclip.runs.finish(callback, { ...done, usage: [] }, { key: 'called' })
    },
  },
  'a deferred run that is given up': { steps: [defers, finishes], adapter: () => ({ cancel: async () => {} }) },
  'the rescue of a lost run': { steps: [finishes], isRescue: true },
}

/** Each life, with a fault in each call of the store until it is over without one. */
export function beatFaults({ it }: Runner, { open, everyCall = 1 }: FaultSuite): void {
  for (const [name, life] of Object.entries(LIVES)) {
    it(`R1 R3 B3 C2: lets ${name} come to one end`, async () => {
      const calls = await lived(open, life, null)
      assert.ok(calls >= 3, 'the store is asked')
      for (let call = 1; call <= calls; call += everyCall) {
        await lived(open, life, { before: call })
        await lived(open, life, { after: call })
      }
    }, 600_000)
  }
}

/** Lives a life on a store of its own. Returns how many calls it took until its task was done. */
async function lived(open: FaultSuite['open'], life: Life, fault: Fault | null): Promise<number> {
  const stage: Stage = { clock: new FakeClock(), callbacks: [], polls: 0 }, { clock } = stage
  const opened = await open(clock), base = waitedFor(opened.store, clock)
  const where = fault ? `after a fault ${JSON.stringify(fault)}` : 'without a fault'
  try {
    const ids = new CountingIds()
    let turn = 0
    const turns = life.steps.map(step => step(stage))
    const work: Step = job => (turns[Math.min(turn++, turns.length - 1)] ?? finishes())(job)
    const adapter = scriptedAdapter({ work }, life.adapter?.(stage))
    const node = (store: Store, on = clock): Paperclip => createPaperclip({ store, clock: on, ids, adapters: [adapter], logger: { warn() {}, error() {} }, limits: { backoffFirstMs: MINUTE } })
    const board = node(base)
    const acme = await board.found({ slug: 'acme' })
    await acme.roles.set({ slug: 'worker', title: 'Worker' })
    await acme.agents.hire({ ...scripted('dev', 'work'), heartbeat: { every: '1m', jitterPercent: 0 }, budget: { limit: '$10' } })
    await acme.tasks.create({ title: 'Build', assignee: 'dev' })
    if (life.isRescue) await leaveBehind(node, base, new FakeClock(clock.now()))
    const store = faultyStore(base, fault ?? { before: 0 })
    const paperclip = node(store)
    await paperclip.start()
    const calls = await pass(clock, { store, isOver: async () => (await acme.tasks.get('ACME-1')).status === 'done', meanwhile: async () => life.meanwhile?.(paperclip, stage).catch(() => {}) })
    assert.equal((await acme.tasks.get('ACME-1')).status, 'done', `the task is done ${where}`)
    const runs = (await acme.runs.list()).rows
    assert.ok(runs.every(({ endedAt }) => endedAt !== null), `every run has ended ${where}: ${JSON.stringify(runs.map(({ status }) => status))}`)
    assert.deepEqual((await acme.check()).problems, [], where)
    await stopped(paperclip, clock)
    await checkHouse(board, acme.id)
    return calls
  } finally {
    await opened.close()
  }
}

/** Begins a run on a node that is then gone: its clock goes on no more, and it never gets to its adapter. */
async function leaveBehind(node: (store: Store, on: FakeClock) => Paperclip, base: Store, still: FakeClock): Promise<void> {
  const gone: Store = { ...faultyStore(base, { before: 0 }), transact: async (company, work) => {
    await base.transact(company, work)
    return new Promise<never>(() => {})
  } }
  await node(gone, still).start()
  await still.advance(1)
}

interface Passing { store: FaultyStore; isOver: () => Promise<boolean>; meanwhile: () => Promise<void> }

/** Lets up to six minutes pass, and half a minute more for what is left. Returns the calls it took until it was over. */
async function pass(clock: FakeClock, { store, isOver, meanwhile }: Passing): Promise<number> {
  for (let seconds = 0; seconds < 360; seconds += 10) {
    await clock.advance(10 * SECOND)
    await Promise.all([meanwhile(), clock.advance(1)])
    if (!await isOver()) continue
    const { calls } = store
    await clock.advance(2 * MINUTE)
    return calls
  }
  return store.calls
}
