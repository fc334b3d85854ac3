import type { AccessKey } from '../domain/access-key.ts'
import { PaperclipError } from '../domain/error.ts'
import { newKey, type AccessKeyInput, type MadeKey } from '../operations/access/access-keys.ts'
import { inviteToBoard, invitationsOf, revokeInvitation, type BoardInvitation } from '../operations/access/invitations.ts'
import { ACTS } from '../operations/governance/acts.ts'
import { checkMayDo, type Governed } from '../operations/governance/govern.ts'
import { onRecord } from '../operations/governance/on-record.ts'
import { need } from '../operations/find.ts'
import type { DirectedPageQuery } from '../ports/store.ts'
import { asOperator, type Door, type ListQuery, type VerbOptions } from './door.ts'
import { toldOnce } from './told-once.ts'

/** A key as it is listed, with when it was last used. */
export type ShownKey = Omit<AccessKey, 'digest'> & { lastUsedAt: Date | null }

const isAct = (kind: string): boolean => Object.hasOwn(ACTS, kind)

export const keyVerbs = (door: Door) => {
  const { act, look, list, deps, companyId } = door
  const made = toldOnce(door, 'key.create', (input: AccessKeyInput) => {
    const { token: secret, input: kept } = newKey({ ids: deps.ids, knows: isAct }, companyId, input)
    return { secret, input: kept }
  })
  const shown = (key: AccessKey): Promise<ShownKey> => look(async view => {
    const { digest: _, ...rest } = await need(view, 'accessKey', key.id)
    return { ...rest, lastUsedAt: (await view.get('keyUse', key.id))?.at ?? null }
  })
  return {
    /** Makes a key. Its token is told this once. */
    create: async (input: AccessKeyInput, options?: VerbOptions): Promise<MadeKey> => {
      const { row: key, secret: token } = await made.create(input, options)
      return { key, token }
    },
    /** The same, or asks the board where it takes two: the token works once the board has said yes. */
    propose: async (input: AccessKeyInput, options?: VerbOptions & { reason?: string }): Promise<{ token: string; outcome: Governed }> => {
      const { secret: token, outcome } = await made.propose(input, options)
      return { token, outcome }
    },
    /** Ends a key at once. */
    revoke: (key: string, options?: VerbOptions) => act('key.revoke', { key }, options),
    get: async (key: string): Promise<ShownKey> => shown(await look(view => need(view, 'accessKey', key))),
    list: async (query: ListQuery<'accessKey'> = {}) => {
      const { rows, next } = await list('accessKey', { by: 'createdAt', ...query })
      return { rows: await Promise.all(rows.map(shown)), next }
    },
  }
}

export const invitationVerbs = ({ deps, companyId, by }: Door) => ({
  /** Invites somebody onto the board. The code is told this once; they join by the rights you have when they come. */
  create: async (input: BoardInvitation = {}, { key }: VerbOptions = {}) =>
    inviteToBoard({ deps, by: await onRecord({ deps, companyId, by }, 'member.set', async () => asOperator(by)), key }, companyId, input),
  /** Invitations that still lead somewhere. */
  list: async (page: DirectedPageQuery = {}) => {
    await checkMayDo({ deps, companyId, by }, 'member.set')
    return invitationsOf(deps, companyId, page)
  },
  revoke: async (invitation: string, { key }: VerbOptions = {}) => {
    if (invitation === '') throw new PaperclipError('invalid_input', 'invitation: say which.')
    await checkMayDo({ deps, companyId, by }, 'member.set')
    return revokeInvitation({ deps, by, key }, { id: invitation, boardOf: companyId })
  },
})
