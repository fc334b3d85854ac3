import type { Agent } from '../../domain/agent.ts'
import type { Alarm, Reason } from '../../domain/alarm.ts'
import type { CompanyId } from '../../domain/company.ts'
import { notFound } from '../../domain/error.ts'
import type { Run } from '../../domain/run.ts'
import { NO_MONEY, type UsdMicros } from '../../domain/money.ts'
import { HEARTBEAT } from '../../domain/principal.ts'
import type { Task } from '../../domain/task.ts'
import { coalesce, depthOf, dueAtSlot, dueBy } from '../../policy/arm.ts'
import { catchUpOn } from '../../policy/catch-up.ts'
import { focusOf } from '../../policy/focus.ts'
import { reserveFrom } from '../../policy/reserve.ts'
import type { Lease } from '../../ports/store.ts'
import { accountsOf, budgetsOn, lastBalanceOf, moneyOf } from '../money/accounts.ts'
import { firstBack, isAside, keysOf, putBehind, type KeysAside } from '../money/key-money.ts'
import { first, need } from '../find.ts'
import { errandAhead, lastRunOf, sendOff, type Sent } from './errand.ts'
import { countCaused, fullUntil } from './hourly-cap.ts'
import { raiseIncident } from '../waking/incident.ts'
import { reserve } from '../money/ledger.ts'
import { lapseHolds } from './lapse-holds.ts'
import { escalateOverdue, heldAlarm, openAsksOf } from '../waking/overdue.ts'
import { managersOf } from '../agents/org.ts'
import { stopBudget } from '../money/stop-budget.ts'
import { checkOut } from '../tasks/take-task.ts'
import { clockworkOf, holdsOf, setAlarm } from '../waking/wake.ts'
import { hasWork, nextByTime, tasksAhead, unseenAhead, workloadBut } from '../waking/workload.ts'
import { create, deed, transact, type Deps, type Work } from '../work.ts'

/** How a beat begins. */
export type Begun =
  | { kind: 'rest' }
  | { kind: 'lost'; run: Run }
  | { kind: 'deferred'; run: Run }
  | { kind: 'run'; run: Run; agent: Agent; reasons: readonly Reason[]; errand: Sent }

export const REST = { kind: 'rest' } as const

/** Decides, in one transaction, whether claimed agents of a company run, what about and with how much money; writes their runs, or sets them to rest. Answers in their order. */
export function begin(deps: Deps, companyId: CompanyId, leases: readonly Lease[]): Promise<Begun[]> {
  return transact({ deps, companyId, by: HEARTBEAT }, async work => {
    const looks = await Promise.all(leases.map(lease => look(work, lease)))
    await Promise.all(looks.map(seen => lookFurther(work, seen)))
    const begun: Begun[] = []
    for (const lease of leases) begun.push(await decide(work, lease))            // one after the other: each finds the money that those before it have left
    return begun
  })
}

/** Who is to begin. A transaction asks once: whoever asks again hears what was answered before, and what was written since. */
async function standing({ tx, companyId }: Work, { agentId }: Lease) {
  const [alarm, agent, company, openAsks, holds] = await Promise.all([tx.get('alarm', agentId), tx.get('agent', agentId), tx.get('company', companyId), openAsksOf(tx, agentId), holdsOf(tx, agentId)])
  return { alarm, agent, company, openAsks, holds }
}

/** What a beat looks at first: in one flight, though one that rests may not need all of it. */
async function look(work: Work, lease: Lease) {
  const { tx, companyId } = work
  const [stands, budgets, [inHand, toDo, inReview]] = await Promise.all([
    standing(work, lease), Promise.all([companyId, lease.agentId].map(scopeId => budgetsOn(tx, scopeId))), tasksAhead(tx, lease.agentId),
  ])
  return { ...stands, budgets: budgets.flat(), own: [...inHand.rows, ...toDo.rows], reviews: inReview.rows }
}

type Seen = Awaited<ReturnType<typeof look>>

/** Asks in the next flight for what the first one has shown the way to, and for the errand of whoever most likely runs. */
async function lookFurther({ tx, now }: Work, { alarm, agent, budgets, own, reviews }: Seen): Promise<void> {
  if (!alarm || !agent || alarm.runId !== null) return
  const focus = focusOf(own, reviews, now), mayRun = focus !== null || alarm.reasons.length > 0 || agent.heartbeat.idle === 'run'
  await Promise.all([
    unseenAhead(tx, alarm), ...budgets.map(budget => lastBalanceOf(tx, budget)), ...(agent.reportsTo === null ? [] : [tx.get('agent', agent.reportsTo)]),
    ...(mayRun ? [errandAhead(tx, agent, focus)] : []),
  ])
}

