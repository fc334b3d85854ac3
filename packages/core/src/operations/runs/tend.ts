import { conflict, notFound } from '../../domain/error.ts'
import { HEARTBEAT, type CALLBACK } from '../../domain/principal.ts'
import type { Run } from '../../domain/run.ts'
import { freeze, thaw } from '../../policy/freeze.ts'
import { redactedError, redactorOf } from '../../policy/redact.ts'
import type { Adapter, Outcome } from '../../ports/adapter.ts'
import type { CompanyView } from '../../ports/store.ts'
import type { Held } from './held.ts'
import { adapterOfRun } from '../agents/adapter-choice.ts'
import type { Ending } from './carry.ts'
import { checkBoard, type Board } from '../governance/decide.ts'
import { lookAgain } from './defer.ts'
import { doDeskCalls } from './desk-calls.ts'
import { holds } from './fence.ts'
import { need } from '../find.ts'
import { once } from '../governance/idempotency.ts'
import { kitFor, kitOrNone, type Kit } from './kit.ts'
import { finish, settle } from './settle.ts'
import { usageIn } from './outcome-usage.ts'
import { readOutcome } from './read-outcome.ts'
import { within } from './within.ts'
import { change, deed, read, transact, type Deps, type Work } from '../work.ts'

/** Looks after a deferred run whose time for that has come: ends it, asks how it stands, or lets it go on. */
export async function tend(deps: Deps, { lease, run }: Held): Promise<void> {
  const { companyId } = lease
  const { adapter } = await read(deps, companyId, tx => adapterOfRun({ tx, deps }, run))
  const kit = await kitOrNone(deps, companyId, run)
  const redact = redactorOf(kit.secrets)
  if (run.answer !== null) return answered(deps, { lease, run }, kit)
  const isOver = run.until === null || run.until <= deps.clock.now()
  if (run.cancelReason !== null || isOver) {
    await within(deps, 'cancel', cancelled(adapter, kit, run)).catch(error => deps.logger.warn('The other side could not be told to end a run; it is ended here.', { run: run.id, error: redactedError(redact, error) }))
    return settle(deps, { lease, run }, run.cancelReason !== null ? unmetered('cancelled', null) : unmetered('timed_out', { kind: 'timeout', message: 'the other side did not end it in time', retryAfterMs: null }))
  }
  const outcome = redact(await within(deps, 'answer', asked(adapter, kit, run)).then(answer => polled(deps, answer)).catch((error: unknown) => { throw redactedError(redact, error) }))
  if (outcome && outcome.kind !== 'deferred') {
    await doDeskCalls(deps, { companyId, run, fence: run.fence, secrets: kit.secrets }, outcome.desk ?? [])
    return settle(deps, { lease, run }, endingOf(outcome))
  }
  await transact({ deps, companyId, by: HEARTBEAT }, async work => {
    const standing = await need(work.tx, 'run', run.id)
    if (standing.status !== 'deferred' || !(await holds(work, standing, lease.fence))) return
    const next = outcome ? await change(deed(work, 'run', 'run.defer'), standing, { until: outcome.until }) : standing
    await lookAgain(work, next)
  })
}

/** Ends a run that was called back before it was put off. */
export async function answered(deps: Deps, held: Held, { secrets }: Kit): Promise<void> {
  const outcome = readOutcome(thaw(held.run.answer))
  if (outcome.kind === 'deferred') return
  await doDeskCalls(deps, { companyId: held.lease.companyId, run: held.run, fence: held.run.fence, secrets }, outcome.desk ?? [])
  return settle(deps, held, endingOf(outcome))
}

const asked = async (adapter: Adapter | undefined, kit: Kit, { handle }: Run): Promise<Outcome | null> => (await adapter?.poll?.(handle, kit.configFor(adapter))) ?? null
const cancelled = async (adapter: Adapter | undefined, kit: Kit, { handle }: Run): Promise<void> => adapter?.cancel?.(handle, kit.configFor(adapter))

/** What the other side says of a deferred run: in whose name, and under which key so that saying it twice does it once. */
export interface Callback { runId: string; fence: number; outcome: Outcome; key?: string | undefined }

/**
 * Ends a deferred run with what the other side calls back. The fence is the run's own, given to the other side when it began.
 * Throws `conflict` (`stale_lease`) if it is another, or the run is over.
 */
