import { DESK_LISTS } from '@paperclip/core'
import { everyVerb } from '../desk/every-verb.ts'
import { inputOf } from '../wire/act-input.ts'
import { ANYTHING, pageOf } from '../wire/schema.ts'
import { ONWARD_QUERY } from './list-query.ts'
import { forAgents, type AgentCall, type Route } from './route.ts'

/** What an agent can do during a run: the same desk as in process, by the token of the run or a key of the agent. */
export const deskRoutes: readonly Route[] = everyVerb.map(({ verb, input, answers, does, more, use }) => {
  const words = { tag: 'Desk', summary: does, ...more === undefined ? {} : { description: more } }
  const said = async ({ paperclip, caller, once }: AgentCall<unknown, unknown>, given: unknown) => use(await paperclip.access.seat(caller, once), given)
  const replies = { 200: answers === 'page' ? pageOf(ANYTHING) : ANYTHING }
  if (!input) return forAgents({ ...words, method: 'GET', path: '/desk', replies, handle: call => said(call, {}) })
  if (verb in DESK_LISTS) return forAgents({ ...words, method: 'GET', path: `/desk/${verb}`, query: ONWARD_QUERY, replies, handle: call => said(call, call.query) })
  return forAgents({ ...words, repeated: 'Idempotency-Key', method: 'POST', path: `/desk/${verb}`, body: inputOf(verb, input), replies, handle: call => said(call, call.body) })
})
