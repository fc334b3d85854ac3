import { PaperclipError, type DeedDesk, type Desk, type VerbOptions } from '@paperclip/core'
import type { FastifyRequest } from 'fastify'
import { Type, type Static, type TObject } from 'typebox'
import { forAgents, type AgentCall, type Method, type Route } from '../routes/route.ts'
import { ANYTHING, type Schema } from '../wire/schema.ts'
import { Refused, refusal } from './refusal.ts'
import { act, Waits } from './steps.ts'

const TAG = 'Compatibility'

/** Does several deeds at the desk: all of them, or none. */
export type Together = <T>(deeds: (desk: DeedDesk) => Promise<T>) => Promise<T>

/** What a route of this protocol is served with: who calls, and its desk. */
interface Sitting<Q, B> { desk: Desk; together: Together; me: string; runId: string; companyId: string; once: VerbOptions; params: Readonly<Record<string, string>>; query: Q; body: B }

interface Words<Q extends TObject | undefined, B extends Schema | undefined> {
  method: Method
  path: string
  summary: string
  query?: Q
  body?: B
  status?: 200 | 201 | 202
  serve(sitting: Sitting<Q extends TObject ? Static<Q> : Record<string, never>, B extends Schema ? Static<B> : null>): Promise<unknown>
}

/** A route of the existing application's protocol, for an agent in a run: whatever it does goes through that agent's desk. */
export function served<Q extends TObject | undefined = undefined, B extends Schema | undefined = undefined>({ method, path, summary, query, body, status = 200, serve }: Words<Q, B>): Route {
  return walled(forAgents<Q, B>({
    method, path, tag: TAG, summary, ...method === 'GET' ? {} : { repeated: 'Idempotency-Key' }, ...query === undefined ? {} : { query }, ...body === undefined ? {} : { body }, replies: { [status]: ANYTHING, 202: ANYTHING, 422: ANYTHING, 501: ANYTHING },
    async handle({ paperclip, caller, once, params, query: asked, body: given }: AgentCall<never, never>) {
      const desk = await paperclip.access.seat(caller, once)
      const together: Together = async deeds => {
        try {
          return await paperclip.access.together(caller, deeds, once)
        } catch (error) {
          if (error instanceof Waits) await act(await paperclip.access.seat(caller, once.key === undefined ? {} : { key: `${once.key}:asked` }), error.asked.kind, error.asked.input)          // it was undone with the rest: the board is asked of it alone
          throw error
        }
      }
      try {
        return await serve({ desk, together, me: caller.agentId, runId: caller.by?.runId ?? '', companyId: caller.companyId, once, params, query: asked, body: given })
      } catch (error) {
        if (error instanceof Refused) return error.reply
        throw error
      }
    },
  }))
}

/** A route of that protocol which is not there, and why, or what does the same. */
export const missing = (method: Method, path: string, why: string): Route => walled(forAgents({
  method, path, tag: TAG, repeated: 'by nature', summary: `Not there: ${why}`, query: Type.Object({}), ...method === 'GET' || method === 'DELETE' ? {} : { body: ANYTHING }, replies: { 501: ANYTHING },
  handle: async ({ request }) => refusal(501, `${method} ${request.routeOptions.url ?? path} is not there: ${why}`),
}))

/** Before anything else is looked at: another company is none at all, and the header of a run says nothing but what the token already proves. */
const walled = (route: Route): Route => ({
  ...route,
  async admit(gate, request) {
    const known = await gate.agent(request)
    const company: unknown = Reflect.get(Object(request.params), 'company')
    if (typeof company === 'string' && company !== known.caller.companyId) throw new PaperclipError('not_found', `There is no company "${company}".`)
    checkRun(request, known.caller.by?.runId)
    return known
  },
})

function checkRun(request: FastifyRequest, runId: string | undefined): void {
  const said = request.headers['x-paperclip-run-id']
  if (said !== undefined && said !== '' && said !== runId) throw new PaperclipError('forbidden', 'X-Paperclip-Run-Id: names another run than the one this token is of. Send PAPERCLIP_RUN_ID as it was given, or leave it out.')
}
