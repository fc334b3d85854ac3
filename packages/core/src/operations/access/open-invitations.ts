import type { Account, Invitation } from '../../domain/account.ts'
import { all } from '../find.ts'
import { change, deed, type Work } from '../work.ts'

/** True for an invitation that still leads somewhere. */
export const isOpen = ({ usedAt, revokedAt, expiresAt }: Invitation, now: Date): boolean => usedAt === null && revokedAt === null && expiresAt > now

/** Withdraws what an account may not give any more: everything once it is disabled, and what leads to owning the installation once it does not own that itself. */
export async function withdrawInvitations(work: Work, { id, level, status }: Account): Promise<void> {
  const made = (await all(work.tx, 'invitation', { by: 'createdAt' })).filter(one => one.invitedById === id && isOpen(one, work.now))
  for (const invitation of made) if (status === 'disabled' || (level === 'member' && invitation.kind === 'owner')) await change(deed(work, 'invitation', 'invitation.revoke'), invitation, { revokedAt: work.now })
}
