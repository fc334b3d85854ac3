import { isPaperclipError, PaperclipError, type Identity } from '@paperclip/core'
import { Type } from 'typebox'
import { askedAt } from '../access/hosts.ts'
import { callerOfRequest } from '../access/known-caller.ts'
import { cookieName, presented, setCookie } from '../access/token.ts'
import type { Flow, Intent } from '../oidc/flow.ts'
import { library } from '../oidc/issuer.ts'
import type { OidcDoor } from '../oidc/oidc-door.ts'
import type { ServerContext } from '../server-context.ts'
import { forAnyone, forOperators, Reply, type Call, type Route } from './route.ts'
import { seated, wayOf, who, WHO } from './seat.ts'

const tag = 'Sessions'
/** How long somebody may take at the provider. */
const WITHIN_S = 600
const WAYS = Type.Object({ oidc: Type.Union([Type.Object({ name: Type.String({ description: 'What people call the provider.' }) }), Type.Null()]) })
const OWN_WAYS = Type.Object({ password: Type.Boolean(), linked: Type.Boolean({ description: 'With who one is at the provider.' }) })
const GOING = Type.Object({ url: Type.String({ description: 'Where to go in this browser. Whoever comes back comes to `/oidc`.' }) })
const INVITED = Type.Object({ code: Type.Optional(Type.String({ maxLength: 200, description: 'Of an invitation, to make an account by it.' })) }, { additionalProperties: false })
const PASSWORD = Type.Object({ current: Type.String({ maxLength: 1_000, description: 'Your password.' }) }, { additionalProperties: false })
const CAME_BACK = Type.Object({ answer: Type.String({ maxLength: 8_000, description: 'The query with which the provider sent somebody back.' }) }, { additionalProperties: false })
const itself = (): null => null

type Asked = Pick<Call, 'context' | 'request' | 'reply'>

/** Signing in by a provider of OpenID Connect, beside passwords. */
export const oidcRoutes: readonly Route[] = [
  forAnyone({
    why: 'the page where people sign in must say how they can', method: 'GET', path: '/session/ways', tag, summary: 'How one can sign in here, beside a password', replies: { 200: WAYS },
    handle: async ({ context: { oidc } }) => ({ oidc: oidc && { name: oidc.provider.name } }),
  }),
  forAnyone({
    why: 'it leads to the provider, which asks who they are', method: 'POST', path: '/session/oidc', tag, summary: 'Sets out to the provider, to sign in or to make an account by an invitation', body: INVITED, replies: { 200: GOING }, tries: itself,
    async handle(call) {
      const { context: { paperclip: { access } }, body: { code } } = call
      if (code === undefined) return setOut(call, { kind: 'sign-in' })
      if ((await access.readInvitation(code)).kind === 'local') throw new PaperclipError('unauthorized', 'This code is of this machine\'s own desk: open it there.')
      return setOut(call, { kind: 'join', code })
    },
  }),
  forAnyone({
    why: 'what the provider says is the proof, for the browser that set out', method: 'POST', path: '/session/oidc/return', tag, summary: 'Comes back from the provider: signs in, joins or links, as was set out for', body: CAME_BACK, replies: { 200: WHO }, tries: itself,
    async handle(call) {
      const { context, body: { answer } } = call, { provider } = doorIn(context), flow = takeFlow(call)
      return arrive(call, flow, await provider.identity(flow, answer))
    },
  }),
  forOperators({
    method: 'GET', path: '/account/ways', tag: 'Accounts', summary: 'How you can sign in', replies: { 200: OWN_WAYS }, handle: ({ paperclip }) => paperclip.access.ways(),
  }),
  forOperators({
    method: 'POST', path: '/account/oidc', tag: 'Accounts', summary: 'Sets out to the provider, to link your account with who you are there', body: PASSWORD, replies: { 200: GOING }, tries: request => `password ${callerOfRequest(request)?.id ?? ''}`,
    async handle(call) {
      doorIn(call.context)
      await call.paperclip.access.checkPassword(call.body.current)                        // whoever sits at somebody's browser does not come to stay
      return setOut(call, { kind: 'link', operatorId: call.caller.by.id })
    },
  }),
  forOperators({
    method: 'DELETE', path: '/account/oidc', tag: 'Accounts', summary: 'Takes the link with the provider away, and signs you out everywhere', replies: { 204: null },
    async handle({ paperclip, context }) {
      await paperclip.access.unlink()
      context.live.check()
      return new Reply(204)
    },
  }),
]

function doorIn({ oidc }: ServerContext): OidcDoor {
  if (!oidc) throw new PaperclipError('not_found', 'Nobody signs in by a provider here: sign in with a password.')
  return oidc
}

async function setOut(asked: Asked, intent: Intent): Promise<{ url: string }> {
  const { context, request } = asked, { provider, seal } = doorIn(context), { randomState, randomNonce, randomPKCECodeVerifier } = await library()
  const redirectUri = `${askedAt(context.settings.publicUrls, request)?.origin ?? ''}/oidc`
  const flow: Flow = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), redirectUri, intent, endsAt: context.clock.now().getTime() + WITHIN_S * 1_000 }
  const url = await provider.address({ ...flow, scope: intent.kind === 'join' ? 'openid email profile' : 'openid' })
  keepFlow(asked, seal.seal(flow), WITHIN_S)
  return { url }
}

/** What this browser set out with, which it has no more from here on, whatever comes of it. */
function takeFlow(asked: Asked): Flow {
  const { context, request } = asked, kept = request.cookies[cookieName(wayOf(asked), 'paperclip-oidc')]
  const flow = kept === undefined ? undefined : doorIn(context).seal.open(kept, context.clock.now())
  keepFlow(asked, '', 0)
  if (!flow || flow.redirectUri !== `${askedAt(context.settings.publicUrls, request)?.origin ?? ''}/oidc`) throw overtaken()
  return flow
}

const overtaken = () => new PaperclipError('unauthorized', `This sign-in was not begun in this browser, has come to its end already, or took more than ${WITHIN_S / 60} minutes. Begin again.`)

function keepFlow(asked: Asked, value: string, maxAge: number): void {
  const way = wayOf(asked)
  asked.reply.header('set-cookie', setCookie(way, { name: cookieName(way, 'paperclip-oidc'), value, maxAge }))
}

/** Does what somebody set out for, now that it is known who they are there. */
async function arrive(asked: Asked, { intent, state }: Flow, identity: Identity): Promise<object> {
  const { context, request } = asked, { access } = context.paperclip
  switch (intent.kind) {
    case 'sign-in':
      return seated(asked, await access.signInFrom(identity, { key: state }).catch(spent))
    case 'join':
      return seated(asked, await access.openLogin(await access.accept(intent.code, { kind: 'elsewhere', identity })))
    case 'link': {
      const caller = await context.gate.whoever(request)
      if (caller?.kind !== 'operator' || caller.by.id !== intent.operatorId) throw overtaken()
      await context.paperclip.as(caller.by).access.link(identity)
      return who(context, caller.by.id, presented(request)?.token ?? '')
    }
  }
}

/** What proved who somebody is signs in once: a copy of it is nothing any more. */
function spent(error: unknown): never {
  throw isPaperclipError(error) && error.reason === 'key_reused' ? overtaken() : error
}
