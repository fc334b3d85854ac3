import { PaperclipError, type BriefDocument } from '@paperclip/core'
import { Type } from 'typebox'
import type { Route } from '../routes/route.ts'
import { commentOf, threadOn } from './issue.ts'
import { served } from './incumbent-route.ts'
import { notThere } from './not-there.ts'
import { Refused } from './refusal.ts'
import { act } from './steps.ts'

const strict = { additionalProperties: false } as const
const COMMENTS = Type.Object({ after: Type.Optional(Type.String()), order: Type.Optional(Type.Union([Type.Literal('asc'), Type.Literal('desc')])), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })) }, strict)
const COMMENT = Type.Object({ body: Type.String({ minLength: 1 }), reopen: Type.Optional(Type.Boolean()), interrupt: Type.Optional(Type.Boolean()), resume: Type.Optional(Type.Unknown()) }, strict)
const DOCUMENT = Type.Object({ title: Type.Optional(Type.String()), format: Type.Optional(Type.String()), body: Type.String(), baseRevisionId: Type.Optional(Type.Union([Type.String(), Type.Null()])), changeSummary: Type.Optional(Type.Unknown()) }, strict)

const part = (params: Readonly<Record<string, string>>, name: string): string => params[name] ?? ''

/** What is said and written on an issue. */
export const paperRoutes: readonly Route[] = [
  served({
    method: 'GET', path: '/issues/:issue/comments', summary: 'Comments, oldest first unless asked otherwise', query: COMMENTS,
    async serve({ desk, params, query: { after, order = 'asc', limit = 500 } }) {
      const { id } = await desk.show({ task: part(params, 'issue') })
      if (order === 'desc') return (await threadOn(desk, id)).reverse().slice(0, limit).map(one => commentOf(one, id))
      return (await desk.thread({ task: id, after: after ?? null, limit })).rows.map(one => commentOf(one, id))
    },
  }),
  served({
    method: 'GET', path: '/issues/:issue/comments/:comment', summary: 'A comment',
    async serve({ desk, params }) {
      const { id } = await desk.show({ task: part(params, 'issue') })
      return commentOf((await threadOn(desk, id)).find(one => one.id === params['comment']) ?? notThere('comment', params['comment']), id)
    },
  }),
  served({
    method: 'POST', path: '/issues/:issue/comments', summary: 'Says something on an issue', body: COMMENT, status: 201,
    async serve({ desk, params, body: { body, reopen, interrupt } }) {
      if (interrupt === true) throw new Refused(501, 'interrupt: no comment ends a run here.')
      const { id, status } = await desk.show({ task: part(params, 'issue') })
      if (reopen === true && (status === 'done' || status === 'cancelled')) await act(desk, 'task.reopen', { task: id })
      const said = await desk.say({ task: id, body })
      const comment = (await desk.show({ task: id })).thread.find(one => one.id === said.id)
      const me = await desk.me()
      return comment ? commentOf({ ...comment, fromId: me.id }, id) : { id: said.id, issueId: id, body }
    },
  }),
  served({ method: 'GET', path: '/issues/:issue/documents', summary: 'Documents on an issue', serve: async ({ desk, params }) => (await desk.show({ task: part(params, 'issue') })).documents.map(told) }),
  served({
    method: 'GET', path: '/issues/:issue/documents/:key', summary: 'A document, with its text',
    async serve({ desk, params }) {
      const read = await desk.read({ task: part(params, 'issue'), key: part(params, 'key') })
      return { ...told(read), body: read.body }
    },
  }),
  served({
    method: 'PUT', path: '/issues/:issue/documents/:key', summary: 'Writes a document on the revision that was read', body: DOCUMENT,
    async serve({ desk, params, body: { title, format = 'markdown', body, baseRevisionId } }) {
      if (format !== 'markdown') throw new Refused(422, `format: must be "markdown" (was "${format}").`)
      return told(await desk.write({ task: part(params, 'issue'), key: part(params, 'key'), body, base: baseOf(baseRevisionId ?? null), ...title === undefined ? {} : { title } }))
    },
  }),
]

const told = ({ key, title, revision, updatedAt }: BriefDocument) => ({ key, title, format: 'markdown', latestRevisionId: `${key}@${revision}`, latestRevisionNumber: revision, updatedAt })

function baseOf(revisionId: string | null): number | null {
  if (revisionId === null) return null
  const [, number] = /@([1-9]\d{0,8})$/.exec(revisionId) ?? []
  if (number === undefined) throw new PaperclipError('invalid_input', `baseRevisionId: must be a latestRevisionId as it was told (was "${revisionId.slice(0, 80)}").`, { fields: [{ field: 'baseRevisionId', problem: 'is no revision' }] })
  return Number(number)
}
