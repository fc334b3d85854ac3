import type { Approval } from '../../domain/approval.ts'
import { conflict, PaperclipError } from '../../domain/error.ts'
import { parse } from '../../domain/parse.ts'
import type { Principal } from '../../domain/principal.ts'
import type { CompanyView } from '../../ports/store.ts'
import type { Afterwards, Concern, Place } from './act.ts'
import { actOf } from './acts.ts'
import { all, need } from '../find.ts'
import { once } from './idempotency.ts'
import { readsOf, ruled } from './govern.ts'
import { noSuchCompany, standingOf } from './standing.ts'
import { hashOfAct, storeApproval } from './store-approval.ts'
import { tell } from '../waking/wake.ts'
import { change, deed, read, transact, type Deps, type Work } from '../work.ts'

/** What the board says. */
export interface Decision { verdict: 'approve' | 'reject'; note?: string; key?: string | undefined }

/** What came of a decision; `value` is what the act returned. */
export interface Decided { approval: Approval; value: unknown }

type Operator = Principal & { kind: 'operator' }

/** The member of a company's board that decides. */
export interface Board { deps: Deps; companyId: string; by: Operator }

type Answer = Decided | { refused: string }

/**
 * Decides what was put to the board. Approving performs the very act that was proposed, for the proposer as it now is. If a configuration that the rule
 * had read has changed since, or the rule now forbids it, the approval is `stale` and nothing is done.
 */
export async function decide({ deps, companyId, by }: Board, approvalId: string, { verdict, note = '', key }: Decision): Promise<Decided> {
  const asked = await read(deps, companyId, async tx => {
    await checkBoard({ tx, companyId }, by)
    return need(tx, 'approval', approvalId)
  })
  const isOpen = asked.status === 'pending' && asked.expiresAt > deps.clock.now(), afterwards = verdict === 'approve' && isOpen ? await prepare({ deps, companyId }, asked) : undefined
  const answer = await transact({ deps, companyId, by: proposerOf(asked), actor: by }, async (work): Promise<Answer> => {
    await checkBoard(work, by)
    return once(work, { key, by, kind: `approval.${verdict}`, input: { approvalId, note } }, () => decided(work, { approvalId, by }, { verdict, note }))
  })
  if ('refused' in answer) throw conflict('stale_approval', answer.refused)
  await afterwards?.()
  return answer
}

async function decided(work: Work, { approvalId, by }: { approvalId: string; by: Operator }, { verdict, note }: { verdict: Decision['verdict']; note: string }): Promise<Answer> {
  const approval = await need(work.tx, 'approval', approvalId)
  await checkNotArchived(work, approval.actKind)
  if (approval.status !== 'pending') throw conflict('wrong_state', `This approval is ${approval.status} already.`)
  if (approval.expiresAt <= work.now) return close(work, approval, { status: 'expired', note: `This approval expired on ${approval.expiresAt.toISOString()}. Propose the act again.` })
  if (verdict === 'reject') return { approval: await conclude(work, approval, { status: 'rejected', decidedById: by.id, note }), value: null }
  return approve(work, approval, { by, note })
}

/** Puts an act that went stale or expired to the board again, as everything now stands. */
export async function repropose({ deps, companyId, by }: Board, approvalId: string, { key }: { key?: string | undefined } = {}): Promise<Approval> {
  return transact({ deps, companyId, by }, async work => {
    await checkBoard(work, by)
    return once(work, { key, by, kind: 'approval.repropose', input: { approvalId } }, () => proposedAgain(work, { approvalId, by }))
  })
}

async function proposedAgain(work: Work, { approvalId, by }: { approvalId: string; by: Operator }): Promise<Approval> {
  const { status, actKind: kind, input, reason, ...old } = await need(work.tx, 'approval', approvalId)
  await checkNotArchived(work, kind)
  if (status === 'pending' || status === 'approved') throw conflict('wrong_state', `This approval is ${status}: there is nothing to propose again.`)
  const again: Work = { ...work, by: proposerOf({ ...old, status, actKind: kind, input, reason }), actor: by }
  const act = actOf(kind)
  return storeApproval(again, { kind, input, reason, reads: await readsOf(again, await act.concern(again, parse(act.input, input, `The input of ${kind}`))) })
}

/** Throws for an act that cannot be done in a company that is put away. */
async function checkNotArchived({ tx, companyId }: Work, kind: string): Promise<void> {
  const { status, slug } = await need(tx, 'company', companyId)
  if (status === 'archived' && actOf(kind).rule.archived !== 'allowed') throw conflict('wrong_state', `"${slug}" is archived: resume it first.`)
}

