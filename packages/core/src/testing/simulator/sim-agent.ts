import { isPaperclipError, PaperclipError } from '../../domain/error.ts'
import { usd } from '../../domain/money.ts'
import { FAILURES } from '../../domain/run.ts'
import type { UsageInput } from '../../domain/usage.ts'
import type { Adapter, AdapterJob, Outcome } from '../../ports/adapter.ts'
import type { Clock } from '../../ports/clock.ts'
import { scriptedAdapter, type ScriptedConfig } from '../scripted-adapter.ts'
import type { World } from './world.ts'

/** The most that one metered call of an agent costs: what a budget can be overrun by, per run. */
export const QUANTUM = usd(0.5)
const MOST_TASKS = 80
const MINUTE = 60_000

type Job = AdapterJob<ScriptedConfig>

/** The node on which an agent works. */
export interface Workplace { name: string; clock: Clock; /** Calls back, for a deferred run. */ finish(callback: string, outcome: Outcome): Promise<unknown> }

/** One run of a scripted agent. */
interface Shift { job: Job; world: World; node: Workplace }

const done = (summary = 'Done.'): Outcome => ({ kind: 'done', summary })

/** What an agent may do in a run, and how often. */
const OFTEN = {
  finish: 40, spend: 14, spendOut: 6, spendTwice: 5, unpriced: 2, fail: 4, crash: 2, garbage: 2, hang: 2, deaf: 2, talkOn: 3,
  defer: 10, delegate: 10, say: 3, ask: 5, propose: 6, block: 4, lie: 6, nothing: 4,
} as const

const DO: Readonly<Record<keyof typeof OFTEN, (shift: Shift) => Promise<Outcome>>> = {
  finish: work,
  async spend(shift) {
    for (let calls = shift.world.chance.whole(1, 5); calls > 0 && !shift.job.signal.aborted; calls--) await pay(shift)
    return work(shift)
  },
  async spendOut(shift) {
    while (!shift.job.signal.aborted) await pay(shift, QUANTUM)
    return failed(shift)
  },
  async spendTwice(shift) {
    const entry: UsageInput = { id: 'same', cost: shift.world.chance.whole(1, 100_000) }
    for (let time = 0; time < 3; time++) await attempt(shift, () => shift.job.spend(entry))
    return { ...await work(shift), usage: [entry] }
  },
  async unpriced(shift) {
    await attempt(shift, () => shift.job.spend({ id: 'unknown', cost: null }))
    return work(shift)
  },
  fail: failed,
  crash: async () => { throw new TypeError('x is not a function') },
  garbage: async ({ world }) => world.chance.one([null, 7, { kind: 'done' }, { kind: 'done', summary: '', usage: [{ id: '', cost: -1 }] }, { kind: 'deferred', until: 'soon', handle: 1 }] as const) as unknown as Outcome,
  async hang(shift) {
    await told(shift.job.signal)
    return failed(shift)
  },
  deaf: () => new Promise(() => {}),
  async talkOn(shift) {
    void shift.node.clock.after(MINUTE, () => void attempt(shift, async () => {
      shift.job.log({ stream: 'stdout', level: 'info', text: 'One more thing.' })
      await shift.job.spend({ id: 'late', cost: 1 })
    }))
    return work(shift)
  },
  async defer({ world, node, job }) {
    const readyAt = world.time.monotonic() + world.chance.whole(1, 90) * MINUTE
    world.remote.set(job.run.id, { readyAt })
    const callbacks = world.chance.whole(0, 2)
    for (let n = 0; n < callbacks; n++) world.time.after(readyAt - world.time.monotonic() + n, () => void attempt({ world }, () => node.finish(job.callback, bill(world))))
    return { kind: 'deferred', until: new Date(node.clock.now().getTime() + world.chance.whole(1, 120) * MINUTE), handle: job.run.id }
  },
  async delegate(shift) {
    const { job: { brief, desk }, world } = shift
    const to = world.chance.one(brief.agent.reports)
    if (to && tasksIn(world) < MOST_TASKS) {
      await attempt(shift, () => desk.delegate({ title: `For ${to.slug}`, assignee: to.slug, reviewer: world.chance.happens(0.5) ? brief.agent.slug : null }))
    }
    return world.chance.happens(0.5) ? done() : work(shift)
  },
  async say(shift) {
    const { job: { desk, brief }, world } = shift
    const to = world.chance.one([brief.agent.manager, ...brief.agent.reports].filter(one => one !== null))
    if (to) await attempt(shift, () => desk.say({ to: to.slug, body: 'Hello.' }))
    return work(shift)
  },
  async ask(shift) {
    const { job: { desk, brief }, world } = shift
    const to = world.chance.happens(0.5) ? 'board' : brief.agent.manager?.slug ?? 'board'
    await attempt(shift, () => desk.ask({ to, body: 'May I?', due: '1h' }))
    return work(shift)
  },
  async propose(shift) {
    const { job: { desk, brief }, world } = shift
    await attempt(shift, () => world.chance.happens(0.5)
      ? desk.propose({ kind: 'agent.hire', input: { slug: `hand-${world.chance.whole(1, 4)}`, role: 'worker', reportsTo: brief.agent.slug, adapter: { kind: 'metered', config: { script: 'work' } } } })
      : desk.propose({ kind: 'budget.set', input: { scope: 'agent', for: brief.agent.slug, limit: usd(world.chance.whole(1, 20)) } }))
    return work(shift)
  },
  async block(shift) {
    const { focus } = shift.job.brief
    if (focus) await attempt(shift, () => shift.job.desk.block({ task: focus.identifier, reason: 'Waiting.' }))
    return done('Blocked.')
  },
  async lie(shift) {
    const { job: { desk }, world } = shift
    await attempt(shift, () => desk.finish({ task: `ACME-${world.chance.whole(1, 30)}`, result: 'All mine.' }))
    await attempt(shift, () => desk.take({ task: `ACME-${world.chance.whole(1, 30)}` }))
    await attempt(shift, () => desk.propose({ kind: 'company.archive', input: {} }))
    await attempt(shift, () => shift.job.spend({ id: 'lie', cost: -5 }))
    return done('I did everything.')
  },
  nothing: async () => done(''),
}

