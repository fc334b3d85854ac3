import type { EventEmitter } from 'eventemitter3'
import type { AuditRecord } from './domain/audit.ts'
import type { Company } from './domain/company.ts'
import type { PaperclipEvent } from './domain/event.ts'
import { PaperclipError } from './domain/error.ts'
import type { Row, Noun } from './domain/nouns.ts'
import type { Principal } from './domain/principal.ts'
import { balanceOf } from './operations/accounts.ts'
import type { Act, ActInput, ActKind, ActResult } from './operations/acts.ts'
import { agentRef, all, goalRef, need, projectRef, roleRef, taskRef } from './operations/find.ts'
import { decide, repropose, type Decided } from './operations/decide.ts'
import { feed } from './operations/feed.ts'
import { goalProgress } from './operations/goal-progress.ts'
import { govern, type Governed } from './operations/govern.ts'
import { taskFinished } from './operations/await-task.ts'
import { chartOf, type ChartNode } from './operations/chart.ts'
import { standingOfAgent, type AgentStanding } from './operations/agent-standing.ts'
import { finishDeferred } from './operations/tend.ts'
import { isStranger, noSuchCompany } from './operations/standing.ts'
import { verifyAudit, type Verified } from './operations/verify-audit.ts'
import { whyOf } from './operations/why.ts'
import { workloadOf } from './operations/workload.ts'
import { itemsOf } from './operations/brief.ts'
import { read, type Deps } from './operations/work.ts'
import type { Outcome } from './ports/adapter.ts'
import type { CompanyView, Page, Query } from './ports/store.ts'

/** How a verb is asked for. The same `key` with the same input does it once, for 24 hours. */
export interface VerbOptions { key?: string }

interface Context { by: Principal & { kind: 'operator' }; emitter: EventEmitter<{ event: [PaperclipEvent] }> }
type Given<K extends ActKind, Taken extends string = never> = Omit<ActInput<K>, Taken>
type ListQuery<N extends Noun> = Partial<Query<N>>

/** One company, as one operator: every method is one verb. Verbs that the board must decide throw `conflict` (`needs_approval`) here; `propose` asks instead. */
export class CompanyHandle {
  readonly id: string
  readonly slug: string
  readonly #deps: Deps
  readonly #context: Context

  constructor(deps: Deps, { id, slug }: Company, context: Context) {
    this.id = id
    this.slug = slug
    this.#deps = deps
    this.#context = context
  }

