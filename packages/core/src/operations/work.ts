import type { AuditRecord } from '../domain/audit.ts'
import type { CompanyId } from '../domain/company.ts'
import type { PaperclipEvent } from '../domain/event.ts'
import type { Limits } from '../domain/limits.ts'
import type { AuditedNoun, Row } from '../domain/nouns.ts'
import type { Principal } from '../domain/principal.ts'
import type { Adapter } from '../ports/adapter.ts'
import type { KnownSecret } from '../policy/redact.ts'
import type { Blobs } from '../ports/blobs.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ids } from '../ports/ids.ts'
import type { Logger } from '../ports/logger.ts'
import type { Logs } from '../ports/logs.ts'
import type { Notice, PluginRule } from '../ports/plugin.ts'
import type { Spool } from '../ports/spool.ts'
import type { Vault } from '../ports/vault.ts'
import type { Reach } from './access/reach.ts'
import type { StoreTime } from './clock/store-time.ts'
import type { Tracing } from './tracing.ts'
import type { UnnotedRefusals } from './governance/unnoted-refusals.ts'
import type { RunsInHand } from './runs/runs-in-hand.ts'
import type { Desk } from '../ports/desk.ts'
import type { CompanyTx, CompanyView, Store } from '../ports/store.ts'

/** What operations are done with. */
export interface Deps {
  store: Store
  clock: Clock
  /** The time that all nodes share. */
  storeTime: StoreTime
  ids: Ids
  limits: Limits
  logger: Logger
  adapters: ReadonlyMap<string, Adapter>
  rules: readonly PluginRule[]
  blobs: Blobs
  logs: Logs
  vault: Vault
  /** Tells listeners, after a commit. Never throws. */
  announce(event: PaperclipEvent): void
  /** Tells humans, after a commit. Never throws. */
  notify(notice: Notice): void
  /** An agent became due. */
  nudge(companyId: CompanyId, agentId: string, dueAt: Date): void
  /** Where results wait that the store cannot take, if this node has a place for them. */
  spool: Spool | undefined
  /** A result waits there now. */
  resultWaits(): void
  /** Runs in progress in this process. */
  runs: RunsInHand
  /** What was refused on this node and is not noted yet. */
  refused: UnnotedRefusals
  /** Where runs find their desk from outside. */
  reach: Reach
  /** How long the steps of this node take, and which are part of which. */
  tracing: Tracing
  /** This process, as the owner of leases. */
  node: string
  /** Opens the desk of an agent in a run. */
  openDesk(seat: Seat): Desk
}

/** Where an agent in a run sits. */
export interface Seat {
  companyId: CompanyId
  by: AgentPrincipal
  /** What it must not write anywhere. */
  secrets: readonly KnownSecret[]
  /** The idempotency key of the next deed, where a deed may be asked for twice. */
  nextKey?: () => string
  /** Where its deeds are part of one transaction: what is refused is told there, since what is written down of it would be undone with the rest. */
  within?: { work: Work; refused(refusal: DeskRefusal): void }
}

/** What an agent was refused at its desk. */
export interface DeskRefusal { verb: string; message: string }

/** An agent in a run. */
export type AgentPrincipal = Principal & { kind: 'agent' }

/** Whose deed it is for the purposes of waking: null is a human, a schedule or the outside. */
export interface Origin { agentId: string | null; depth: number }

/** One transaction in progress, and on whose behalf. */
export interface Work {
  readonly tx: CompanyTx
  readonly companyId: CompanyId
  /** Whose deed it is. */
  readonly by: Principal
  /** Who carries it out: `by`, or the operator who approved what `by` proposed. */
  readonly actor: Principal
  readonly origin: Origin
  readonly now: Date
  readonly deps: Deps
  /** What happens after the commit, in order. */
  readonly after: (() => void)[]
  /** The sequence number of the last record. */
  seq: number
}

/** Where something is done, and by whom; `within` is the transaction in progress that it is part of. */
export interface Authority { deps: Deps; companyId: CompanyId; by: Principal; actor?: Principal; origin?: Origin; within?: Work | undefined }

/** Runs a work in one transaction of a company; events, notices and nudges go out after its commit. */
export async function transact<T>(authority: Authority, act: (work: Work) => Promise<T>): Promise<T> {
  const { deps, companyId, by, actor = by, origin = originOf(actor), within } = authority
  if (within) return act({ ...within, by, actor, origin })
  await deps.storeTime.learned()                                 // here, since a work must not wait for another connection
  let after: (() => void)[] = []
  const result = await deps.store.transact(companyId, tx => {
    after = []                                                   // the store may run a work again: only the last time counts
    return act({ tx, companyId, by, actor, origin, now: deps.clock.now(), deps, after, seq: 0 })
  })
  for (const tell of after) tell()
  return result
}

export const read = <T>(deps: Pick<Deps, 'store'>, companyId: CompanyId, look: (view: CompanyView) => Promise<T>): Promise<T> => deps.store.read(companyId, look)

const originOf = (by: Principal): Origin => (by.kind === 'agent' ? { agentId: by.id, depth: by.depth } : { agentId: null, depth: 0 })

/** What is done to which kind of entity: the words under which it stands in the audit log. */
export interface Deed<N extends AuditedNoun> { work: Work; noun: N; action: string }

export const deed = <N extends AuditedNoun>(work: Work, noun: N, action: string): Deed<N> => ({ work, noun, action })

/** Writes a new audited row. */
export async function create<N extends AuditedNoun>(done: Deed<N>, row: Row<N>): Promise<Row<N>> {
  await record(done, null, row)
  return row
}

/** Writes what changed of an audited row. */
export async function change<N extends AuditedNoun>(done: Deed<N>, before: Row<N>, patch: Partial<Row<N>>): Promise<Row<N>> {
  const after = 'updatedAt' in before ? { ...before, ...patch, updatedAt: done.work.now } : { ...before, ...patch }
  await record(done, before, after)
  return after
}

/** Removes an audited row. */
export async function remove<N extends AuditedNoun>(done: Deed<N>, row: Row<N>): Promise<void> {
  await record(done, row, null)
}

async function record<N extends AuditedNoun>({ work, noun, action }: Deed<N>, before: Row<N> | null, after: Row<N> | null): Promise<AuditRecord> {
  const { by, actor, now, companyId, deps } = work
  const written = await work.tx.record({
    action, noun, before, after, at: now, actorKind: actor.kind, actorId: actor.id, onBehalfOf: actor === by ? null : by.id, runId: by.kind === 'agent' ? by.runId : null,
  })
  work.seq = written.seq
  work.after.push(() => deps.announce({ kind: 'record', companyId, record: written }))
  return written
}
