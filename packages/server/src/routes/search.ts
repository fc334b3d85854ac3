import { PaperclipError, SEARCH_KINDS, type SearchKind } from '@paperclip/core'
import { Type } from 'typebox'
import { named, pageOf } from '../wire/schema.ts'
import { forBoard, type Route } from './route.ts'

const TEXT_OR_NONE = Type.Union([Type.String(), Type.Null()])
const MARKS = Type.Array(Type.Object({ from: Type.Integer(), to: Type.Integer() }))
const KIND = Type.Unsafe<SearchKind>({ type: 'string', enum: [...SEARCH_KINDS] })
const HIT = named('searchHit', Type.Object({
  kind: KIND, id: Type.String(), ref: TEXT_OR_NONE, title: Type.String(), excerpt: Type.String(), marks: Type.Object({ title: MARKS, excerpt: MARKS }), taskId: TEXT_OR_NONE, at: Type.String({ format: 'date-time' }),
}))
const ASKED = Type.Object({
  text: Type.String({ maxLength: 1_000, description: 'Words: every one is needed, and finds what begins with it. Whatever else it holds only parts them.' }),
  kinds: Type.Optional(Type.String({ maxLength: 200, description: `Of these kinds only, parted by commas: ${SEARCH_KINDS.join(', ')}.` })),
  after: Type.Optional(Type.String({ maxLength: 2_000, description: 'The `next` of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, description: 'How many, 20 unless said.' })),
}, { additionalProperties: false })

const isKind = (word: string): word is SearchKind => SEARCH_KINDS.some(kind => kind === word)

/** Looking for words in everything that a company says. */
export const searchRoutes: readonly Route[] = [
  forBoard({
    method: 'GET', path: '/search', tag: 'Companies', summary: 'What holds these words, whatever it is', query: ASKED, replies: { 200: pageOf(HIT) },
    description: 'What is called by all of them comes first, then the newest; a task whose identifier was typed comes before everything. `marks` says where the words stand in `title` and `excerpt`, from a position up to another, in UTF-16 units. Secrets are not searched, nor is what stands in a configuration.',
    async handle({ company, query: { kinds, ...asked } }) {
      const words = kinds?.split(',').map(word => word.trim()), unknown = words?.filter(word => !isKind(word)) ?? []
      if (unknown.length > 0) throw new PaperclipError('invalid_input', `kinds: there is no kind ${unknown.map(word => `"${word}"`).join(', ')}. There are ${SEARCH_KINDS.join(', ')}.`, { fields: [{ field: 'kinds', problem: 'holds a kind that there is not' }] })
      return company.search({ ...asked, ...words ? { kinds: words.filter(isKind) } : {} })
    },
  }),
]
