import { isPaperclipError } from '../../domain/error.ts'
import type { Adapter, AdapterJob, Metering, Outcome } from '../../ports/adapter.ts'
import type { Chance } from '../simulator/chance.ts'
import type { VirtualClock } from '../simulator/virtual-clock.ts'

/** What scripted agents work with: the job, chance, and a way to let time pass. */
export interface RehearsedShift { job: AdapterJob; chance: Chance; wait(ms: number): Promise<void> }

/** What an agent does in each run of a rehearsal. */
export type RehearsalScript = (shift: RehearsedShift) => Promise<Outcome>

const MINUTE = 60_000

/** Lets time pass as an agent does that is heard now and then. */
async function think({ run, alive, signal }: AdapterJob, wait: RehearsedShift['wait'], ms: number): Promise<void> {
  const breath = run.timeoutMs / 10
  for (let left = ms; left > 0 && !signal.aborted; left -= breath) {
    await wait(Math.min(left, breath))
    alive()
  }
}

/**
 * What agents do unless a rehearsal says otherwise: think for one to nine minutes, less where they have less time, spend 2 to 60 % of what they may, accept most of what waits for their review,
 * share out work that they have reports for, and finish most of the rest.
 */
export const usualScript: RehearsalScript = async ({ job, chance, wait }) => {
  const { brief: { focus, tasks, agent, inbox }, desk } = job
  await think(job, wait, chance.whole(Math.min(MINUTE, job.run.timeoutMs / 20), Math.min(9 * MINUTE, job.run.timeoutMs / 3)))
  if (job.run.capMicros > 0) await job.spend({ id: 'thinking', cost: Math.floor(job.run.capMicros * (0.02 + 0.58 * chance.next() ** 2)) })
  if (job.signal.aborted) return { kind: 'failed', error: { kind: 'crashed', message: 'Told to end.', retryAfterMs: null } }
  for (const { identifier } of tasks.filter(({ part }) => part === 'reviewer')) await desk.review({ task: identifier, verdict: chance.happens(0.85) ? 'accept' : 'send_back', comment: 'Rehearsed.' })
  const goal = inbox.find(item => item.noun === 'goal')
  if (goal && !focus) for (const { slug } of agent.reports) await desk.delegate({ title: goal.goal.title, assignee: slug, reviewer: agent.slug, goal: goal.goal.id })
  if (focus?.part !== 'assignee') return { kind: 'done', summary: 'Looked around.' }
  const helpers = agent.reports.filter(() => chance.happens(0.5))
  if (focus.children.length === 0 && helpers.length > 0) {
    const given: string[] = []
    for (const { slug } of helpers) given.push((await desk.delegate({ title: `${focus.title} (${slug})`.slice(0, 200), assignee: slug, reviewer: agent.slug })).identifier)
    await desk.block({ task: focus.identifier, blockedBy: given })
  } else if (chance.happens(0.7)) {
    await desk.finish({ task: focus.identifier, result: 'Rehearsed: nothing was thought.' })
  } else {
    await desk.update({ task: focus.identifier })
  }
  return { kind: 'done', summary: 'Rehearsed.' }
}

/** Scripted stand-ins for kinds of agent, each metered as its original. What their script is refused ends its run, and is no failure. */
export function standIns(kinds: ReadonlyMap<string, Metering>, script: RehearsalScript, { clock, chance }: { clock: VirtualClock; chance: Chance }): Adapter[] {
  return [...kinds].map(([kind, metering]) => ({
    kind, metering, schema: ANYTHING, parse: config => config,
    async run(job) {
      try {
        return await script({ job, chance, wait: ms => waited(clock, job.signal, ms) })
      } catch (error) {
        if (isPaperclipError(error)) return { kind: 'done', summary: `Refused: ${error.message}` }
        throw error
      }
    },
  }))
}

const ANYTHING = { '~kind': 'Object', type: 'object', properties: {}, required: [] } as unknown as Adapter['schema']

/** Lets time pass, or less if the run is told to end. */
const waited = (clock: VirtualClock, signal: AbortSignal, ms: number): Promise<void> => new Promise(resolve => {
  const end = (): void => {
    cancel()
    signal.removeEventListener('abort', end)
    resolve()
  }
  const cancel = clock.after(signal.aborted ? 0 : ms, end)
  signal.addEventListener('abort', end)
})
