import { EventEmitter } from 'eventemitter3'
import { CompanyHandle } from './company.ts'
import { createAnnouncer } from './announcer.ts'
import { companiesOf, narrowed } from './own-companies.ts'
import { stopEverything } from './stop-everything.ts'
import { consoleLogger } from './defaults/console-logger.ts'
import { randomIds } from './defaults/random-ids.ts'
import { systemClock } from './defaults/system-clock.ts'
import { StoreTime } from './operations/clock/store-time.ts'
import { timerScheduler } from './defaults/timer-scheduler.ts'
import { openDesk } from './desk/open-desk.ts'
import { entered, type Entered } from './entered.ts'
import type { Company } from './domain/company.ts'
import { PaperclipError } from './domain/error.ts'
import type { PaperclipEvent } from './domain/event.ts'
import { checkLimits, DEFAULT_LIMITS, type Limits } from './domain/limits.ts'
import { CALLBACK, LOCAL_OPERATOR } from './domain/principal.ts'
import { foundCompany, type FoundCompanyInput } from './operations/life/found-company.ts'
import { enter } from './operations/access/enter.ts'
import { KnownKeys } from './operations/access/known-keys.ts'
import { Reach } from './operations/access/reach.ts'
import { heartbeat } from './operations/heartbeat.ts'
import { vitalsOf, type Vitals } from './operations/log/vitals.ts'
import { rewrap, type Rewrapped } from './operations/secrets/rewrap.ts'
import { UnnotedRefusals } from './operations/governance/unnoted-refusals.ts'
import { RunsInHand } from './operations/runs/runs-in-hand.ts'
import { isStranger, noSuchCompany } from './operations/governance/standing.ts'
import { noTracer, Tracing } from './operations/tracing.ts'
import type { Deps } from './operations/work.ts'
import type { Run } from './domain/run.ts'
import type { Tombstone } from './domain/tombstone.ts'
import { accessVerbs, type AccessVerbs } from './handles/access-desk.ts'
import { deliveriesOf, type Deliveries } from './handles/deliveries.ts'
import { asOperator, type Actor, type VerbOptions } from './handles/door.ts'
import { checkCallback, readCallback } from './operations/runs/callback.ts'
import { tidyDaily } from './operations/retention/tidy-daily.ts'
import { isGenuine } from './operations/life/delete-company.ts'
import { finishDeferred } from './operations/runs/tend.ts'
import { keepersFor } from './defaults/keepers-for.ts'
import type { Adapter, Outcome } from './ports/adapter.ts'
import type { Clock } from './ports/clock.ts'
import type { Ids } from './ports/ids.ts'
import type { Logger } from './ports/logger.ts'
import type { Tracer } from './ports/tracer.ts'
import type { Plugin } from './ports/plugin.ts'
import type { Drained, Scheduler } from './ports/scheduler.ts'
import type { Blobs } from './ports/blobs.ts'
import type { Logs } from './ports/logs.ts'
import type { Page, Store } from './ports/store.ts'
import type { Spool } from './ports/spool.ts'
import type { Vault } from './ports/vault.ts'
import { KeptEnds } from './operations/runs/kept-ends.ts'

export interface PaperclipOptions {
  store: Store
  /** The kinds of agent this installation can run. */
  adapters?: readonly Adapter[]
  /** Default: one timer. */
  scheduler?: Scheduler
  clock?: Clock
  ids?: Ids
  logger?: Logger
  /** Hears how long the steps of a beat took: `otelTracer(api)` of `@paperclip/server/otel`, or any other. */
  tracer?: Tracer
  plugins?: readonly Plugin[]
  /** Where the bytes of artifacts and skills lie. Default: beside the store's data, if it has a place for them. */
  blobs?: Blobs
  /** Where runs' logs lie. Default: beside the store's data, else in the store. */
  logs?: Logs
  /** What holds the master key of secrets. Default: a key file beside the store's data, if it has a place for it. */
  vault?: Vault
  /** Where results of runs wait that the store cannot take at the moment: `fileSpool(folder)`, on a disk of this machine. Without one such a run is lost once its lease is over. */
  spool?: Spool
  /** Where a server answers for this installation, like `http://localhost:4400`: runs are handed it, with a token of their own. Default: where one says that it answers, as `createServer` does once it listens. */
  apiUrl?: string
  limits?: Partial<Limits>
}

