import { PaperclipError } from '@paperclip/core'
import { Type } from 'typebox'
import { cookieName, csrfOf, presented } from '../access/token.ts'
import type { ServerContext } from '../server-context.ts'
import { forAnyone, forOperators, Reply, type Route } from './route.ts'

const tag = 'Sessions'
const WHO = Type.Object({ operator: Type.String(), name: Type.String(), ownsInstallation: Type.Boolean(), csrf: Type.String({ description: 'Goes into `X-CSRF-Token` with whatever changes something.' }) })
const CODE = Type.Object({ code: Type.String({ maxLength: 200 }) }, { additionalProperties: false })
const CREDENTIALS = Type.Object({ email: Type.String({ maxLength: 320 }), password: Type.String({ maxLength: 1_000 }) }, { additionalProperties: false })
const GUEST = Type.Object({ code: Type.String({ maxLength: 200 }), email: Type.String({ maxLength: 320 }), name: Type.String({ maxLength: 300 }), password: Type.String({ maxLength: 1_000 }) }, { additionalProperties: false })

const isSecure = ({ settings }: ServerContext): boolean => settings.publicUrls[0]?.startsWith('https:') ?? false

function cookie(context: ServerContext, token: string, maxAge: number): Record<string, string> {
  const secure = isSecure(context)
  return { 'set-cookie': `${cookieName(secure ? 'secure' : 'plain')}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAge}${secure ? '; Secure' : ''}` }
}

/** Seats somebody in this browser. */
async function seated(context: ServerContext, { token, operatorId, expiresAt }: { token: string; operatorId: string; expiresAt: Date }): Promise<Reply> {
  const seconds = Math.floor((expiresAt.getTime() - context.clock.now().getTime()) / 1_000)
  return new Reply(200, await who(context, operatorId, token), cookie(context, token, seconds))
}

async function who({ paperclip }: ServerContext, operatorId: string, token: string) {
  const { access } = paperclip.as({ kind: 'operator', id: operatorId })
  const [account, ownsInstallation] = await Promise.all([access.account(), access.ownsInstallation()])
  return { operator: operatorId, name: account?.name ?? 'Local operator', ownsInstallation, csrf: csrfOf(token) }
}

/** Coming in and going out. */
export const sessionRoutes: readonly Route[] = [
  forAnyone({
    why: 'an address and a password are what it takes', method: 'POST', path: '/session', tag, summary: 'Signs in', body: CREDENTIALS, replies: { 200: WHO },
    handle: async ({ context, body }) => seated(context, await context.paperclip.access.signIn(body)),
  }),
  forAnyone({
    why: 'the code is what it takes, once', method: 'POST', path: '/session/open', tag, summary: 'Takes the seat of this machine\'s own operator, by a code that was printed here', body: CODE, replies: { 200: WHO },
    async handle({ context, body: { code } }) {
      const { access } = context.paperclip
      if ((await access.readInvitation(code)).kind !== 'local') throw new PaperclipError('unauthorized', 'This code leads elsewhere: use it as an invitation.')
      return seated(context, await access.openLogin(await access.accept(code, null)))
    },
  }),
  forAnyone({
    why: 'the code is what it takes, once', method: 'POST', path: '/session/join', tag, summary: 'Makes an account by an invitation, and signs in with it', body: GUEST, replies: { 200: WHO },
    async handle({ context, body: { code, ...account } }) {
      const { access } = context.paperclip
      if ((await access.readInvitation(code)).kind === 'local') throw new PaperclipError('unauthorized', 'This code is of this machine\'s own desk: open it there.')
      return seated(context, await access.openLogin(await access.accept(code, { kind: 'new', account })))
    },
  }),
  forOperators({ method: 'GET', path: '/session', tag, summary: 'Who you are here', replies: { 200: WHO }, handle: ({ context, caller, request }) => who(context, caller.by.id, presented(request)?.token ?? '') }),
  forOperators({
    method: 'POST', path: '/session/accept', tag, summary: 'Uses an invitation with the account you are signed in with', body: CODE, replies: { 200: WHO },
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
      return new Reply(204, null, cookie(context, '', 0))
    },
  }),
]
