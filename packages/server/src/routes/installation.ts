import type { Tombstone } from '@paperclip/core'
import { tombstone } from '@paperclip/core/store'
import { Type } from 'typebox'
import { pageOf, rowOf, wired } from '../wire/schema.ts'
import { ONWARD_QUERY } from './list-query.ts'
import { few } from './look.ts'
import { forOperators, type Route } from './route.ts'

const tag = 'Installation'
const TOMBSTONE = wired(tombstone)
const REASON = Type.Object({ reason: Type.Optional(Type.String({ maxLength: 2_000 })) }, { additionalProperties: false })
const GIVEN = Type.Unsafe<Record<string, unknown>>(Type.Object({ tombstone: Type.Object({}, { additionalProperties: true }) }, { additionalProperties: false }))

/** What is of all companies together. */
export const installationRoutes: readonly Route[] = [
  forOperators({
    method: 'POST', path: '/stop-everything', tag, repeated: 'Idempotency-Key', summary: 'Stops everything in every company in which you have a say: no run begins, and those in hand are cancelled', body: REASON, replies: { 200: few(rowOf('company')) },
    handle: async ({ paperclip, body: { reason }, once }) => ({ rows: await paperclip.stopEverything(reason, once) }),
  }),
  forOperators({
    method: 'GET', path: '/tombstones', tag, summary: 'What is left of companies that you deleted, newest first', query: ONWARD_QUERY, replies: { 200: pageOf(TOMBSTONE) },
    handle: ({ paperclip, query: { after, limit } }) => paperclip.tombstones({ ...after === undefined ? {} : { after }, ...limit === undefined ? {} : { limit } }),
  }),
  forOperators({
    method: 'POST', path: '/tombstones/verify', tag, repeated: 'by nature', summary: 'Whether a tombstone is as this installation signed it', body: GIVEN, replies: { 200: Type.Object({ isGenuine: Type.Boolean() }) },
    async handle({ paperclip, body }) {
      const read = tombstone.safeParse(dated(body['tombstone']))
      return { isGenuine: read.success && await paperclip.isGenuine(read.data satisfies Tombstone) }
    },
  }),
]

/** A tombstone as it came over the wire, its time a time again. */
const dated = (given: unknown): unknown => ({ ...Object(given), deletedAt: new Date(String(Reflect.get(Object(given), 'deletedAt'))) })