/** An installation of Paperclip: many companies on one store. */
export interface Paperclip {
  /** Founds a company. Whoever founds it owns it. */
  found(company: FoundCompanyInput, options?: VerbOptions): Promise<CompanyHandle>
  /** A company by its slug or id, or `not_found`. */
  company(slugOrId: string): Promise<CompanyHandle>
  /** The companies on whose board you are, oldest first. A page may hold fewer than were asked for: `next` says whether there are more. */
  companies(query?: { after?: string | null; limit?: number }): Promise<Page<Company>>
  /** The same installation, acting as another operator, or as a program with a key. */
  as(actor: Actor): Paperclip
  /** Hears every event of every company after its commit. Returns how to stop. */
  on(listener: (event: PaperclipEvent) => void): () => void
  /** Calls `changed` after another process wrote to the same data, of whichever company (it may also be called for nothing). Returns how to stop. */
  watch(changed: () => void): () => void
  /** Stops everything in every company on whose board you have a say: no run begins, and those in hand are cancelled. Returns the companies that were stopped. */
  stopEverything(reason?: string, options?: VerbOptions): Promise<Company[]>
  /** What is left of deleted companies that you deleted, newest first. */
  tombstones(query?: { after?: string | null; limit?: number }): Promise<Page<Tombstone>>
  /** Whether a tombstone is as this installation signed it. */
  isGenuine(tombstone: Tombstone): Promise<boolean>
  /** Brings what another master key of the vault wrapped or signed under the one that wraps now; `forbidden` to all but the local operator. */
  rewrap(): Promise<Rewrapped>
  /** How the installation stands, over all its companies: for whoever looks after it. */
  vitals(): Promise<Vitals>
  /** Who may come in, and as whom: what a server asks at its door. */
  readonly access: AccessVerbs & {
    /** Who a token is of, and the company, if it is there for them: undefined for a token that proves nothing any more. */
    enter(token: string, company: string): Promise<Entered | undefined>
  }
  /** What webhooks have to tell, for whoever sends it; `forbidden` to all but the local operator. */
  readonly deliveries: Deliveries
  readonly runs: {
    /** Ends a deferred run with the callback that its adapter was given, which is all it takes. Throws `conflict` (`stale_lease`) if it is over. */
    finish(callback: string, outcome: Outcome, options?: VerbOptions): Promise<Run>
  }
  /** Says where a server answers for this installation from now on, for runs that begin after; null: nowhere. Counts where `apiUrl` was not given. Throws `misconfigured` for what is no address. */
  reachedAt(url: string | null): void
  /** Resolves if this node can be given work: its store answers and is of this version, and it was not told to stop. Throws `unavailable` or `misconfigured`, with the reason. */
  ready(): Promise<void>
  /** Lets the companies run. */
  start(): Promise<void>
  /** Claims nothing more at once, waits up to `drainMs` (default 30 s) for runs in hand, then ends them and hands them back. The store stays open. */
  stop(options?: { drainMs?: number }): Promise<Drained>
}

