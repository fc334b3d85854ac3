import { Type } from 'typebox'
import { z } from 'zod'
import { revisionTagOf } from '../http/if-match.ts'
import { rowOf } from '../wire/schema.ts'
import { deed } from './deed.ts'
import { pages, part } from './look.ts'
import { forBoard, Reply, type Route } from './route.ts'

const tag = 'Documents'
const DOCUMENT = rowOf('document'), WRITTEN = rowOf('document', { and: { body: z.string() } })
const one = { path: '/tasks/:task/documents/:document', tag, answer: DOCUMENT, from: { task: 'task', document: 'key' } } as const
const REVISION = Type.Object({ revision: Type.Optional(Type.Integer({ minimum: 1, description: 'The one in force unless said.' })) }, { additionalProperties: false })

/** Texts on tasks, under keys of their own. */
export const documentRoutes: readonly Route[] = [
  pages({ path: '/tasks/:task/documents', tag, summary: 'Lists the documents on a task, without their texts', of: DOCUMENT, see: (company, params, page) => company.documents.list(part(params, 'task'), page) }),
  forBoard({
    method: 'GET', path: one.path, tag, summary: 'A document with its text; its `ETag` is its revision', query: REVISION, replies: { 200: WRITTEN },
    async handle({ company, params, query: { revision } }) {
      const written = await company.documents.read(part(params, 'task'), part(params, 'document'), revision)
      return new Reply(200, written, { etag: revisionTagOf(written) })
    },
  }),
  deed('document.write', { ...one, method: 'PUT', summary: 'Writes the next revision of a document; `If-Match` says the one that was read, and there is none for a document that is new', match: 'base' }),
  deed('document.remove', { ...one, method: 'DELETE', summary: 'Removes a document, with all its revisions' }),
  pages({ path: `${one.path}/revisions`, tag, summary: 'Every text a document has had, oldest first', of: rowOf('documentRevision'), see: (company, params, page) => company.documents.revisions(part(params, 'task'), part(params, 'document'), page) }),
]
