import type { Agent } from '../../domain/agent.ts'
import type { Reason } from '../../domain/alarm.ts'
import { NO_MONEY } from '../../domain/money.ts'
import { HEARTBEAT } from '../../domain/principal.ts'
import type { Run } from '../../domain/run.ts'
import { alarmAfter, type AfterRun } from '../../policy/next-alarm.ts'
import { isStartable } from '../../policy/focus.ts'
import { plain } from '../../policy/plain.ts'
import { worstOf } from '../../policy/spend.ts'
import type { CompanyTx } from '../../ports/store.ts'
import type { Held } from './held.ts'
import { adapterOfRun } from '../agents/adapter-choice.ts'
import type { Ending } from './carry.ts'
import { sessionId } from './errand.ts'
import { retrying } from './retrying.ts'
import { escalate } from '../waking/escalate.ts'
import { holds } from './fence.ts'
import { all, need } from '../find.ts'
import { putHold } from '../agents/hold-agent.ts'
import { postEstimate, postUsage, release } from '../money/ledger.ts'
import { countDeliveries, tallyTask } from './park.ts'
import { clockworkOf, holdsOf, setAlarm } from '../waking/wake.ts'
import { openAsksOf } from '../waking/overdue.ts'
import { hasWork, nextByTime, tasksAhead, unseenAhead, workloadOf } from '../waking/workload.ts'
import { factsOfEnd } from '../tracing.ts'
import { change, deed, transact, type Deps, type Work } from '../work.ts'

type Ended = Ending & { kind: 'ended' }
interface RunOf { run: Run; agent: Agent }

/**
 * Ends a run in one transaction: money posted and the rest released, its checkout ended, the run finished, its inbox moved on, the next alarm set.
 * If the run is not held by this claim any more, nothing is written: whoever holds it ends it.
 */
export const settle = (deps: Deps, held: Held, ending: Ended): Promise<void> => retrying(deps, () => settleNow(deps, held, ending))

/** The same, tried once. */
export function settleNow(deps: Deps, { lease, run: begun }: Held, ending: Ended): Promise<void> {
  const { id, agentId, depth } = begun
  return transact({ deps, companyId: lease.companyId, by: HEARTBEAT, origin: { agentId, depth } }, async work => {
    const [run] = await Promise.all([need(work.tx, 'run', id), lookAhead(work.tx, begun)])
    if (run.endedAt !== null || !(await holds(work, run, lease.fence))) return
    await finish(work, run, ending)
  })
}

/** Reads in one flight what ending a run will ask for: a transaction reads a row once, and asks for a list once. */
async function lookAhead(tx: CompanyTx, { id, agentId, revision, taskId, balances, upTo }: Run): Promise<void> {
  await Promise.all([
    inHandOf(tx, id), unseenAhead(tx, { id: agentId, cursor: upTo }), tasksAhead(tx, agentId), openAsksOf(tx, agentId), holdsOf(tx, agentId),
    tx.get('alarm', agentId), tx.get('agent', agentId), tx.get('revision', `${agentId}:${revision}`),
    ...(taskId === null ? [] : [tx.get('task', taskId)]), ...balances.map(id => tx.get('balance', id)),
  ])
}

/** The steps of ending a run, inside a transaction that has made sure it is the one to end it. */
export async function finish(work: Work, begun: Run, ending: Ended): Promise<void> {
  const agent = await need(work.tx, 'agent', begun.agentId)
  const posted = await postRest(work, begun, ending)
  await release(work, posted)
  await endCheckout(work, posted)
  const ended = await change(deed(work, 'run', `run.${ending.end}`), posted, {
    status: ending.end, reserved: NO_MONEY, summary: ending.summary, error: ending.error, failure: ending.error?.kind ?? null, handle: null, until: null, endedAt: work.now,
  })
  work.after.push(() => work.deps.tracing.set(agent.id, factsOfEnd(ended), ending.end === 'succeeded' ? null : ended.failure ?? ending.end))
  await tallyTask(work, agent, { run: ended, end: ending.end })
  if (ending.session !== undefined) {
    await work.tx.put('session', { id: sessionId(ended), agentId: agent.id, taskId: ended.taskId, state: plain(ending.session), updatedAt: work.now })
  }
  if (ending.end !== 'succeeded' && !ending.handedBack) await countDeliveries(work, agent, ended)
  await setNext(work, { run: ended, agent }, ending)
}

