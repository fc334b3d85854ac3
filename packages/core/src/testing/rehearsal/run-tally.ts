import type { MemoryCompany } from '../../defaults/memory-rows.ts'
import type { Run } from '../../domain/run.ts'

const KEPT_MS = 2 * 3_600_000

/** What the runs of one agent come to. */
interface Tallied { runs: number; failed: number; spent: number; idle: number; busyMs: number }

const NONE: Tallied = { runs: 0, failed: 0, spent: 0, idle: 0, busyMs: 0 }

/** Adds up the runs of a rehearsal as it goes, and forgets them: so that its last day is as fast as its first. */
export class RunTally {
  latestStartMs = 0
  readonly #from: Date
  readonly #agents = new Map<string, Tallied>()

  constructor(from: Date) {
    this.#from = from
  }

  of(agentId: string): Tallied {
    return this.#agents.get(agentId) ?? NONE
  }

  /** Forgets the log, and adds up and forgets runs that ended a while ago with their movements: nothing that goes on looks at them. */
  sweep(company: MemoryCompany, now: Date): void {
    const runs = company.table('run'), movements = company.table('movement'), gone = new Set<string>()
    company.table('audit').rows.clear()                              // where the chain stands is enough to go on
    for (const run of runs.rows.values()) {
      if (!run.endedAt || run.endedAt.getTime() > now.getTime() - KEPT_MS) continue
      this.#add(run, run.endedAt)
      gone.add(run.id)
      runs.remove(run.id)
    }
    for (const { id, runId } of movements.rows.values()) if (gone.has(runId)) movements.remove(id)
  }

  /** Adds up what is left, at the end. */
  take(company: MemoryCompany, until: Date): void {
    for (const run of company.table('run').rows.values()) this.#add(run, run.endedAt ?? until)
  }

  #add({ agentId, status, startedAt, slot, endedAt, spent, touched }: Run, until: Date): void {
    if (startedAt < this.#from) return
    const own = this.of(agentId)
    const isFailed = status === 'failed' || status === 'timed_out' || status === 'lost'
    this.#agents.set(agentId, {
      runs: own.runs + 1, failed: own.failed + (isFailed ? 1 : 0), spent: own.spent + spent,
      idle: own.idle + (endedAt !== null && touched.length === 0 ? 1 : 0), busyMs: own.busyMs + until.getTime() - startedAt.getTime(),
    })
    if (slot && slot >= this.#from) this.latestStartMs = Math.max(this.latestStartMs, startedAt.getTime() - slot.getTime())
  }
}