/** The adapters of one node: `metered` agents tell what each call cost and can be asked about work outside; nobody knows what `flat` ones cost. */
export const simAdapters = (world: World, node: Workplace): Adapter[] => {
  const work = async (job: Job): Promise<Outcome> => {
    const mind = world.mood === 'calm' ? 'finish' : world.chance.weighted(OFTEN)
    world.note(node.name, `${job.agent.slug} runs ${job.run.id}: ${mind}`)
    await pause({ job, world, node })
    return DO[mind]({ job, world, node })
  }
  const poll = async (handle: unknown): Promise<Outcome | null> => {
    const standing = world.remote.get(String(handle))
    return standing && standing.readyAt > world.time.monotonic() ? null : bill(world)
  }
  return [
    scriptedAdapter({ work }, { kind: 'metered', poll, cancel: async () => { if (world.chance.happens(0.3)) throw new PaperclipError('unavailable', 'Not heard.') } }) as Adapter,
    scriptedAdapter({ work }, { kind: 'flat', metering: 'none' }) as Adapter,
  ]
}

/** Does what it is there for. */
async function work(shift: Shift): Promise<Outcome> {
  const { job: { brief, desk }, world } = shift
  for (const { identifier } of brief.tasks.filter(({ part }) => part === 'reviewer')) {
    await attempt(shift, () => desk.review({ task: identifier, verdict: world.mood === 'stormy' && world.chance.happens(0.3) ? 'send_back' : 'accept', comment: 'Seen.' }))
  }
  const { focus } = brief
  if (focus?.part === 'assignee') await attempt(shift, () => desk.finish({ task: focus.identifier, result: 'Done.' }))
  return done()
}

async function failed({ world }: Shift): Promise<Outcome> {
  return { kind: 'failed', error: { kind: world.chance.one(FAILURES) ?? 'unknown', message: 'It failed.', retryAfterMs: world.chance.happens(0.2) ? world.chance.whole(0, 30) * MINUTE : null } }
}

/** What work outside comes back with. */
const bill = ({ chance }: World): Outcome => ({ kind: 'done', summary: 'Done outside.', ...(chance.happens(0.5) ? { usage: [{ id: 'remote', cost: chance.whole(0, QUANTUM) }] } : {}) })

async function pay(shift: Shift, most: number = 50_000): Promise<void> {
  await attempt(shift, () => shift.job.spend({ id: `call-${shift.world.chance.whole(1, 1e9)}`, cost: shift.world.chance.whole(0, most) }))
  await pause(shift)
}

/** Thinks for a while, or until it is told to end. */
const pause = ({ job: { signal }, world, node }: Shift): Promise<void> => new Promise(resolve => {
  const end = (): void => {
    signal.removeEventListener('abort', end)
    resolve()
  }
  signal.addEventListener('abort', end)
  if (signal.aborted) end()
  else node.clock.after(world.chance.whole(10, 2 * MINUTE), end)
})

const told = (signal: AbortSignal): Promise<void> => new Promise(resolve => {
  if (signal.aborted) resolve()
  else signal.addEventListener('abort', () => resolve(), { once: true })
})

/** Does something that may be refused. What breaks instead is a fault of the house. */
export async function attempt({ world }: Pick<Shift, 'world'>, deed: () => Promise<unknown>): Promise<void> {
  try {
    await deed()
  } catch (error) {
    if (!isPaperclipError(error)) world.violate('nothing breaks', error instanceof Error ? error.stack ?? error.message : String(error))
  }
}

const tasksIn = ({ data }: World): number => [...data.companies.values()].reduce((sum, company) => sum + company.table('task').rows.size, 0)
