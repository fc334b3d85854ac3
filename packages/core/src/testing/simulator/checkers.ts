import type { MemoryCompany } from '../../defaults/memory-rows.ts'
import type { Alarm } from '../../domain/alarm.ts'
import type { AuditRecord } from '../../domain/audit.ts'
import type { Balance, Movement } from '../../domain/budget.ts'
import { NOUNS, type Noun } from '../../domain/nouns.ts'
import type { Run } from '../../domain/run.ts'
import { FIRST_PREV, hashOf } from '../../policy/audit-chain.ts'
import { keyOf, type Keyed } from '../../store/query.ts'
import { QUANTUM } from './sim-agent.ts'
import type { World } from './world.ts'

/** How only the holder of a run ends it: a rescue finds it lost, or cancelled. */
const ENDED_BY_HOLDER = new Set(['run.succeeded', 'run.failed', 'run.timed_out', 'run.defer'])

interface Change { noun: Noun; key: string; before: unknown; after: unknown }

/** Watches every row of a company as it is committed, and says what must not be. One event commits at most once, so that each look sees one commit. */
export class Checkers {
  readonly #world: World
  readonly #company: MemoryCompany
  #changes: Change[] = []
  #last: Pick<AuditRecord, 'seq' | 'hash'> = { seq: 0, hash: FIRST_PREV }
  readonly #alarms = new Map<string, Alarm>()
  readonly #runs = new Map<string, Run>()
  readonly #live = new Map<string, Run>()
  readonly #slots = new Set<string>()
  readonly #spentOf = new Map<string, number>()

  constructor(world: World, company: MemoryCompany) {
    this.#world = world
    this.#company = company
    for (const noun of Object.keys(NOUNS) as Noun[]) this.#watch(noun)
  }

