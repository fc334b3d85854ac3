import { PaperclipError } from '@paperclip/core'
import { Type } from 'typebox'
import type { FastifyRequest } from 'fastify'
import { isAskedHere } from '../access/hosts.ts'
import { presented } from '../access/token.ts'
import { forAnyone, forOperators, Reply, type Route } from './route.ts'
import { seated, sessionCookie, who, WHO } from './seat.ts'

const tag = 'Sessions'
const CODE = Type.Object({ code: Type.String({ maxLength: 200 }) }, { additionalProperties: false })
const CREDENTIALS = Type.Object({ email: Type.String({ maxLength: 320 }), password: Type.String({ maxLength: 1_000 }) }, { additionalProperties: false })
const GUEST = Type.Object({ code: Type.String({ maxLength: 200 }), email: Type.String({ maxLength: 320 }), name: Type.String({ maxLength: 300 }), password: Type.String({ maxLength: 1_000 }) }, { additionalProperties: false })

/** An account is tried by its address, as it is kept, whether there is one or not. */
const accountOf = ({ body }: Pick<FastifyRequest, 'body'>): string => `account ${String(Reflect.get(Object(body), 'email')).trim().toLowerCase()}`
const itself = (): null => null

/** Coming in and going out. */
export const sessionRoutes: readonly Route[] = [
  forAnyone({
    why: 'an address and a password are what it takes', method: 'POST', path: '/session', tag, summary: 'Signs in', body: CREDENTIALS, replies: { 200: WHO }, tries: accountOf,
    handle: async call => seated(call, await call.context.paperclip.access.signIn(call.body)),
  }),
  forAnyone({
    why: 'the code is what it takes, once', method: 'POST', path: '/session/open', tag, summary: 'Takes the seat of this machine\'s own operator, by a code that was printed here', body: CODE, replies: { 200: WHO }, tries: itself,
    async handle(call) {
      const { context: { paperclip: { access }, settings }, body: { code }, request } = call
      if (!isAskedHere(settings.publicUrls, request)) throw new PaperclipError('forbidden', 'This code is for whoever sits at the machine this runs on: open the link there, or sign in with an account.')
      if ((await access.readInvitation(code)).kind !== 'local') throw new PaperclipError('unauthorized', 'This code leads elsewhere: use it as an invitation.')
      return seated(call, await access.openLogin(await access.accept(code, null)))
    },
  }),
  forAnyone({
    why: 'the code is what it takes, once', method: 'POST', path: '/session/join', tag, summary: 'Makes an account by an invitation, and signs in with it', body: GUEST, replies: { 200: WHO }, tries: itself,
    async handle(call) {
      const { context: { paperclip: { access } }, body: { code, ...account } } = call
      if ((await access.readInvitation(code)).kind === 'local') throw new PaperclipError('unauthorized', 'This code is of this machine\'s own desk: open it there.')
      return seated(call, await access.openLogin(await access.accept(code, { kind: 'new', account })))
    },
  }),
  forOperators({ method: 'GET', path: '/session', tag, summary: 'Who you are here', replies: { 200: WHO }, handle: ({ context, caller, request }) => who(context, caller.by.id, presented(request)?.token ?? '') }),
  forOperators({
    method: 'POST', path: '/session/accept', tag, summary: 'Uses an invitation with the account you are signed in with', body: CODE, replies: { 200: WHO }, tries: itself,
    async handle({ context, caller, body: { code }, request }) {
      await context.paperclip.access.accept(code, caller.by)
      return who(context, caller.by.id, presented(request)?.token ?? '')
    },
  }),
  forOperators({
    method: 'DELETE', path: '/session', tag, summary: 'Signs out', replies: { 204: null },
    async handle({ context, request }) {
      await context.paperclip.access.signOut(presented(request)?.token ?? '')
      context.live.check()
      return new Reply(204, null, sessionCookie({ context, request }, '', 0))
    },
  }),
]
