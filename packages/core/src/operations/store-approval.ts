import { createHash } from 'node:crypto'
import type { Approval } from '../domain/approval.ts'
import { canonical } from '../policy/canonical.ts'
import { plain } from '../policy/plain.ts'
import { create, deed, type Work } from './work.ts'

/** An act as it is put to the board. */
export interface Question { kind: string; input: unknown; reason: string; reads: Approval['reads'] }

/** Puts an act to the board. What is stored is what will be done: its hash binds kind and input. */
export async function storeApproval(work: Work, { kind, input, reason, reads }: Question): Promise<Approval> {
  const { by, now, deps, companyId } = work
  const approval = await create(deed(work, 'approval', 'approval.ask'), {
    id: deps.ids.next('apr'), status: 'pending', actKind: kind, input: plain(input), hash: hashOfAct(kind, input), reads, reason,
    proposedByKind: by.kind, proposedById: by.id, runId: by.kind === 'agent' ? by.runId : null, decidedById: null, decidedAlone: false, note: null,
    expiresAt: new Date(now.getTime() + deps.limits.approvalMs), decidedAt: null, createdAt: now,
  })
  work.after.push(() => deps.notify({ kind: 'approval', companyId, approval }))
  return approval
}

/** What an approval is bound to. */
export const hashOfAct = (kind: string, input: unknown): string => createHash('sha256').update(canonical([kind, plain(input)])).digest('hex')
