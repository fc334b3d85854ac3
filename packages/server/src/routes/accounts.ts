import { PaperclipError, type AccountChange } from '@paperclip/core'
import { Type } from 'typebox'
import { callerOfRequest } from '../access/known-caller.ts'
import { tagged, versionAsked } from '../http/if-match.ts'
import { pageOf, rowOf } from '../wire/schema.ts'
import { asked, filtersOf, listQuery, PAGE_QUERY } from './list-query.ts'
import { part } from './look.ts'
import { forInstallationOwners, forOperators, Reply, type Route } from './route.ts'

const tag = 'Accounts'
const ACCOUNT = rowOf('account'), INVITATION = rowOf('invitation', { without: ['digest'] })
const CHANGE = Type.Unsafe<AccountChange>(Type.Object({ name: Type.Optional(Type.String()), status: Type.Optional(Type.String({ enum: ['active', 'disabled'] })), level: Type.Optional(Type.String({ enum: ['owner', 'member'] })) }, { additionalProperties: false }))
const PASSWORDS = Type.Object({ current: Type.String({ maxLength: 1_000 }), next: Type.String({ maxLength: 1_000 }) }, { additionalProperties: false })

/** Who can sign in here: one's own account for everybody, all of them for owners of the installation. */
export const accountRoutes: readonly Route[] = [
  forOperators({
    method: 'GET', path: '/account', tag, summary: 'Your own account', replies: { 200: ACCOUNT },
    async handle({ paperclip }) {
      const own = await paperclip.access.account()
      if (!own) throw new PaperclipError('not_found', 'The local operator has no account: whoever works at this machine is let in by a link.')
      return own
    },
  }),
  forOperators({
    method: 'POST', path: '/account/password', tag, summary: 'Changes your password, and signs you out everywhere', body: PASSWORDS, replies: { 204: null }, tries: request => `password ${callerOfRequest(request)?.id ?? ''}`,
    async handle({ paperclip, body, context }) {
      await paperclip.access.changePassword(body)
      context.live.check()
      return new Reply(204)
    },
  }),
  forInstallationOwners({ method: 'GET', path: '/accounts', tag, summary: 'Lists accounts, oldest first', query: listQuery(filtersOf('account')), replies: { 200: pageOf(ACCOUNT) }, handle: ({ paperclip, query }) => paperclip.access.accounts(asked('account', query)) }),
  forInstallationOwners({
    method: 'GET', path: '/accounts/:account', tag, summary: 'An account', replies: { 200: ACCOUNT },
    handle: async ({ paperclip, params }) => tagged(await paperclip.access.accountOf(part(params, 'account'))),
  }),
  forInstallationOwners({
    method: 'PATCH', path: '/accounts/:account', tag, summary: 'Renames an account, disables it or lets it in again, or changes whether it owns the installation', body: CHANGE, precondition: 'If-Match', repeated: 'Idempotency-Key', replies: { 200: ACCOUNT },
    async handle({ paperclip, params, body, context, request, once }) {
      const changed = await paperclip.access.changeAccount(part(params, 'account'), body, { ...once, ...versionAsked(request) })
      context.live.check()
      return tagged(changed)
    },
  }),
  forInstallationOwners({ method: 'GET', path: '/owner-invitations', tag, summary: 'Lists invitations to own this installation that still lead somewhere', query: PAGE_QUERY, replies: { 200: pageOf(INVITATION) }, handle: ({ paperclip, query }) => paperclip.access.invitations(query) }),
  forInstallationOwners({ method: 'POST', path: '/owner-invitations', tag, repeated: 'Idempotency-Key', summary: 'Invites somebody to own this installation; the code is told this once: a request that is sent again with its `Idempotency-Key` invites nobody else, and is a conflict', replies: { 201: Type.Object({ code: Type.String(), invitation: INVITATION }) }, handle: ({ paperclip, once }) => paperclip.access.inviteOwner(once) }),
  forInstallationOwners({ method: 'DELETE', path: '/owner-invitations/:invitation', tag, repeated: 'Idempotency-Key', summary: 'Withdraws an invitation to own this installation', replies: { 200: INVITATION }, handle: ({ paperclip, params, once }) => paperclip.access.revokeInvitation(part(params, 'invitation'), once) }),
]
