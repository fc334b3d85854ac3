import { everyVerb } from '../desk/every-verb.ts'
import { inputOf } from '../wire/act-input.ts'
import { ANYTHING } from '../wire/schema.ts'
import { few } from './look.ts'
import { forAgents, type AgentCall, type Route } from './route.ts'

/** What an agent can do during a run: the same desk as in process, by the token of the run or a key of the agent. */
export const deskRoutes: readonly Route[] = everyVerb.map(({ verb, input, does, more, use }) => {
  const words = { tag: 'Desk', summary: does, ...more === undefined ? {} : { description: more } }
  const said = async ({ paperclip, caller, once }: AgentCall<unknown, unknown>, given: unknown) => use(await paperclip.access.seat(caller, once), given)
  if (input) return forAgents({ ...words, method: 'POST', path: `/desk/${verb}`, body: inputOf(verb, input), replies: { 200: ANYTHING }, handle: call => said(call, call.body) })
  if (verb === 'me') return forAgents({ ...words, method: 'GET', path: '/desk', replies: { 200: ANYTHING }, handle: call => said(call, {}) })
  return forAgents({ ...words, method: 'GET', path: `/desk/${verb}`, replies: { 200: few(ANYTHING) }, handle: async call => ({ rows: await said(call, {}) }) })
})