/** Marks the questions whose time has passed; whoever asked hears of it. Returns how many. */
export async function expireApprovals(deps: Deps, companyId: string): Promise<number> {
  return transact({ deps, companyId, by: { kind: 'system', id: 'approval' } }, async work => {
    const late = (await all(work.tx, 'approval', { where: { status: 'pending' }, by: 'createdAt' })).filter(({ expiresAt }) => expiresAt <= work.now)
    for (const approval of late) await conclude(work, approval, { status: 'expired', note: `Nobody decided until ${approval.expiresAt.toISOString()}.` })
    return late.length
  })
}

async function prepare(place: Place, { actKind, input }: Approval): Promise<Afterwards | void> {
  const act = actOf(actKind)
  return act.prepare?.(place, parse(act.input, input, `The input of ${actKind}`))
}

async function approve(work: Work, approval: Approval, { by, note }: { by: Operator; note: string }): Promise<Answer> {
  const act = actOf(approval.actKind)
  if (hashOfAct(approval.actKind, approval.input) !== approval.hash) return close(work, approval, { status: 'stale', note: 'What stands in this approval is not what was proposed.' })
  const decidedAlone = await operatorBehind(work, proposerOf(approval)) === by.id
  if (decidedAlone && await isNotAlone(work)) throw new PaperclipError('forbidden', 'Somebody else on the board must decide what you, or a key of yours, proposed.')
  const input = parse(act.input, approval.input, `The input of ${approval.actKind}`)
  const concern = await act.concern(work, input)
  const stale = await whyStale(work, approval, concern) ?? await whyForbidden(work, approval, concern)
  if (stale !== null) return close(work, approval, { status: 'stale', note: stale })
  const approved = await conclude(work, approval, { status: 'approved', decidedById: by.id, note, decidedAlone })      // first, for a raise withdraws what is still open
  return { approval: approved, value: await act.perform(work, input) }
}

async function whyStale(work: Work, { reads }: Approval, concern: Concern): Promise<string | null> {
  const now = new Map((await readsOf(work, concern)).map(({ agentId, revision }) => [agentId, revision]))
  const changed = reads.find(({ agentId, revision }) => now.has(agentId) && now.get(agentId) !== revision)
  if (!changed) return null
  const { slug } = await need(work.tx, 'agent', changed.agentId)
  return `The configuration of "${slug}" has changed since this was proposed (revision ${changed.revision}, now ${now.get(changed.agentId)}). Propose it again to see it as it now is.`
}

async function whyForbidden(work: Work, { actKind, input }: Approval, concern: Concern): Promise<string | null> {
  const verdict = await ruled(work, actOf(actKind), { input, concern })
  return verdict.kind === 'forbid' ? `${actKind} is refused by now: ${verdict.why}.` : null
}

const close = async (work: Work, approval: Approval, outcome: { status: 'stale' | 'expired'; note: string }): Promise<Answer> => {
  await conclude(work, approval, outcome)
  return { refused: outcome.note }
}

/** Writes what became of an approval; the agent that proposed it hears of it. */
async function conclude(work: Work, approval: Approval, outcome: Partial<Approval>): Promise<Approval> {
  const concluded = await change(deed(work, 'approval', `approval.${outcome.status ?? 'decide'}`), approval, { ...outcome, decidedAt: work.now })
  const proposer = approval.proposedByKind === 'agent' ? await work.tx.get('agent', approval.proposedById) : undefined
  if (proposer) await tell(work, proposer, { cause: 'decision', noun: 'approval', refId: approval.id })
  return concluded
}

/** Throws unless an operator has a say in a company. */
export async function checkBoard(place: { tx: CompanyView; companyId: string }, by: Operator): Promise<void> {
  const standing = await standingOf(place, by)
  if (standing.kind !== 'operator' || standing.level === null) throw noSuchCompany(place.companyId)
  if (standing.level === 'viewer') throw new PaperclipError('forbidden', 'Only owners and operators on the board of this company decide.')
}

/** True if somebody else on the board could decide. */
async function isNotAlone({ tx }: Work): Promise<boolean> {
  return (await all(tx, 'member', { by: 'createdAt' })).filter(({ level }) => level !== 'viewer').length > 1
}

/** The operator who proposed something: with a key, whoever made it, or made the key that made it. */
async function operatorBehind({ tx }: Pick<Work, 'tx'>, { kind, id }: Pick<Principal, 'kind' | 'id'>): Promise<string | undefined> {
  if (kind !== 'key') return kind === 'operator' ? id : undefined
  const { createdByKind, createdById } = await need(tx, 'accessKey', id)
  return operatorBehind({ tx }, { kind: createdByKind, id: createdById })
}

/** Whose deed the act is. An agent's run is over by now: it acts through the operator. */
function proposerOf({ proposedByKind, proposedById, runId }: Approval): Principal {
  switch (proposedByKind) {
    case 'agent':
      return { kind: 'agent', id: proposedById, runId: runId ?? '', fence: 0, depth: 0 }
    case 'operator':
    case 'key':
      return { kind: proposedByKind, id: proposedById }
    case 'system':
      return { kind: 'system', id: 'approval' }
  }
}
