import { hash } from 'node:crypto'
import type { Approval } from '../../domain/approval.ts'
import { canonical } from '../../policy/canonical.ts'
import { plain } from '../../policy/plain.ts'
import { conflict } from '../../domain/error.ts'
import { all } from '../find.ts'
import { create, deed, type Work } from '../work.ts'

/** Questions of one agent that may wait for the board at once. */
const MOST_PENDING = 50

/** An act as it is put to the board. */
export interface Question { kind: string; input: unknown; reason: string; reads: Approval['reads'] }

/** Puts an act to the board. What is stored is what will be done: its hash binds kind and input. */
export async function storeApproval(work: Work, { kind, input, reason, reads }: Question): Promise<Approval> {
  const { by, now, deps, companyId } = work
  const hash = hashOfAct(kind, input)
  if (by.kind === 'agent') {
    const pending = await all(work.tx, 'approval', { where: { proposedById: by.id, status: 'pending' }, by: 'createdAt' })
    const same = pending.find(one => one.hash === hash && one.expiresAt > now)
    if (same) return same                                                      // the board was asked this already
    if (pending.length >= MOST_PENDING) throw conflict('wrong_state', `${MOST_PENDING} of your questions wait for the board: wait until some are decided.`)
  }
  const approval = await create(deed(work, 'approval', 'approval.ask'), {
    id: deps.ids.next('apr'), status: 'pending', actKind: kind, input: plain(input), hash, reads, reason,
    proposedByKind: by.kind, proposedById: by.id, runId: by.kind === 'agent' ? by.runId : null, decidedById: null, decidedAlone: false, note: null,
    expiresAt: new Date(now.getTime() + deps.limits.approvalMs), decidedAt: null, createdAt: now,
  })
  work.after.push(() => deps.notify({ kind: 'approval', companyId, approval }))
  return approval
}

/** What an approval is bound to. */
export const hashOfAct = (kind: string, input: unknown): string => hash('sha256', canonical([kind, plain(input)]), 'hex')
