import { Type } from 'typebox'
import { pageOf, rowOf } from '../wire/schema.ts'
import { deed } from './deed.ts'
import { list, part, shown } from './look.ts'
import { forBoard, type Route } from './route.ts'

const MESSAGE = rowOf('message'), SIGNAL = rowOf('signal'), NOTE = rowOf('note')
const SEARCH = Type.Object({ text: Type.String({ maxLength: 1_000 }), agent: Type.Optional(Type.String({ maxLength: 200, description: 'Only what this agent remembers.' })), after: Type.Optional(Type.String({ maxLength: 2_000, description: 'The `next` of the page before.' })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'How many, 20 unless said.' })) }, { additionalProperties: false })

/** What is said, what comes in from outside, and what is remembered. */
export const talkRoutes: readonly Route[] = [
  list({ path: '/messages', tag: 'Messages', summary: 'Lists messages', noun: 'message', of: MESSAGE, list: (company, query) => company.messages.list(query) }),
  deed('message.say', { path: '/messages', tag: 'Messages', summary: 'Says something to an agent, or on a task\'s thread', answer: MESSAGE, status: 201 }),
  deed('message.ask', { path: '/asks', tag: 'Messages', summary: 'Asks something that expects an answer', answer: MESSAGE, status: 201 }),
  deed('message.answer', { path: '/asks/:ask/answer', tag: 'Messages', summary: 'Answers a question', answer: MESSAGE, from: { ask: 'ask' } }),
  list({ path: '/signals', tag: 'Signals', summary: 'Lists what came in from outside', noun: 'signal', of: SIGNAL, list: (company, query) => company.signals.list(query) }),
  deed('signal.send', { path: '/signals', tag: 'Signals', summary: 'Sends data from outside to an agent or a team: a signal to each of them', answer: Type.Array(SIGNAL), status: 201 }),
  list({ path: '/notes', tag: 'Notes', summary: 'Lists notes', noun: 'note', of: NOTE, list: (company, query) => company.notes.list(query) }),
  forBoard({
    method: 'GET', path: '/notes/search', tag: 'Notes', summary: 'Notes that hold these words, those that fit best first', query: SEARCH, replies: { 200: pageOf(NOTE) },
    handle: ({ company, query: { text, ...more } }) => company.notes.search(text, more),
  }),
  shown({ path: '/notes/:note', tag: 'Notes', summary: 'A note', answer: NOTE, see: (company, params) => company.notes.get(part(params, 'note')) }),
  deed('note.write', { path: '/notes', tag: 'Notes', summary: 'Keeps a note', answer: NOTE, status: 201 }),
  deed('note.update', { method: 'PATCH', path: '/notes/:note', tag: 'Notes', summary: 'Changes a note', answer: NOTE, from: { note: 'note' } }),
  deed('note.remove', { method: 'DELETE', path: '/notes/:note', tag: 'Notes', summary: 'Removes a note', answer: NOTE, from: { note: 'note' } }),
]