/** Posts usage that was not written yet, and the worst where nobody knows. */
async function postRest(work: Work, begun: Run, { usages, cost }: Ended): Promise<Run> {
  let run = begun
  for (const usage of usages) run = await postUsage(work, run, usage)
  const { adapter } = await adapterOfRun(work, run)
  const isUnknown = run.unpriced || cost === 'unknown' || (cost !== 'none' && (adapter === undefined || adapter.metering === 'none'))
  const worst = worstOf(run.reserved, isUnknown ? 'unknown' : 'known')
  return worst > 0 ? postEstimate(work, run, worst) : run
}

const inHandOf = (tx: CompanyTx, checkoutRunId: string) => all(tx, 'task', { where: { checkoutRunId }, by: 'number' })

/** Tasks a run had in hand stay in progress, free for the next one. */
async function endCheckout(work: Work, run: Run): Promise<void> {
  for (const task of await inHandOf(work.tx, run.id)) {
    await change(deed(work, 'task', 'task.checkin'), task, { checkoutRunId: null, checkoutFence: null })
  }
}

async function setNext(work: Work, { run, agent }: RunOf, { end, error, handedBack }: Ended): Promise<void> {
  const { tx, now, deps } = work
  const alarm = await need(tx, 'alarm', agent.id)
  const cursor = end === 'succeeded' ? run.upTo : alarm.cursor
  const [workload, openAsks, holds] = await Promise.all([workloadOf(tx, agent.id, cursor), openAsksOf(tx, agent.id), holdsOf(tx, agent.id)])
  const next = await continuationOf(work, run, workload.own)
  const after: AfterRun = {
    end, now, limits: deps.limits, handedBack, slot: run.slot, upTo: run.upTo, isStandingDuty: agent.heartbeat.idle === 'run',
    work: end === 'succeeded' && next ? 'now' : hasWork(workload, now) ? 'slot' : 'none', continuation: next,
    byTime: nextByTime(now, workload, openAsks), retryAfterMs: error?.retryAfterMs ?? null,
    unanswered: run.causes.map((cause): Reason => ({ cause, agentId: run.depth === 0 ? null : agent.id, depth: Math.max(run.depth - 1, 0) })),
  }
  const armed = alarmAfter(alarm, clockworkOf(agent), after)
  const opens = armed.failures >= deps.limits.breakerAfter && alarm.failures < deps.limits.breakerAfter
  if (opens) {
    await putHold(work, agent, { cause: 'breaker', budgetId: null, reason: `${armed.failures} runs in a row failed, the last with: ${error?.message ?? end}`.slice(0, 2_000) })
    await escalate(work, agent, { kind: 'breaker_open', runId: run.id, detail: `"${agent.slug}" is stopped: ${armed.failures} runs in a row failed, the last with: ${error?.message ?? end}. Mend the cause, then resume it.` })
  }
  const { dueAt, slot } = await need(tx, 'alarm', agent.id)
  const isHeld = agent.status !== 'active' || opens || holds.length > 0
  await setAlarm(work, isHeld ? { ...armed, dueAt, slot } : armed)                // a hold has set when it may lapse
}

/** Why an agent goes on at once: it got its task done, and somebody else has given it another that it can begin. */
async function continuationOf({ tx, now }: Work, run: Run, own: Parameters<typeof isStartable>[0][]): Promise<Reason | null> {
  const focus = run.taskId === null ? undefined : await tx.get('task', run.taskId)
  if (!focus || focus.status === 'todo' || focus.status === 'in_progress') return null
  const next = own.find(task => isStartable(task, now) && task.createdById !== run.agentId)
  if (!next) return null
  return { cause: 'assignment', agentId: next.createdByKind === 'agent' ? next.createdById : null, depth: Math.max(next.depth - 1, 0) }
}
