import { DESK_VERBS, type Desk, type DeskVerb } from '@paperclip/core'
import { Type } from 'typebox'
import { ACT_INPUT } from '../wire/act-input.ts'
import { ANYTHING, wired } from '../wire/schema.ts'
import { few } from './look.ts'
import { forAgents, type AgentCall, type Route } from './route.ts'

const tag = 'Desk'

/** What each verb of the desk does, in a line. */
export const DESK_WORDS: Readonly<Record<DeskVerb, string>> = {
  take: 'Takes a task in hand for this run', update: 'Changes what a task says', finish: 'Hands a task in', review: 'Accepts a task that was handed in for own review, or sends it back',
  block: 'Says what a task waits for', release: 'Puts a task back for a later run', delegate: 'Gives a task to another agent', say: 'Says something to an agent or on a task\'s thread',
  ask: 'Asks; the answer wakes this agent', answer: 'Answers a question', report: 'Reports where a goal\'s metric stands', remember: 'Keeps something for later runs', recall: 'Finds what was remembered',
  attach: 'Puts a file on a task', write: 'Writes a document on a task', read: 'Reads a document on a task', open: 'Reads a file on a task', show: 'Reads a task in full: what it asks, why it exists, what lies on it', thread: 'Reads what was said on a task, oldest first',
  assigned: 'Lists your tasks of a status, newest first', purse: 'Says what this run may spend, and how its budgets stand',
  colleagues: 'Lists everybody who works here', proposals: 'Lists what you have put to the board, and what became of it', spend: 'Reports what thinking took, where your adapter cannot',
  propose: 'Proposes an act: done at once if the role allows it, else the board is asked',
}

const VERBS = Object.keys(DESK_VERBS) as DeskVerb[]
const seat = ({ paperclip, caller, once }: AgentCall<unknown, unknown>): Promise<Desk> => paperclip.access.seat(caller, once)

/** The desk parses what it is given: data of the other side is safe to hand on. */
const use = (desk: Desk, verb: DeskVerb, input: unknown): Promise<unknown> => (desk[verb] as (given: unknown) => Promise<unknown>)(input)

/** What an agent can do during a run: the same desk as in process, by the token of the run or a key of the agent. */
export const deskRoutes: readonly Route[] = [
  forAgents({ method: 'GET', path: '/desk', tag, summary: 'Who you are: role, manager, reports', replies: { 200: ANYTHING }, handle: async call => (await seat(call)).me() }),
  forAgents({ method: 'GET', path: '/desk/inbox', tag, summary: 'What is new since your last run', replies: { 200: few(ANYTHING) }, handle: async call => ({ rows: await (await seat(call)).inbox() }) }),
  forAgents({ method: 'GET', path: '/desk/tasks', tag, summary: 'Your open tasks, and those waiting for your review', replies: { 200: few(ANYTHING) }, handle: async call => ({ rows: await (await seat(call)).tasks() }) }),
  ...VERBS.map(verb => forAgents({
    method: 'POST', path: `/desk/${verb}`, tag, summary: DESK_WORDS[verb], body: Type.Unsafe({ ...wired(DESK_VERBS[verb]), [ACT_INPUT]: verb }), replies: { 200: ANYTHING },
    handle: async call => use(await seat(call), verb, call.body),
  })),
]
