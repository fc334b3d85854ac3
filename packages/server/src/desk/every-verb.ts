import { DESK_LISTS, DESK_VERBS, parse, type Desk, type DeskVerb, type Page } from '@paperclip/core'
import { z } from 'zod'

/** What comes of saying a verb, so that whoever lets an agent say it knows beforehand. */
export type Effect =
  /** It only looks. */
  | 'looks'
  /** Something is added each time it is said. */
  | 'adds'
  /** Something comes about, and not again when the same is said again. What was there before is kept. */
  | 'once'
  /** It writes over what was there. */
  | 'overwrites'
  /** Whatever the role allows. */
  | 'anything'

interface Words { effect: Effect; does: string; more?: string }

/** A verb of the desk, ready to be offered: over REST as a route, over MCP as a tool. */
export interface OfferedVerb extends Words {
  verb: keyof Desk
  /** What it takes; null where it takes nothing. */
  input: z.ZodType | null
  /** A page of a list, or what it is about. */
  answers: 'page' | 'one'
  /** Says it at a desk, which checks what it is given. */
  use(desk: Desk, input: unknown): Promise<unknown>
}

const WORDS: Readonly<Record<keyof Desk, Words>> = {
  me: { effect: 'looks', does: 'Who you are: role, manager, reports' },
  inbox: { effect: 'looks', does: 'What is new since your last run', more: 'A page, oldest first: tasks, messages, answers, signals, goals and decisions, each in full.' },
  tasks: { effect: 'looks', does: 'Your open tasks, and those waiting for your review', more: 'Those in hand first; `next` leads to the page behind.' },
  show: { effect: 'looks', does: 'Reads a task in full: what it asks, why it exists, what lies on it' },
  thread: { effect: 'looks', does: 'Reads what was said on a task, oldest first', more: 'A page, after the message that is named.' },
  assigned: { effect: 'looks', does: 'Lists your tasks of a status, newest first', more: 'Also those that are done, blocked or not begun, which your open tasks leave out.' },
  take: { effect: 'once', does: 'Takes a task in hand for this run', more: 'Until then another run may take it. A run that is about a task has taken it already. A conflict says that somebody else has it: leave it to them.' },
  update: { effect: 'overwrites', does: 'Changes what a task says', more: 'Only the fields that are given.' },
  finish: { effect: 'once', does: 'Hands a task in', more: 'To its reviewer if it has one, else it is done. The result is what whoever asked for it reads.' },
  review: { effect: 'once', does: 'Accepts a task that was handed in for own review, or sends it back' },
  block: { effect: 'once', does: 'Says what a task waits for', more: 'Other tasks, or a reason in words. It goes on by itself once the tasks it waits for are done.' },
  release: { effect: 'once', does: 'Puts a task back for a later run' },
  delegate: { effect: 'adds', does: 'Gives a task to another agent', more: 'Makes a task, below the one this run is about unless said otherwise. You are woken when it is done.' },
  say: { effect: 'adds', does: 'Says something to an agent or on a task\'s thread' },
  ask: { effect: 'adds', does: 'Asks; the answer wakes this agent', more: 'Nothing waits for it: end the run, or go on with something else.' },
  answer: { effect: 'once', does: 'Answers a question' },
  report: { effect: 'once', does: 'Reports where a goal\'s metric stands' },
  remember: { effect: 'adds', does: 'Keeps something for later runs' },
  recall: { effect: 'looks', does: 'Finds what was remembered', more: 'Your own notes and those of the company, what fits best first.' },
  attach: { effect: 'adds', does: 'Puts a file on a task' },
  open: { effect: 'looks', does: 'Reads a file on a task', more: 'As text if it is text, else in base64.' },
  write: { effect: 'once', does: 'Writes a document on a task', more: 'As a new revision; those before are kept. It is refused if the document was changed since the revision named as base: read it again.' },
  read: { effect: 'looks', does: 'Reads a document on a task' },
  colleagues: { effect: 'looks', does: 'Lists everybody who works here' },
  purse: { effect: 'looks', does: 'Says what this run may spend, and how its budgets stand' },
  spend: { effect: 'once', does: 'Reports what thinking took, where your adapter cannot', more: 'The same id counts once.' },
  propose: { effect: 'anything', does: 'Proposes an act: done at once if the role allows it, else the board is asked' },
  proposals: { effect: 'looks', does: 'Lists what you have put to the board, and what became of it' },
}

const NOTHING = z.strictObject({})

/** The verbs that answer pages. */
type Listing = { [V in keyof Desk]: Awaited<ReturnType<Desk[V]>> extends Page<unknown> ? V : never }[keyof Desk]
const LISTING: Readonly<Record<Listing, true>> = { inbox: true, tasks: true, thread: true, assigned: true, recall: true, colleagues: true, proposals: true }

const answersOf = (verb: keyof Desk): OfferedVerb['answers'] => (verb in LISTING ? 'page' : 'one')

/** Every verb of the desk, once: what is offered over HTTP comes from here. */
export const everyVerb: readonly OfferedVerb[] = [
  {
    verb: 'me', ...WORDS.me, input: null, answers: 'one',
    async use(desk, input) {
      parse(NOTHING, input ?? {}, 'The input of "me"')
      return desk.me()
    },
  },
  ...(['inbox', 'tasks'] as const).map((verb): OfferedVerb => ({
    verb, ...WORDS[verb], input: DESK_LISTS[verb], answers: answersOf(verb),
    use: (desk, input) => desk[verb]((input ?? {}) as object),                                    // parsed by the desk, too
  })),
  ...(Object.keys(DESK_VERBS) as DeskVerb[]).map((verb): OfferedVerb => ({
    verb, ...WORDS[verb], input: DESK_VERBS[verb], answers: answersOf(verb),
    use: (desk, input) => (desk[verb] as (given: unknown) => Promise<unknown>)(input),          // the desk parses what it is given: data of the other side is safe to hand on
  })),
]