  #watch(noun: Noun): void {
    const table = this.#company.table(noun)
    const put = table.put.bind(table), remove = table.remove.bind(table)
    let isPutting = false
    for (const [key, row] of table.rows) this.#changes.push({ noun, key, before: undefined, after: row })
    table.put = row => {
      const key = keyOf(row as Keyed)
      this.#changes.push({ noun, key, before: table.rows.get(key), after: row })
      isPutting = true                                       // it removes what stands first
      put(row)
      isPutting = false
    }
    table.remove = key => {
      if (!isPutting && table.rows.has(key)) this.#changes.push({ noun, key, before: table.rows.get(key), after: undefined })
      remove(key)
    }
  }

  /** Looks at what the last event has committed. */
  check(): void {
    const changes = this.#changes
    if (changes.length === 0) return
    this.#changes = []
    const of = <T>(noun: Noun) => changes.filter(change => change.noun === noun) as (Change & { before: T | undefined; after: T | undefined })[]
    const records = of<AuditRecord>('audit').flatMap(({ before, after }) => (before || !after ? [this.#wrong('A2', 'a record of the chain was changed')] : [after])).filter(record => record !== undefined)
    this.#checkChain(records, changes)
    this.#checkFences(records)
    for (const { after } of of<Movement>('movement')) if (after) this.#fold(after)
    for (const { before, after } of of<Run>('run')) if (after) this.#checkRun(before, after)
    for (const { before, after } of of<Alarm>('alarm')) this.#checkAlarm(before, after)
    const balances = of<Balance>('balance'), last = new Map(balances.map(({ after }) => [after?.id, after]))
    for (const { before, after } of balances) if (after) this.#checkBalance(before, after, records)
    for (const after of last.values()) if (after) this.#checkSums(after)            // where one event has committed more than once, the runs stand as after the last
    this.#checkOneRunEach()
  }

  #wrong(rule: string, what: string): undefined {
    this.#world.violate(rule, what)
  }

  /** A1 and A5: each record follows the last, and audited rows change with a record of their own. */
  #checkChain(records: readonly AuditRecord[], changes: readonly Change[]): void {
    for (const record of records) {
      if (record.seq !== this.#last.seq + 1) this.#wrong('A5', `record ${record.seq} follows ${this.#last.seq}`)
      if (record.prev !== this.#last.hash || hashOf(record) !== record.hash) this.#wrong('A2', `record ${record.seq} does not verify`)
      this.#last = record
    }
    const told = new Set(records.map(({ noun, entityId }) => `${noun}:${entityId}`))
    const changed = new Set(changes.map(({ noun, key }) => `${noun}:${key}`))
    for (const { noun, key } of changes) if (NOUNS[noun].audited && !told.has(`${noun}:${key}`)) this.#wrong('A1', `the ${noun} ${key} was changed without a record`)
    for (const { noun, entityId, action, before, after } of records) {
      if (!changed.has(`${noun}:${entityId}`) && (before === null) === (after === null)) this.#wrong('A1', `${action} of ${noun} ${entityId} is recorded, and nothing changed`)
    }
  }

  /** R2: whatever an agent did, its run held the agent at that moment; a run whose agent was claimed anew is ended by the rescue, and by nobody else. */
  #checkFences(records: readonly AuditRecord[]): void {
    for (const { noun, entityId, action } of records) {
      const run = noun === 'run' ? this.#runs.get(entityId) : undefined
      const isOld = run?.status === 'running' && this.#alarms.get(run.agentId)?.fence !== run.fence
      if (isOld && ENDED_BY_HOLDER.has(action)) this.#wrong('R2', `${action} of ${entityId} by whoever held it before`)
    }
    for (const { actorKind, actorId, runId, action, seq } of records) {
      if (actorKind !== 'agent' || runId === null) continue
      const run = this.#runs.get(runId), alarm = this.#alarms.get(actorId)
      const isHolder = run && !run.endedAt && alarm?.runId === runId && (run.status === 'deferred' || alarm.fence === run.fence)
      if (!isHolder) this.#wrong('R2', `${action} (record ${seq}) in the name of run ${runId} (${run?.status ?? 'unknown'}, fence ${run?.fence}), while the alarm has ${alarm?.runId} and fence ${alarm?.fence}`)
    }
  }

  /** Whoever begins a run may: active in an active company, held by nothing. P3: what was put aside is nobody's focus. */
  #checkBegin({ id, agentId, taskId }: Run): void {
    const table = <N extends Noun>(noun: N) => this.#company.table(noun).rows
    const agent = table('agent').get(agentId), task = taskId === null ? undefined : table('task').get(taskId)
    const isHeld = [...table('hold').values()].some(hold => hold.agentId === agentId)
    if (agent?.status !== 'active' || isHeld || [...table('company').values()].some(({ status }) => status !== 'active')) this.#wrong('begin', `run ${id} of ${agent?.slug} (${agent?.status}) begins, though it may not`)
    if (task && (task.parkedAt !== null || task.status === 'done' || task.status === 'cancelled')) this.#wrong('P3', `run ${id} is about ${task.identifier}, which is ${task.status}${task.parkedAt ? ' and put aside' : ''}`)
  }

  /** R3: a run that has ended stays as it ended; only its cost may be corrected. H1: each slot has one run. B2: it spends one quantum over its cap at most. */
  #checkRun(before: Run | undefined, after: Run): void {
    if (before?.endedAt && (before.status !== after.status || before.endedAt.getTime() !== after.endedAt?.getTime() || before.fence !== after.fence)) this.#wrong('R3', `run ${after.id} was ${before.status} and became ${after.status}`)
    if (!before) this.#checkBegin(after)
    if (!before && after.slot) {
      const slot = `${after.agentId}:${after.slot.getTime()}`
      if (this.#slots.has(slot)) this.#wrong('H1', `slot ${slot} has two runs`)
      this.#slots.add(slot)
    }
    if ((after.status === 'running' || after.status === 'deferred') === (after.endedAt !== null)) this.#wrong('R3', `run ${after.id} is ${after.status} with end ${String(after.endedAt)}`)
    if (after.endedAt && after.reserved !== 0) this.#wrong('B3', `run ${after.id} has ended and holds ${after.reserved}`)
    if (after.spent !== (this.#spentOf.get(after.id) ?? 0)) this.#wrong('B5', `run ${after.id} has spent ${after.spent}, its ledger says ${this.#spentOf.get(after.id) ?? 0}`)
    if (after.spent > after.cap + QUANTUM && after.spent > (before?.spent ?? 0) && !before?.endedAt) this.#wrong('B2', `run ${after.id} of cap ${after.cap} has spent ${after.spent}`)
    this.#runs.set(after.id, after)
    if (after.endedAt) this.#live.delete(after.id)
    else this.#live.set(after.id, after)
  }

  /** R1, by the rows: an agent has one run at a time, and its lease is that run's. */
  #checkOneRunEach(): void {
    const busy = new Set<string>()
    for (const { id, agentId } of this.#live.values()) {
      const alarm = this.#alarms.get(agentId)
      if (busy.has(agentId)) this.#wrong('R1', `${agentId} has two runs at once, one of them ${id}`)
      if (alarm?.runId !== id || alarm.leaseUntil === null) this.#wrong('R1', `run ${id} goes on without the lease: ${JSON.stringify(alarm)}`)
      busy.add(agentId)
    }
  }

  /** Fences never go back; H3: reasons coalesce. */
  #checkAlarm(before: Alarm | undefined, after: Alarm | undefined): void {
    if (!after) return
    if (before && after.fence < before.fence) this.#wrong('R2', `the fence of ${after.id} went from ${before.fence} to ${after.fence}`)
    const kinds = new Set(after.reasons.map(({ cause, agentId }) => `${cause}:${agentId}`))
    if (kinds.size !== after.reasons.length) this.#wrong('H3', `${after.id} keeps a reason twice: ${JSON.stringify(after.reasons)}`)
    this.#alarms.set(after.id, after)
  }

  /** B1 and B2: what grows stays within the limit unless an overrun is recorded with it. */
  #checkBalance(before: Balance | undefined, after: Balance, records: readonly AuditRecord[]): void {
    const { id, budgetId, spent, reserved } = after
    const limit = this.#company.table('budget').rows.get(budgetId)?.limit ?? 0
    const grew = spent + reserved - (before ? before.spent + before.reserved : 0)
    const overran = records.some(({ noun, entityId }) => noun === 'movement' && this.#company.table('movement').rows.get(entityId)?.overrun)
    if (grew > 0 && spent + reserved > limit && !overran) this.#wrong('B1', `balance ${id}: ${spent} spent and ${reserved} reserved of ${limit}`)
    if (overran && grew > QUANTUM && this.#world.mood === 'stormy' && !records.some(({ action }) => action === 'run.adjust')) this.#wrong('B2', `balance ${id} was overrun by ${grew} at once`)
    if (reserved < 0) this.#wrong('B3', `balance ${id} holds ${reserved}`)
  }

  /** B3 and B5: a balance is what its movements and live runs add up to. */
  #checkSums({ id, spent, reserved }: Balance): void {
    if (spent !== (this.#spentOf.get(id) ?? 0)) this.#wrong('B5', `balance ${id} has spent ${spent}, its ledger says ${this.#spentOf.get(id) ?? 0}`)
    const held = [...this.#live.values()].reduce((sum, run) => sum + (run.balances.includes(id) ? run.reserved : 0), 0)
    if (held !== reserved) this.#wrong('B3', `balance ${id} has ${reserved} reserved, its runs hold ${held}`)
  }

  #fold({ kind, amount, billing, runId, balances }: Movement): void {
    if (kind !== 'adjust' && !(kind === 'spend' && billing === 'billed')) return
    for (const id of [runId, ...balances]) this.#spentOf.set(id, (this.#spentOf.get(id) ?? 0) + amount)
  }

  get live(): readonly Run[] {
    return [...this.#live.values()]
  }
}
