import type { AuditRecord } from '../domain/audit.ts'
import type { LogLine } from '../domain/run.ts'
import { balanceOf } from '../operations/money/accounts.ts'
import type { ActInput } from '../operations/governance/acts.ts'
import { decide, repropose, type Decided } from '../operations/governance/decide.ts'
import { onRecord } from '../operations/governance/on-record.ts'
import { feed } from '../operations/log/feed.ts'
import { need } from '../operations/find.ts'
import { readLog } from '../operations/runs/read-log.ts'
import { finishDeferred } from '../operations/runs/tend.ts'
import { reconcile, type Reconciled } from '../operations/log/reconcile.ts'
import { verifyAudit, type Verified } from '../operations/log/verify-audit.ts'
import type { Outcome } from '../ports/adapter.ts'
import type { Page, PageQuery } from '../ports/store.ts'
import { asOperator, type ChangeOptions, type Door, type ListQuery, type VerbOptions } from './door.ts'

export const budgetVerbs = ({ act, look, list, deps, companyId }: Door) => ({
  set: (input: ActInput<'budget.set'>, options?: ChangeOptions) => act('budget.set', input, options),
  raise: (budget: string, limit: ActInput<'budget.raise'>['limit'], options?: ChangeOptions) => act('budget.raise', { budget, limit }, options),
  /** Removes a budget: what it stopped goes on. */
  remove: (budget: string, options?: ChangeOptions) => act('budget.remove', { budget }, options),
  get: (budget: string) => look(view => need(view, 'budget', budget)),
  list: (query: ListQuery<'budget'> = {}) => list('budget', { by: 'createdAt', ...query }),
  /** What of a budget is reserved and spent in the window that runs. */
  balance: (budget: string) => look(async view => balanceOf({ tx: view, companyId, now: deps.clock.now() }, await need(view, 'budget', budget))),
  movements: (query: ListQuery<'movement'> = {}) => list('movement', { by: 'createdAt', ...query }),
})

export const approvalVerbs = ({ look, list, deps, companyId, by }: Door) => ({
  approve: async (approval: string, note = '', { key }: VerbOptions = {}): Promise<Decided> =>
    onRecord({ deps, companyId, by }, 'approval.approve', async () => decide({ deps, companyId, by: asOperator(by) }, approval, { verdict: 'approve', note, key })),
  reject: async (approval: string, note = '', { key }: VerbOptions = {}): Promise<Decided> =>
    onRecord({ deps, companyId, by }, 'approval.reject', async () => decide({ deps, companyId, by: asOperator(by) }, approval, { verdict: 'reject', note, key })),
  /** Puts an act whose approval went stale or expired to the board again. */
  repropose: async (approval: string, { key }: VerbOptions = {}) =>
    onRecord({ deps, companyId, by }, 'approval.repropose', async () => repropose({ deps, companyId, by: asOperator(by) }, approval, { key })),
  get: (approval: string) => look(view => need(view, 'approval', approval)),
  list: (query: ListQuery<'approval'> = {}) => list('approval', { by: 'createdAt', ...query }),
})

export const incidentVerbs = ({ act, list }: Door) => ({
  close: (incident: string, options?: VerbOptions) => act('incident.close', { incident }, options),
  list: (query: ListQuery<'incident'> = {}) => list('incident', { by: 'createdAt', ...query }),
})

export const runVerbs = ({ act, look, list, deps, companyId, by }: Door) => ({
  cancel: (run: string, reason?: string, options?: VerbOptions) => act('run.cancel', reason === undefined ? { run } : { run, reason }, options),
  /** Corrects, once, what was estimated for a run. */
  adjust: (run: string, cost: ActInput<'run.adjust'>['cost'], options?: VerbOptions) => act('run.adjust', { run, cost }, options),
  /** Ends a deferred run, with the fence it began under. */
  finish: async (run: string, { fence, outcome }: { fence: number; outcome: Outcome }, { key }: VerbOptions = {}) =>
    onRecord({ deps, companyId, by }, 'run.finish', async () => finishDeferred({ deps, companyId, by: asOperator(by) }, { runId: run, fence, outcome, key })),
  get: (run: string) => look(view => need(view, 'run', run)),
  list: (query: ListQuery<'run'> = {}) => list('run', { by: 'startedAt', ...query }),
  /** Lines of a run's log, in order: 1,000 at most, which is also the usual. `after` may be the number of any line, too. */
  log: async (run: string, page: PageQuery = {}): Promise<Page<LogLine>> => {
    await look(view => need(view, 'run', run))
    return readLog(deps, { companyId, runId: run }, page)
  },
})

export const auditVerbs = ({ look, list, deps, companyId }: Door) => ({
  list: (query: ListQuery<'audit'> = {}) => list('audit', { by: 'seq', ...query }),
  /** Where the log stands: its last record's number, and the hash over all up to there. As long as it is the same, every audited row is. */
  head: (): Promise<{ seq: number; hash: string }> => look(async view => {
    const { seq, hash } = await need(view, 'head', 'head')
    return { seq, hash }
  }),
  /** Checks the whole chain; `anchor` is a head noted outside. */
  verify: async (anchor?: { seq: number; hash: string }): Promise<Verified> => {
    await look(view => need(view, 'company', companyId))
    return verifyAudit(deps, companyId, anchor)
  },
  /** Rebuilds the company from its log alone, and says where its rows and balances differ from that. */
  reconcile: async (): Promise<Reconciled> => {
    await look(view => need(view, 'company', companyId))
    return reconcile(deps, companyId)
  },
  /** The records after a sequence number, up to the last there is. */
  async *feed({ after = 0 }: { after?: number } = {}): AsyncGenerator<AuditRecord> {
    await look(view => need(view, 'company', companyId))
    yield* feed(deps, companyId, after)
  },
})
