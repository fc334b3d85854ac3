import { PaperclipError } from '@paperclip/core'
import { NOUNS, type Noun } from '@paperclip/core/store'
import { Type } from 'typebox'
import { presented } from '../access/token.ts'
import { SAFE_HEADERS } from '../http/headers.ts'
import { forBoard, type BoardCall, type Route } from './route.ts'

const AUDITED = Object.keys(NOUNS).filter(noun => NOUNS[noun as Noun].audited)
const QUERY = Type.Object({
  after: Type.Optional(Type.Integer({ minimum: 0, description: 'The number of the last record you have: what came after it is told first. `Last-Event-ID` says the same, and goes before. Without either, what is new.' })),
  nouns: Type.Optional(Type.Array(Type.String({ enum: AUDITED }), { maxItems: AUDITED.length, description: 'Only records about these. `cursor` events tell how far past the others you are.' })),
  pulses: Type.Optional(Type.Union([Type.Literal('on'), Type.Literal('off')], { description: '`on` unless said.' })),
}, { additionalProperties: false })
const DESCRIPTION = [
  '`record`: a record of the audit log, as the log shows it; its id is its number, and none is missing or told twice.',
  '`cursor`: how far you are, past records that were not for you.',
  '`pulse`: a line of a run\'s log, or money as it is spent. It has no id, comes from runs of this node, and may be lost.',
  '`reset`: it cannot go on from where you were: read anew how things stand, and go on from its id.',
  'A stream ends when whatever you came in with is no good any more, when you read too slowly, and when the server ends: come again with the last id.',
].join(' ')
const STREAM = Type.Unsafe({ description: 'Server-sent events.', content: { 'text/event-stream': { schema: { type: 'string' } } } })

const HEADERS = { ...SAFE_HEADERS, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no', connection: 'close' }

/** What happens in a company, as it happens. */
export const eventRoutes: readonly Route[] = [
  forBoard({
    method: 'GET', path: '/events', tag: 'Live', summary: 'What happens, as it happens', description: DESCRIPTION, query: QUERY, answers: 'stream', replies: { 200: STREAM },
    async handle({ context, caller, company, query: { after, nouns, pulses = 'on' }, request, reply }) {
      checkPage(request)
      context.streams.enter(request, reply)
      const heard = request.headers['last-event-id']
      await context.live.open({ token: presented(request)?.token ?? '', by: caller.by, company, nouns: nouns ? new Set(nouns) : null, pulses }, {
        after: typeof heard === 'string' && heard !== '' ? numberOf(heard) : after ?? null,
        answer() {
          reply.hijack()
          return reply.raw.writeHead(200, HEADERS)
        },
      })
    },
  }),
]

/** A browser that brings its login says which page wants this: another site's page is refused by its origin, and one that does not say is no page of ours. */
function checkPage(request: BoardCall<unknown, unknown>['request']): void {
  if (presented(request)?.by !== 'cookie' || request.headers.origin !== undefined || request.headers['sec-fetch-site'] === 'same-origin') return
  throw new PaperclipError('forbidden', 'A page says where it is from (Origin, or Sec-Fetch-Site: same-origin), and this one did not. Programs send a key: Authorization: Bearer pck_….')
}

/** What is no number of a record is one that there never was. */
const numberOf = (heard: string): number => (/^\d{1,15}$/.test(heard) ? Number(heard) : Number.MAX_SAFE_INTEGER)
