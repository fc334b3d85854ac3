import { conflict, PaperclipError } from '../../domain/error.ts'
import type { Approval } from '../../domain/approval.ts'
import { parse } from '../../domain/parse.ts'
import { ruleOn, type Verdict } from '../../policy/rule-on.ts'
import type { ActDefinition, Concern } from './act.ts'
import { outsideKey } from '../access/key-bounds.ts'
import { actOf, type ActKind } from './acts.ts'
import { spentOf } from '../money/key-money.ts'
import { holdFence } from '../runs/fence.ts'
import { checkVersion } from './check-version.ts'
import { isAnswered, once, type Keyed } from './idempotency.ts'
import { need } from '../find.ts'
import { relationTo } from '../agents/org.ts'
import { isStranger, noSuchCompany, standingOf } from './standing.ts'
import { storeApproval } from './store-approval.ts'
import { change, deed, transact, type Authority, type Work } from '../work.ts'

/** A deed to be governed: what, and how it is asked for. */
export interface Proposal {
  kind: string
  input: unknown
  /** Why, for the board that may be asked. */
  reason?: string
  /** `do` refuses where the board would have to be asked; `propose` asks it. */
  mode: 'do' | 'propose'
  /** The same key gives the same answer for 24 hours, whatever happened in between. */
  key?: string | undefined
  /** Only if what it changes still is at this version. */
  ifVersion?: string | undefined
}

/** What became of a proposal. */
export type Governed = { kind: 'done'; value: unknown } | { kind: 'waiting'; approval: Approval }

type Answer = Governed | { kind: 'refused'; why: string } | { kind: 'stranger' }

/** The one door of every act: checks it, rules on it, and does it or asks the board. */
export async function govern(authority: Authority, { kind, input: given, reason = '', mode, key, ifVersion }: Proposal): Promise<Governed> {
  const { by, companyId } = authority
  const act = actOf(kind)
  const input = parse(act.input, given, `The input of ${kind}`)
  const keyed: Keyed = { key, by, kind, input: act.identity ? act.identity(input) : input }
  const afterwards = act.prepare && await isToBeDone(authority, act, { keyed, input }) ? await act.prepare(authority, input) : undefined
  const answer = await transact(authority, async (work): Promise<Answer> => {
    const ahead = act.concern(work, input)               // reads with those of who asks; what it throws is told to whom it concerns
    ahead.catch(() => {})
    const [, isUnknown] = await Promise.all([holdFence(work), isStranger(work), work.tx.get('company', companyId)])
    if (isUnknown) {
      await noteRefused(work, kind)
      return { kind: 'stranger' }
    }
    return once(work, keyed, async () => {
      const concern = await ahead
      const verdict = await ruled(work, act, { input, concern })
      if (verdict.kind === 'forbid') {
        await noteRefused(work, kind)
        return { kind: 'refused', why: verdict.why }
      }
      if (ifVersion !== undefined) await checkVersion(work, act, { input, ifVersion })
      if (verdict.kind === 'allow') return { kind: 'done', value: await act.perform(work, input) }
      if (mode === 'do') throw conflict('needs_approval', `${kind} takes the board's approval: propose it instead.`)          // nothing was done: the key is still free
      return { kind: 'waiting', approval: await storeApproval(work, { kind, input: given, reason, reads: await readsOf(work, concern) }) }
    })
  })
  switch (answer.kind) {
    case 'refused':
      throw new PaperclipError('forbidden', `${kind} is refused: ${answer.why}.`)
    case 'stranger':
      throw noSuchCompany(companyId)
    case 'done':
      await afterwards?.()
      return answer
    case 'waiting':
      return answer
  }
}