  /** The company as it now stands. */
  get = () => this.#look(view => need(view, 'company', this.id))
  update = (patch: ActInput<'company.update'>, options?: VerbOptions) => this.#do('company.update', patch, options)
  /** Does an act, or asks the board where it must be asked. */
  propose = (act: Act, options: VerbOptions & { reason?: string } = {}): Promise<Governed> =>
    govern(this.#board, { ...act, mode: 'propose', ...options })

  readonly members = {
    set: (input: ActInput<'member.set'>, options?: VerbOptions) => this.#do('member.set', input, options),
    list: () => this.#look(view => all(view, 'member', { by: 'createdAt' })),
  }

  readonly roles = {
    set: (input: ActInput<'role.set'>, options?: VerbOptions) => this.#do('role.set', input, options),
    get: (ref: string) => this.#look(view => roleRef(view, ref)),
    list: (query: ListQuery<'role'> = {}) => this.#list('role', { by: 'createdAt', ...query }),
  }

  readonly agents = {
    hire: (input: ActInput<'agent.hire'>, options?: VerbOptions) => this.#do('agent.hire', input, options),
    configure: (agent: string, change: Given<'agent.configure', 'agent'>, options?: VerbOptions) => this.#do('agent.configure', { agent, ...change }, options),
    rollback: (agent: string, revision: number, options?: VerbOptions) => this.#do('agent.rollback', { agent, revision }, options),
    activate: (agent: string, options?: VerbOptions) => this.#do('agent.activate', { agent }, options),
    move: (agent: string, reportsTo: string | null, options?: VerbOptions) => this.#do('agent.move', { agent, reportsTo }, options),
    hold: (agent: string, reason = '', options?: VerbOptions) => this.#do('agent.hold', { agent, reason }, options),
    resume: (agent: string, options?: VerbOptions) => this.#do('agent.resume', { agent }, options),
    terminate: (agent: string, options?: VerbOptions) => this.#do('agent.terminate', { agent }, options),
    wake: (agent: string, options?: VerbOptions) => this.#do('agent.wake', { agent }, options),
    get: (ref: string) => this.#look(view => agentRef(view, ref)),
    list: (query: ListQuery<'agent'> = {}) => this.#list('agent', { by: 'createdAt', ...query }),
    /** What an agent is doing, what holds it, and when it wakes next. */
    standing: (ref: string): Promise<AgentStanding> => this.#look(async view => standingOfAgent(view, await agentRef(view, ref), this.#deps.clock.now())),
    /** The org chart: those who report to the board, each with its team. */
    chart: (): Promise<ChartNode[]> => this.#look(chartOf),
    revisions: (ref: string) => this.#look(async view => all(view, 'revision', { where: { agentId: (await agentRef(view, ref)).id }, by: 'number' })),
    /** What an agent has not seen yet. */
    inbox: (ref: string) => this.#look(async view => {
      const { id } = await agentRef(view, ref)
      return itemsOf(view, (await workloadOf(view, id, (await view.get('alarm', id))?.cursor ?? 0)).items, id)
    }),
    /** Says whether a run of an agent would work, and if not what to do. */
    probe: async (ref: string) => {
      const { adapter: { kind, config } } = await this.agents.get(ref)
      const adapter = this.#deps.adapters.get(kind)
      return await adapter?.probe?.(adapter.parse(config)) ?? { ok: true as const, detail: 'this adapter cannot be probed' }
    },
  }

  readonly goals = {
    set: (input: ActInput<'goal.set'>, options?: VerbOptions) => this.#do('goal.set', input, options),
    update: (goal: string, change: Given<'goal.update', 'goal'>, options?: VerbOptions) => this.#do('goal.update', { goal, ...change }, options),
    report: (goal: string, current: number, options?: VerbOptions) => this.#do('goal.report', { goal, current }, options),
    get: (ref: string) => this.#look(view => goalRef(view, ref)),
    list: (query: ListQuery<'goal'> = {}) => this.#list('goal', { by: 'createdAt', ...query }),
    /** From 0 to 1; null if nothing says. */
    progress: (ref: string) => this.#look(async view => goalProgress(view, await goalRef(view, ref))),
  }

  readonly projects = {
    set: (input: ActInput<'project.set'>, options?: VerbOptions) => this.#do('project.set', input, options),
    get: (ref: string) => this.#look(view => projectRef(view, ref)),
    list: (query: ListQuery<'project'> = {}) => this.#list('project', { by: 'createdAt', ...query }),
  }

  readonly tasks = {
    create: (input: ActInput<'task.create'>, options?: VerbOptions) => this.#do('task.create', input, options),
    update: (task: string, change: Given<'task.update', 'task'>, options?: VerbOptions) => this.#do('task.update', { task, ...change }, options),
    assign: (task: string, to: Given<'task.assign', 'task'>, options?: VerbOptions) => this.#do('task.assign', { task, ...to }, options),
    take: (task: string, options?: VerbOptions) => this.#do('task.take', { task }, options),
    release: (task: string, options?: VerbOptions) => this.#do('task.release', { task }, options),
    finish: (task: string, result = '', options?: VerbOptions) => this.#do('task.finish', { task, result }, options),
    review: (task: string, review: Given<'task.review', 'task'>, options?: VerbOptions) => this.#do('task.review', { task, ...review }, options),
    block: (task: string, why: Given<'task.block', 'task'>, options?: VerbOptions) => this.#do('task.block', { task, ...why }, options),
    unblock: (task: string, options?: VerbOptions) => this.#do('task.unblock', { task }, options),
    cancel: (task: string, reason = '', options?: VerbOptions) => this.#do('task.cancel', { task, reason }, options),
    /** Takes a parked, finished or cancelled task up again. */
    reopen: (task: string, options?: VerbOptions) => this.#do('task.reopen', { task }, options),
    get: (ref: string) => this.#look(view => taskRef(view, ref)),
    list: (query: ListQuery<'task'> = {}) => this.#list('task', { by: 'number', ...query }),
    /** Waits until a task is done or cancelled. */
    finished: (ref: string, signal?: AbortSignal) => taskFinished({ look: act => this.#look(act), changed: hear => this.#changed(hear) }, ref, signal),
    thread: (ref: string) => this.#look(async view => all(view, 'message', { where: { taskId: (await taskRef(view, ref)).id }, by: 'createdAt' })),
    /** Why a task exists, from the nearest to the mission. */
    why: (ref: string) => this.#look(async view => whyOf(view, await taskRef(view, ref), (await need(view, 'company', this.id)).mission)),
    blockers: (ref: string) => this.#look(async view => {
      const links = await all(view, 'blocker', { where: { taskId: (await taskRef(view, ref)).id }, by: 'createdAt' })
      return Promise.all(links.map(({ blockerId }) => need(view, 'task', blockerId)))
    }),
  }

  readonly messages = {
    say: (input: ActInput<'message.say'>, options?: VerbOptions) => this.#do('message.say', input, options),
    ask: (input: ActInput<'message.ask'>, options?: VerbOptions) => this.#do('message.ask', input, options),
    answer: (ask: string, body: string, options?: VerbOptions) => this.#do('message.answer', { ask, body }, options),
    list: (query: ListQuery<'message'> = {}) => this.#list('message', { by: 'createdAt', ...query }),
  }

  readonly signals = {
    send: (input: ActInput<'signal.send'>, options?: VerbOptions) => this.#do('signal.send', input, options),
    list: (query: ListQuery<'signal'> = {}) => this.#list('signal', { by: 'createdAt', ...query }),
  }

  readonly budgets = {
    set: (input: ActInput<'budget.set'>, options?: VerbOptions) => this.#do('budget.set', input, options),
    raise: (budget: string, limit: ActInput<'budget.raise'>['limit'], options?: VerbOptions) => this.#do('budget.raise', { budget, limit }, options),
    list: (query: ListQuery<'budget'> = {}) => this.#list('budget', { by: 'createdAt', ...query }),
    /** What of a budget is reserved and spent in the window that runs. */
    balance: (budget: string) => this.#look(async view => balanceOf({ tx: view, companyId: this.id, now: this.#deps.clock.now() }, await need(view, 'budget', budget))),
    movements: (query: ListQuery<'movement'> = {}) => this.#list('movement', { by: 'createdAt', ...query }),
  }

  readonly approvals = {
    approve: (approval: string, note = ''): Promise<Decided> => decide(this.#board, approval, { verdict: 'approve', note }),
    reject: (approval: string, note = ''): Promise<Decided> => decide(this.#board, approval, { verdict: 'reject', note }),
    /** Puts an act whose approval went stale or expired to the board again. */
    repropose: (approval: string) => repropose(this.#board, approval),
    get: (approval: string) => this.#look(view => need(view, 'approval', approval)),
    list: (query: ListQuery<'approval'> = {}) => this.#list('approval', { by: 'createdAt', ...query }),
  }

  readonly incidents = {
    close: (incident: string, options?: VerbOptions) => this.#do('incident.close', { incident }, options),
    list: (query: ListQuery<'incident'> = {}) => this.#list('incident', { by: 'createdAt', ...query }),
  }

  readonly runs = {
    cancel: (run: string, reason?: string, options?: VerbOptions) => this.#do('run.cancel', reason === undefined ? { run } : { run, reason }, options),
    /** Corrects, once, what was estimated for a run. */
    adjust: (run: string, cost: ActInput<'run.adjust'>['cost'], options?: VerbOptions) => this.#do('run.adjust', { run, cost }, options),
    /** Ends a deferred run, with the fence it began under. */
    finish: (run: string, fence: number, outcome: Outcome) => finishDeferred(this.#board, { runId: run, fence, outcome }),
    get: (run: string) => this.#look(view => need(view, 'run', run)),
    list: (query: ListQuery<'run'> = {}) => this.#list('run', { by: 'startedAt', ...query }),
    log: (run: string) => this.#look(view => all(view, 'logChunk', { where: { runId: run }, by: 'n' })),
  }

  readonly audit = {
    list: (query: ListQuery<'audit'> = {}) => this.#list('audit', { by: 'seq', ...query }),
    /** Checks the whole chain; `anchor` is a head noted outside. */
    verify: async (anchor?: { seq: number; hash: string }): Promise<Verified> => {
      await this.get()
      return verifyAudit(this.#deps.store, this.id, anchor)
    },
    /** The records after a sequence number, up to the last there is. */
    feed: ({ after = 0 }: { after?: number } = {}) => this.#feed(after),
  }

  /** Hears the events of this company after their commit. Returns how to stop. */
  on(listener: (event: PaperclipEvent) => void): () => void {
    const heard = (event: PaperclipEvent) => { if (event.companyId === this.id) listener(event) }
    this.#context.emitter.on('event', heard)
    return () => void this.#context.emitter.off('event', heard)
  }

  async #do<K extends ActKind>(kind: K, input: ActInput<K>, options: VerbOptions = {}): Promise<ActResult<K>> {
    const done = await govern(this.#board, { kind, input, mode: 'do', ...options })
    if (done.kind !== 'done') throw new PaperclipError('conflict', `${kind} takes the board's approval: propose it instead.`, { reason: 'needs_approval' })
    return done.value as ActResult<K>                              // govern runs the act of this very kind
  }

  async *#feed(after: number): AsyncGenerator<AuditRecord> {
    await this.get()
    yield* feed(this.#deps.store, this.id, after)
  }

  get #board() {
    return { deps: this.#deps, companyId: this.id, by: this.#context.by }
  }

  /** Hears of every task that changes here, and of whatever another process writes. */
  #changed(hear: () => void): () => void {
    const unhear = this.on(event => { if (event.kind === 'record' && event.record.noun === 'task') hear() })
    const unwatch = this.#deps.store.watch(hear)
    return () => {
      unhear()
      unwatch()
    }
  }

  /** Reads, if the operator is on the board. */
  #look<T>(act: (view: CompanyView) => Promise<T>): Promise<T> {
    return read(this.#deps, this.id, async view => {
      if (await isStranger({ tx: view, by: this.#context.by })) throw noSuchCompany(this.slug)
      return act(view)
    })
  }

  #list<N extends Noun>(noun: N, query: Query<N>): Promise<Page<Row<N>>> {
    return this.#look(view => view.list(noun, query))
  }
}
