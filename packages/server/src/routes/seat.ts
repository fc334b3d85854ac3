import type { OpenedLogin } from '@paperclip/core'
import { Type } from 'typebox'
import { isAskedSecurely } from '../access/hosts.ts'
import { cookieName, csrfOf, setCookie, type Way } from '../access/token.ts'
import type { ServerContext } from '../server-context.ts'
import { Reply, type Call } from './route.ts'

/** Who is signed in, as they are told. */
export const WHO = Type.Object({ operator: Type.String(), name: Type.String(), ownsInstallation: Type.Boolean(), csrf: Type.String({ description: 'Goes into `X-CSRF-Token` with whatever changes something.' }) })

type Asked = Pick<Call, 'context' | 'request'>

export const wayOf = ({ context, request }: Asked): Way => (isAskedSecurely(context.settings.publicUrls, request) ? 'secure' : 'plain')

export function sessionCookie(asked: Asked, token: string, maxAge: number): Record<string, string> {
  const way = wayOf(asked)
  return { 'set-cookie': setCookie(way, { name: cookieName(way), value: token, maxAge }) }
}

/** Seats somebody in this browser. */
export async function seated(asked: Asked, { token, operatorId, expiresAt }: OpenedLogin): Promise<Reply> {
  const seconds = Math.floor((expiresAt.getTime() - asked.context.clock.now().getTime()) / 1_000)
  return new Reply(200, await who(asked.context, operatorId, token), sessionCookie(asked, token, seconds))
}

export async function who({ paperclip }: ServerContext, operatorId: string, token: string) {
  const { access } = paperclip.as({ kind: 'operator', id: operatorId })
  const [account, ownsInstallation] = await Promise.all([access.account(), access.ownsInstallation()])
  return { operator: operatorId, name: account?.name ?? 'Local operator', ownsInstallation, csrf: csrfOf(token) }
}