/** Throws what an act would be refused with now, before anything is kept for it: what it is about is not known yet. */
export async function checkMayDo(authority: Authority, kind: ActKind, concern: Concern = { agents: [] }): Promise<void> {
  const act = actOf(kind)
  const refused = await transact(authority, async work => {
    await holdFence(work)
    if (await isStranger(work)) return noSuchCompany(work.companyId)
    const key = work.by.kind === 'key' ? await work.tx.get('accessKey', work.by.id) : undefined
    const outside = key ? [...outsideKey(key, kind, seenByKey(act, concern)), ...await spentOf(work, key)] : []
    const verdict: Verdict = outside.length > 0 ? { kind: 'forbid', why: outside.join('; ') } : ruleOn(act.rule, await standingOf(work, work.by), { relations: [], exceeds: [], asks: [], opinions: [] })
    if (verdict.kind !== 'forbid') return null
    await noteRefused(work, kind)
    return new PaperclipError('forbidden', `${kind} is refused: ${verdict.why}.`)
  })
  if (refused) throw refused
}

/** True if an act would be performed now. What is not must cause nothing outside either: a probe may start a program. */
const isToBeDone = (authority: Authority, act: ActDefinition, { keyed, input }: { keyed: Keyed; input: unknown }): Promise<boolean> => transact(authority, async work => {
  await holdFence(work)
  if (await isStranger(work) || await isAnswered(work, keyed)) return false
  return (await ruled(work, act, { input, concern: await act.concern(work, input) })).kind === 'allow'
})

/** What an act is about, to a key: a deed of the board alone that is about no agent is about all of them. */
const seenByKey = ({ rule }: ActDefinition, concern: Concern): Concern => (rule.agent === 'board' && concern.agents.length === 0 ? { ...concern, whole: 'company' } : concern)

/** The verdict on an act as everything now stands. */
export async function ruled(work: Work, act: ActDefinition, { input, concern }: { input: unknown; concern: Concern }): Promise<Verdict> {
  const { agents, whole, exceeds = [], asks = [] } = concern
  const { by, tx } = work
  const standing = await standingOf(work, by)
  const self = by.kind === 'agent' ? await need(tx, 'agent', by.id) : undefined
  if (self?.status === 'terminated') return { kind: 'forbid', why: 'this agent was terminated' }
  const relations = self ? await Promise.all(agents.map(agent => relationTo(tx, self, agent))) : []
  const key = by.kind === 'key' ? await tx.get('accessKey', by.id) : undefined
  const outside = key ? [...outsideKey(key, act.kind, seenByKey(act, concern)), ...await spentOf(work, key)] : []
  if (outside.length > 0) return { kind: 'forbid', why: outside.join('; ') }
  return ruleOn(act.rule, standing, { relations: whole ? [...relations, whole] : relations, exceeds, asks, opinions: opinionsOf(work, { kind: act.kind, input }) })
}

function opinionsOf({ by, deps: { rules, logger } }: Work, act: { kind: string; input: unknown }) {
  return rules.flatMap(rule => {
    try {
      return rule(act, by) ?? []
    } catch (error) {
      logger.error('A plugin rule threw: the act is forbidden.', { kind: act.kind, error })
      return 'forbid' as const                                    // a rule that cannot judge must not let anything pass
    }
  })
}

/** The configurations a rule has read: of the actor, and of those it is about. */
export async function readsOf({ by, tx }: Pick<Work, 'by' | 'tx'>, { agents }: Concern): Promise<Approval['reads']> {
  const actor = by.kind === 'agent' ? [await need(tx, 'agent', by.id)] : []
  return [...new Map([...actor, ...agents].map(({ id, revision }) => [id, { agentId: id, revision }])).values()]
}

/** Every refusal stands in the audit log, on whoever was refused. */
export async function noteRefused(work: Work, kind: string): Promise<void> {
  const { tx, by, companyId } = work
  const member = by.kind === 'operator' ? await tx.get('member', by.id) : undefined
  const key = by.kind === 'key' ? await tx.get('accessKey', by.id) : undefined
  if (by.kind === 'agent') await change(deed(work, 'agent', `${kind}.refused`), await need(tx, 'agent', by.id), {})
  else if (key) await change(deed(work, 'accessKey', `${kind}.refused`), key, {})
  else if (member) await change(deed(work, 'member', `${kind}.refused`), member, {})
  else await change(deed(work, 'company', `${kind}.refused`), await need(tx, 'company', companyId), {})
}
