import type { Run } from '../domain/run.ts'
import { conflict, notFound } from '../domain/error.ts'
import { HEARTBEAT } from '../domain/principal.ts'
import type { Outcome } from '../ports/adapter.ts'
import type { Held } from './held.ts'
import { adapterOfRun } from './adapter-choice.ts'
import type { Ending } from './carry.ts'
import { checkBoard, type Board } from './decide.ts'
import { lookAgain } from './defer.ts'
import { holds } from './fence.ts'
import { need } from './find.ts'
import { finish, settle } from './settle.ts'
import { usageIn } from './outcome-usage.ts'
import { within } from './within.ts'
import { change, deed, read, transact, type Deps } from './work.ts'

/** Looks after a deferred run whose time for that has come: ends it, asks how it stands, or lets it go on. */
export async function tend(deps: Deps, { lease, run }: Held): Promise<void> {
  const begun = await read(deps, lease.companyId, tx => adapterOfRun({ tx, deps }, run))
  const { adapter } = begun
  const config = adapter?.parse(begun.config)
  const isOver = run.until === null || run.until <= deps.clock.now()
  if (run.cancelReason !== null || isOver) {
    await within(deps, 'cancel', Promise.resolve(adapter?.cancel?.(run.handle, config))).catch(error => deps.logger.warn('The other side could not be told to end a run; it is ended here.', { run: run.id, error }))
    return settle(deps, { lease, run }, run.cancelReason !== null ? unmetered('cancelled', null) : unmetered('timed_out', { kind: 'timeout', message: 'the other side did not end it in time', retryAfterMs: null }))
  }
  const outcome = await within(deps, 'answer', Promise.resolve(adapter?.poll?.(run.handle, config)))
  if (outcome && outcome.kind !== 'deferred') return settle(deps, { lease, run }, polled(deps, outcome))
  await transact({ deps, companyId: lease.companyId, by: HEARTBEAT }, async work => {
    const standing = await need(work.tx, 'run', run.id)
    if (standing.status !== 'deferred' || !(await holds(work, standing, lease.fence))) return
    const next = outcome ? await change(deed(work, 'run', 'run.defer'), standing, { until: outcome.until }) : standing
    await lookAgain(work, next)
  })
}

/** What the other side says of a deferred run. */
export interface Callback { runId: string; fence: number; outcome: Outcome }

/**
 * Ends a deferred run with what the other side calls back. The fence is the run's own, given to the other side when it began.
 * Throws `conflict` (`stale_lease`) if it is another, or the run is over.
 */
export async function finishDeferred({ deps, companyId, by }: Board, { runId, fence, outcome }: Callback): Promise<Run> {
  return transact({ deps, companyId, by: HEARTBEAT, actor: by }, async work => {
    await checkBoard(work, by)
    const run = await work.tx.get('run', runId)
    if (!run) throw notFound('run', runId)
    if (run.status !== 'deferred' || run.fence !== fence) throw conflict('stale_lease', `This run cannot be ended by this callback: it is ${run.status}.`)
    if (outcome.kind === 'deferred') {
      const longer = await change(deed(work, 'run', 'run.defer'), run, { until: outcome.until })
      await lookAgain(work, longer)
      return longer
    }
    const alarm = await need(work.tx, 'alarm', run.agentId)
    await work.tx.put('alarm', { ...alarm, fence: alarm.fence + 1 })                  // whoever polls it at this moment comes too late
    await finish({ ...work, origin: { agentId: run.agentId, depth: run.depth } }, run, endingOf(outcome))
    return need(work.tx, 'run', runId)
  })
}

type Ended = Ending & { kind: 'ended' }
type Final = Exclude<Outcome, { kind: 'deferred' }>

const unmetered = (end: Ended['end'], error: Ended['error']): Ended => ({ kind: 'ended', end, error, summary: null, usages: [], handedBack: false, cost: 'unknown' })

/** What a poll brought. Usage that cannot be read is as good as none. */
function polled({ logger }: Deps, outcome: Final): Ended {
  try {
    return endingOf(outcome)
  } catch (error) {
    logger.warn('The other side reported usage that cannot be read: the worst is posted.', { error })
    const { usage: _unreadable, ...rest } = outcome
    return endingOf(rest)
  }
}

/** What the other side says came of it. Where it does not say what it took, nobody knows. */
function endingOf(outcome: Final): Ended {
  const bare = outcome.kind === 'done' ? { ...unmetered('succeeded', null), summary: outcome.summary, session: outcome.session } : unmetered('failed', outcome.error)
  return outcome.usage === undefined ? bare : { ...bare, usages: usageIn(outcome), cost: 'metered' }
}
