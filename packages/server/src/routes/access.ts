import { Type } from 'typebox'
import type { AccessKeyInput, BoardInvitation } from '@paperclip/core'
import { tagOf, versionAsked } from '../http/if-match.ts'
import { rowOf } from '../wire/schema.ts'
import { deed, outcome, REASON, WAITING } from './deed.ts'
import { list, look, pages, part, shown } from './look.ts'
import { forBoard, Reply, type Route } from './route.ts'
import { SHOWN_KEY, KEY_BODY } from '../wire/key.ts'

const INVITATION = rowOf('invitation', { without: ['digest'] })
const BODY = Type.Unsafe<BoardInvitation>(Type.Object({ email: Type.Optional(Type.Union([Type.String(), Type.Null()])), level: Type.Optional(Type.String()), expiresIn: Type.Optional(Type.String()) }, { additionalProperties: false }))
const SECRET = rowOf('secret')
const SECRET_BODY = Type.Object({ value: Type.String(), description: Type.Optional(Type.String()) }, { additionalProperties: false })

/** Keys, invitations and secrets: told once, or never. */
export const accessRoutes: readonly Route[] = [
  list({ path: '/keys', tag: 'Keys', summary: 'Lists keys, without what would let anybody in', noun: 'accessKey', of: SHOWN_KEY, list: (company, query) => company.keys.list(query) }),
  look({ path: '/keys/:key', tag: 'Keys', summary: 'A key', answer: SHOWN_KEY, see: (company, params) => company.keys.get(part(params, 'key')) }),
  forBoard({
    method: 'POST', path: '/keys', tag: 'Keys', act: 'key.create', repeated: 'Idempotency-Key', summary: 'Makes a key; its token is told this once: a request that is sent again with its `Idempotency-Key` makes no second key, and is a conflict', query: REASON, body: Type.Unsafe<AccessKeyInput>(KEY_BODY), replies: { 201: Type.Object({ token: Type.String(), key: SHOWN_KEY }), 202: Type.Object({ token: Type.String({ description: 'Good once the board has said yes.' }), kind: Type.Literal('waiting'), approval: rowOf('approval') }) },
    async handle({ company, body, query, once }) {
      const { token, outcome: done } = await company.keys.propose(body, { ...once, ...query })
      return done.kind === 'done' ? new Reply(201, { token, key: done.value }) : new Reply(202, { token, ...done })
    },
  }),
  deed('key.revoke', { path: '/keys/:key/revoke', tag: 'Keys', summary: 'Ends a key at once', answer: SHOWN_KEY, from: { key: 'key' } }),
  pages({ path: '/invitations', tag: 'Board', summary: 'Lists invitations that still lead somewhere', of: INVITATION, see: (company, _, page) => company.invitations.list(page) }),
  forBoard({ method: 'POST', path: '/invitations', tag: 'Board', act: 'member.set', repeated: 'Idempotency-Key', summary: 'Invites somebody onto the board; the code is told this once: a request that is sent again with its `Idempotency-Key` invites nobody else, and is a conflict', body: BODY, replies: { 201: Type.Object({ code: Type.String(), invitation: INVITATION }) }, handle: ({ company, body, once }) => company.invitations.create(body, once) }),
  forBoard({ method: 'DELETE', path: '/invitations/:invitation', tag: 'Board', act: 'member.set', repeated: 'Idempotency-Key', summary: 'Withdraws an invitation', replies: { 200: INVITATION }, handle: ({ company, params, once }) => company.invitations.revoke(part(params, 'invitation'), once) }),
  list({ path: '/secrets', tag: 'Secrets', summary: 'Lists secrets, without their values', noun: 'secret', of: SECRET, list: (company, query) => company.secrets.list(query) }),
  shown({ path: '/secrets/:secret', tag: 'Secrets', summary: 'A secret, without its value', answer: SECRET, see: (company, params) => company.secrets.get(part(params, 'secret')) }),
  forBoard({
    method: 'PUT', path: '/secrets/:secret', tag: 'Secrets', act: 'secret.set', repeated: 'Idempotency-Key', summary: 'Keeps a secret, or replaces its value; nobody reads it back', query: REASON, precondition: 'If-Match', body: SECRET_BODY, replies: { 200: SECRET, 202: WAITING },
    async handle({ company, params, body, query, once, request }) {
      return outcome(await company.secrets.propose({ slug: part(params, 'secret'), ...body }, { ...once, ...query, ...versionAsked(request) }), 200, tagOf)
    },
  }),
  deed('secret.remove', { method: 'DELETE', path: '/secrets/:secret', tag: 'Secrets', summary: 'Destroys a secret', answer: SECRET, from: { secret: 'secret' } }),
]