/** Opens an installation. Nothing runs until `start()`; everything can be asked and done without it. */
export function createPaperclip(options: PaperclipOptions): Paperclip {
  const { clock = systemClock, ids = randomIds, logger = consoleLogger, tracer = noTracer, plugins = [] } = options
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  checkLimits(limits)
  const scheduler = options.scheduler ?? timerScheduler({ clock, concurrency: limits.nodeRuns, sweepMs: limits.sweepMs })
  const emitter = new EventEmitter<{ event: [PaperclipEvent] }>()
  const runs = new RunsInHand()
  const reach = new Reach(options.apiUrl)
  const keptEnds = options.spool && new KeptEnds(options.spool)
  const deps: Deps = {
    store: options.store, clock, storeTime: new StoreTime(options.store, clock), ids, limits, logger, runs, reach, refused: new UnnotedRefusals(clock), tracing: new Tracing(tracer, logger),
    adapters: byKind([...(options.adapters ?? []), ...plugins.flatMap(plugin => plugin.adapters ?? [])]),
    rules: plugins.flatMap(plugin => plugin.rules ?? []),
    ...createAnnouncer({ emitter, plugins, runs, logger }),
    nudge: (companyId, agentId, dueAt) => scheduler.nudge(companyId, agentId, dueAt),
    node: ids.next('nod'),
    spool: options.spool,
    resultWaits: () => keptEnds?.soon(),
    openDesk: seat => openDesk(deps, seat),
    ...keepersFor(options),
  }
  const vitals = vitalsOf(deps), atDoor = { ...deps, knownKeys: new KnownKeys() }
  let unwatch: () => void = () => {}, isStopping = false

  const handle = (by: Actor): Paperclip => ({
    async found(input, { key } = {}) {
      return new CompanyHandle(deps, await foundCompany({ deps, by: asOperator(by), key }, input), { by, emitter })
    },
    async company(slugOrId) {
      const company = await deps.store.instance.company(slugOrId)
      const isKnown = company && !(await deps.store.read(company.id, tx => isStranger({ tx, by })))
      if (!isKnown) throw noSuchCompany(slugOrId)
      return new CompanyHandle(deps, company, { by, emitter })
    },
    companies: query => companiesOf(deps.store, by, query),
    as: handle,
    stopEverything: (reason = '', { key } = {}) => stopEverything({ deps, by: asOperator(by), key }, reason),
    async tombstones(query = {}) {
      const { rows, next } = await deps.store.instance.tombstones(query)
      return { rows: rows.filter(({ deletedById }) => deletedById === by.id), next }
    },
    rewrap: () => rewrap(deps, asOperator(by)),
    vitals: () => vitals(asOperator(by)),
    get deliveries() { return deliveriesOf(deps, by) },
    get access() {
      return {
        ...accessVerbs(deps, asOperator(by)),
        async enter(token: string, ref: string): Promise<Entered | undefined> {
          const entrant = await enter(atDoor, token, ref)
          return entrant && entered(deps, emitter, entrant)
        },
      }
    },
    isGenuine: tombstone => isGenuine(deps, tombstone),
    runs: {
      async finish(callback, outcome, { key } = {}) {
        const { companyId, runId, fence } = readCallback(callback)
        await deps.store.read(companyId, view => checkCallback(view, callback))
        return finishDeferred({ deps, companyId, by: CALLBACK }, { runId, fence, outcome, key })
      },
    },
    on: listener => hearing(emitter, by.id === LOCAL_OPERATOR.id ? listener : narrowed(deps.store, by, listener)),
    watch: changed => deps.store.watch(changed),
    reachedAt: url => reach.tell(url),
    async ready() {
      if (isStopping) throw new PaperclipError('unavailable', 'This node was told to stop, and takes no work any more.')
      await deps.store.ready()
    },
    async start() {
      isStopping = false
      await scheduler.start(heartbeat(deps))
      keptEnds?.start(deps)
      const unhear = deps.store.watch(() => runs.lookAll()), untidy = tidyDaily(deps)
      unwatch = () => {
        unhear()
        untidy()
      }
    },
    async stop({ drainMs = 30_000 } = {}) {
      isStopping = true
      unwatch()
      const drained = await scheduler.stop({ drainMs })
      await keptEnds?.stop()
      return drained
    },
  })
  return handle(LOCAL_OPERATOR)
}

function hearing(emitter: EventEmitter<{ event: [PaperclipEvent] }>, listener: (event: PaperclipEvent) => void): () => void {
  emitter.on('event', listener)
  return () => void emitter.off('event', listener)
}

function byKind(adapters: readonly Adapter[]): Map<string, Adapter> {
  const kinds = new Map<string, Adapter>()
  for (const adapter of adapters) {
    if (kinds.has(adapter.kind)) throw new PaperclipError('misconfigured', `adapters: there are two of kind "${adapter.kind}". Pass one of them.`)
    kinds.set(adapter.kind, adapter)
  }
  return kinds
}