async function decide(work: Work, lease: Lease): Promise<Begun> {
  const { alarm, agent, company, openAsks, holds } = await standing(work, lease)
  if (!alarm || alarm.fence !== lease.fence || alarm.owner !== lease.owner) return REST
  if (alarm.runId !== null) return resume(await need(work.tx, 'run', alarm.runId))
  if (!agent || !company) throw agent ? notFound('company', work.companyId) : notFound('agent', lease.agentId)
  await escalateOverdue(work, agent, openAsks)
  if (agent.status !== 'active' || company.status !== 'active') return rest(work, { ...alarm, dueAt: null, slot: null })
  const held = await lapseHolds(work, holds)
  return held ? rest(work, await heldAlarm(work, alarm, held.until)) : weigh(work, { agent, alarm, aside: new Map() })
}

const resume = (run: Run): Begun => (run.status === 'deferred' ? { kind: 'deferred', run } : { kind: 'lost', run })

interface Weighed { agent: Agent; alarm: Alarm; aside: KeysAside }

/** Is there something to do, and is this the time? What came of keys that are put aside is not counted. */
async function weigh(work: Work, { agent, alarm, aside }: Weighed): Promise<Begun> {
  const { tx, now } = work
  const clockwork = clockworkOf(agent)
  const workload = await workloadBut(tx, alarm, isAside(aside))
  const isDuty = agent.heartbeat.idle === 'run'
  const quiet: Alarm = { ...alarm, dueAt: null, slot: null, reasons: [], owed: 0 }
  const later = isDuty ? dueAtSlot(quiet, clockwork, now) : quiet
  const isOnDuty = isDuty && (alarm.slot !== null || (alarm.reasons.length > 0 && aside.size === 0))          // not if only a time it set itself has come
  if (!isOnDuty && !hasWork(workload, now)) {
    const byTime = nextByTime(now, workload, await openAsksOf(tx, agent.id))
    const back = firstBack(aside), timed = byTime ? dueBy(later, byTime) : later, kept = aside.size === 0 ? timed : { ...timed, reasons: alarm.reasons }
    return rest(work, back ? dueBy(kept, back) : kept)
  }
  const answered = alarm.slot && await first(tx, 'run', { where: { agentId: agent.id, slot: alarm.slot }, by: 'startedAt' })
  if (answered) return rest(work, dueAtSlot({ ...quiet, reasons: alarm.reasons }, clockwork, alarm.slot ?? now))            // the wall clock went back
  const missed = alarm.slot ? catchUpOn({ policy: agent.heartbeat.catchUp, timing: clockwork.timing }, { slot: alarm.slot, owed: alarm.owed }, now) : null
  const isCalled = alarm.reasons.some(({ cause }) => clockwork.wakeOn.includes(cause))                // it would wake without the slot too
  if (missed?.kind === 'skip' && !isCalled) return rest(work, dueAtSlot({ ...quiet, reasons: alarm.reasons }, clockwork, now))
  if (isForbidden(work, agent)) return rest(work, dueAtSlot({ ...quiet, reasons: alarm.reasons }, clockwork, now))
  const full = await fullUntil(work, alarm)
  if (full) return rest(work, dueAtSlot({ ...alarm, dueAt: full, slot: null }, clockwork, now))
  const upTo = Math.max(alarm.cursor, ...workload.items.map(({ seq }) => seq))
  const focus = focusOf(workload.own, workload.reviews, now)
  const funded = await fund(work, { agent, alarm: missed?.kind === 'run' ? { ...alarm, owed: missed.owed } : { ...alarm, slot: null, owed: 0 }, upTo, focus, keyIds: keysOf(workload, focus), aside })
  return funded.kind === 'aside' ? weigh(work, { agent, alarm, aside: new Map([...aside, [funded.keyId, funded.until]]) }) : funded
}

/** Plugins may keep an agent from running: until its next slot, or for good. */
function isForbidden({ deps: { rules, logger } }: Work, { id: agent }: Agent): boolean {
  return rules.some(rule => {
    try {
      return rule({ kind: 'run.begin', input: { agent } }, HEARTBEAT) === 'forbid'
    } catch (error) {
      logger.error('A plugin rule threw: the agent does not run.', { agent, error })
      return true
    }
  })
}

interface Candidate extends Weighed { upTo: number; focus: Task | null; keyIds: string[] }
/** There is no money for what came of a key: is there other work? */
interface Aside { kind: 'aside'; keyId: string; until: Date | null }