export async function finishDeferred(caller: Caller, { runId, fence, outcome: given, key }: Callback): Promise<Run> {
  const { deps, companyId, by } = caller
  const outcome = await heard(caller, { runId, fence, outcome: readOutcome(given) })
  return transact({ deps, companyId, by: HEARTBEAT, actor: by }, async work => {
    await checkCaller(work, by)
    return once(work, { key: keyOf(by, runId, key), by, kind: 'run.finish', input: { runId, fence, outcome: given } }, async () => {
      const run = await deferredRun(work.tx, { runId, fence })
      if (outcome.kind === 'deferred') {
        const longer = await change(deed(work, 'run', 'run.defer'), run, { until: outcome.until })
        if (longer.status === 'deferred') await lookAgain(work, longer)                   // else its node has it in hand, and puts it off soon
        return longer
      }
      if (run.status === 'running') return change(deed(work, 'run', 'run.answer'), run, { answer: freeze(outcome) })        // its node has it in hand: it ends as soon as that has put it off
      const alarm = await need(work.tx, 'alarm', run.agentId)
      await work.tx.put('alarm', { ...alarm, fence: alarm.fence + 1 })                  // whoever polls it at this moment comes too late
      await finish({ ...work, origin: { agentId: run.agentId, depth: run.depth } }, run, endingOf(outcome))
      return need(work.tx, 'run', runId)
    })
  })
}

/** Who ends a deferred run from outside: a member of the board, or whoever was given its callback. */
export interface Caller { deps: Deps; companyId: string; by: Board['by'] | typeof CALLBACK }

/** Whoever has a callback shares a name with everybody who has one: their keys are of their run. */
const keyOf = (by: Caller['by'], runId: string, key: string | undefined): string | undefined => (by.kind === 'system' && key !== undefined ? `${runId}:${key}` : key)

const checkCaller = async (work: Work, by: Caller['by']): Promise<void> => (by.kind === 'operator' ? checkBoard(work, by) : undefined)

async function deferredRun(view: CompanyView, { runId, fence }: { runId: string; fence: number }): Promise<Run> {
  const run = await view.get('run', runId)
  if (!run) throw notFound('run', runId)
  if (run.endedAt !== null || run.fence !== fence) throw conflict('stale_lease', `This run cannot be ended by this callback: it is ${run.status}.`)
  return run
}

/** What was called back, without the run's secrets, its deeds at the desk done. */
async function heard({ deps, companyId, by }: Caller, { runId, fence, outcome: given }: Callback): Promise<Outcome> {
  const run = await read(deps, companyId, async tx => {
    if (by.kind === 'operator') await checkBoard({ tx, companyId }, by)
    const found = await tx.get('run', runId)
    return found?.endedAt === null && found.fence === fence ? found : undefined        // whether it may be ended is judged when it is
  })
  if (!run) return given
  const { secrets } = given.kind === 'deferred' ? await kitOrNone(deps, companyId, run) : await kitFor(deps, companyId, run)        // what cannot be redacted is not kept
  const outcome = redactorOf(secrets)(given)
  if (outcome.kind !== 'deferred' && run.status === 'deferred') await doDeskCalls(deps, { companyId, run, fence, secrets }, outcome.desk ?? [])
  return outcome
}

type Ended = Ending & { kind: 'ended' }
type Final = Exclude<Outcome, { kind: 'deferred' }>

const unmetered = (end: Ended['end'], error: Ended['error']): Ended => ({ kind: 'ended', end, error, summary: null, usages: [], handedBack: false, cost: 'unknown' })

/** What a poll brought. Usage that cannot be read is as good as none. */
function polled({ logger }: Deps, answer: Outcome | null): Outcome | null {
  if (answer === null) return null
  try {
    return readOutcome(answer)
  } catch (error) {
    if (typeof answer !== 'object' || !('usage' in answer)) throw error
    const { usage: _unreadable, ...rest } = answer
    const read = readOutcome(rest)
    logger.warn('The other side reported usage that cannot be read: the worst is posted.', { error })
    return read
  }
}

/** What the other side says came of it. Where it does not say what it took, nobody knows. */
function endingOf(outcome: Final): Ended {
  const bare = outcome.kind === 'done' ? { ...unmetered('succeeded', null), summary: outcome.summary, session: outcome.session } : unmetered('failed', outcome.error)
  return outcome.usage === undefined ? bare : { ...bare, usages: usageIn(outcome), cost: 'metered' }
}