/** Is there money? Reserves it everywhere at once, or waits, or stops the budget that is used up. */
async function fund(work: Work, candidate: Candidate): Promise<Begun | Aside> {
  const { agent, alarm, focus, keyIds } = candidate
  const { tx, now, deps } = work
  const adapter = deps.adapters.get(agent.adapter.kind)
  if (!adapter) return withoutAdapter(work, agent, alarm)
  const wanted = adapter.metering === 'none' ? agent.adapter.perRun ?? NO_MONEY : agent.heartbeat.cap
  const managers = (await managersOf(tx, agent)).map(({ id }) => id)
  const money = await moneyOf(tx, focus)
  const accounts = await accountsOf(work, { agentId: agent.id, managers, ...money, keyIds })
  const verdict = reserveFrom(accounts, wanted)
  const kept: Alarm = { ...alarm, reasons: reasonsOf(alarm) }      // why it would run now, it runs later
  switch (verdict.kind) {
    case 'wait':
      if (verdict.account.budget.scope === 'key') return { kind: 'aside', keyId: verdict.account.budget.scopeId, until: new Date(now.getTime() + deps.limits.moneyWaitMs) }
      return rest(work, { ...kept, dueAt: new Date(now.getTime() + deps.limits.moneyWaitMs), slot: null })
    case 'stop':
      if (verdict.account.budget.scope === 'key') {
        await stopBudget(work, verdict.account, agent)
        return { kind: 'aside', keyId: verdict.account.budget.scopeId, until: verdict.account.balance.endsAt }
      }
      await rest(work, { ...kept, dueAt: null, slot: null })
      await stopBudget(work, verdict.account, agent)
      return REST
    case 'reserve': {
      const before = await lastRunOf(tx, agent.id)
      const run = await writeRun(work, candidate, { managers, ...money, cap: verdict.amount, balances: accounts.map(({ balance }) => balance.id) })
      await reserve(work, run, { accounts, amount: verdict.amount })
      return { kind: 'run', run, agent, reasons: reasonsOf(alarm), errand: await sendOff({ view: tx, companyId: work.companyId, now }, run, { notices: before?.notices ?? [] }) }
    }
  }
}

/** This installation cannot run the agent. Another may: it is looked at again later. */
async function withoutAdapter(work: Work, agent: Agent, alarm: Alarm): Promise<Begun> {
  const { now, deps: { limits: { backoffFirstMs } } } = work
  await raiseIncident(work, { kind: 'adapter_missing', agentId: agent.id, detail: `"${agent.slug}" needs the adapter "${agent.adapter.kind}", which this installation does not have. Start it with that adapter, or configure the agent.` })
  return rest(work, { ...alarm, reasons: reasonsOf(alarm), dueAt: new Date(now.getTime() + backoffFirstMs), slot: null })
}

interface Funding { managers: string[]; projectId: string | null; goalId: string | null; cap: UsdMicros; balances: string[] }

async function writeRun(work: Work, { agent, alarm, upTo, focus, keyIds, aside }: Candidate, { cap, ...money }: Funding): Promise<Run> {
  const { tx, now, deps } = work
  const reasons = reasonsOf(alarm)
  const run = await create(deed(work, 'run', 'run.begin'), {
    id: deps.ids.next('run'), agentId: agent.id, status: 'running', fence: alarm.fence, revision: agent.revision, slot: alarm.slot,
    causes: [...new Set(reasons.map(({ cause }) => cause))], depth: depthOf(reasons), taskId: focus?.id ?? null, keyIds, ...money, cap, reserved: cap,
    spent: NO_MONEY, imputed: NO_MONEY, unpriced: false, estimated: false, upTo, summary: null, error: null, failure: null, notices: [], touched: [],
    handle: null, until: null, answer: null, cancelReason: null, startedAt: now, endedAt: null,
  })
  await putBehind(work, alarm, { upTo, aside })
  if (focus && focus.assigneeId === agent.id) await checkOut(work, focus, { runId: run.id, fence: alarm.fence })
  await countCaused(work, run)
  await tx.put('alarm', { ...alarm, runId: run.id, dueAt: null, slot: null, reasons: [], notBefore: null })
  return run
}

/** Why an agent runs: what woke it, its slot, or the time it set itself. */
function reasonsOf({ reasons, slot }: Alarm): Reason[] {
  const schedule: Reason = { cause: 'schedule', agentId: null, depth: 0 }
  return slot !== null || reasons.length === 0 ? coalesce(reasons, schedule) : reasons
}

/** Gives the lease back with the next alarm, or none. */
async function rest(work: Work, alarm: Alarm): Promise<Begun> {
  await setAlarm(work, { ...alarm, leaseUntil: null, owner: null, runId: null })
  return REST
}
