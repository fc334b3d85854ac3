import { Type } from 'typebox'
import type { Definition, FoundCompanyInput } from '@paperclip/core'
import { ANYTHING, pageOf, rowOf } from '../wire/schema.ts'
import { deed, outcome, REASON, WAITING } from './deed.ts'
import { ONWARD_QUERY } from './list-query.ts'
import { few, look, rows, shown } from './look.ts'
import { forBoard, forInstallationOwners, forMembers, type Route } from './route.ts'

const tag = 'Companies'
const COMPANY = rowOf('company')
const HEALTH = ANYTHING
const FOUND = Type.Unsafe<FoundCompanyInput>(Type.Object({
  slug: Type.String(), name: Type.Optional(Type.String()), mission: Type.Optional(Type.String()), zone: Type.Optional(Type.String()), prefix: Type.Optional(Type.String()),
  boardMinimum: Type.Optional(Type.Integer()), maxRuns: Type.Optional(Type.Integer()), agentRunsPerHour: Type.Optional(Type.Integer()),
}, { additionalProperties: false }))
const DEFINITION = Type.Unsafe<Definition>(Type.Object({}, { additionalProperties: true }))
/** The most bytes of a definition: the files of its skills are in it. */
const MOST_DEFINITION = 16 * 1024 * 1024
const TIDY = Type.Object({ mode: Type.Optional(Type.Union([Type.Literal('do'), Type.Literal('count')])) }, { additionalProperties: false })
const one = { tag, answer: COMPANY } as const

/** Companies and their life. */
export const companyRoutes: readonly Route[] = [
  forMembers({
    method: 'GET', path: '/companies', tag, summary: 'Lists the companies on whose board you are; to a key, its own', query: ONWARD_QUERY, replies: { 200: pageOf(COMPANY) },
    handle: ({ paperclip, query: { after, limit } }) => paperclip.companies({ ...after === undefined ? {} : { after }, ...limit === undefined ? {} : { limit } }),
  }),
  forInstallationOwners({ method: 'POST', path: '/companies', tag, repeated: 'Idempotency-Key', summary: 'Founds a company', body: FOUND, replies: { 201: COMPANY }, handle: async ({ paperclip, body, once }) => (await paperclip.found(body, once)).get() }),
  shown({ path: '', tag, summary: 'A company, by its slug or id', answer: COMPANY, see: company => company.get() }),
  deed('company.update', { method: 'PATCH', path: '', summary: 'Changes what a company is called, wants and allows', ...one }),
  deed('company.pause', { path: '/pause', summary: 'Lets no run begin any more; those in hand come to their end', ...one }),
  deed('company.stop', { path: '/stop', summary: 'Stops everything at once: runs in hand are cancelled', ...one }),
  deed('company.resume', { path: '/resume', summary: 'Lets a paused or archived company run again', ...one }),
  deed('company.archive', { path: '/archive', summary: 'Puts a company away', ...one }),
  forBoard({
    method: 'DELETE', path: '', tag, deed: 'company.delete', summary: 'Deletes an archived company for good', query: Type.Object({ confirm: Type.String({ description: 'Its slug.' }) }, { additionalProperties: false }),
    replies: { 200: ANYTHING }, handle: ({ company, query: { confirm } }) => company.delete({ confirm }),
  }),
  look({ path: '/health', tag, summary: 'Whether the clockwork of a company is whole', answer: HEALTH, see: company => company.check() }),
  look({ path: '/tidy', tag, summary: 'What was let go so far because it grew old: how much of each kind, and up to when', answer: few(rowOf('retention')), see: company => rows(company.tidied()) }),
  forBoard({
    method: 'POST', path: '/tidy', tag, act: 'company.pause', summary: 'Lets what grew old go, as a running node does once a day; `mode=count` only says how much would go', query: TIDY, replies: { 200: Type.Record(Type.String(), Type.Integer()) },
    handle: ({ company, query: { mode } }) => company.tidy(mode),
  }),
  look({ path: '/lint', tag, summary: 'Where money and power are looser than they need to be', answer: Type.Object({ rows: Type.Array(ANYTHING) }), see: async company => ({ rows: await company.lint() }) }),
  look({ path: '/export', tag, summary: 'A company as code', answer: ANYTHING, see: company => company.export() }),
  forBoard({ method: 'POST', path: '/plan', tag, act: 'company.apply', repeated: 'by nature', summary: 'What applying a definition would do, for whoever may apply it', body: DEFINITION, bodyLimit: MOST_DEFINITION, replies: { 200: ANYTHING }, handle: ({ company, body }) => company.plan(body) }),
  forBoard({
    method: 'POST', path: '/apply', tag, act: 'company.apply', repeated: 'Idempotency-Key', summary: 'Makes a company what a definition says, all of it or nothing', body: DEFINITION, bodyLimit: MOST_DEFINITION,
    query: Type.Object({ plan: Type.Optional(Type.String({ description: 'The digest of the plan that was looked at.' })), ...REASON.properties }, { additionalProperties: false }), replies: { 200: ANYTHING, 202: WAITING },
    handle: async ({ company, body, query: { plan, ...why }, once }) => outcome(await company.propose(await company.applying(body, plan === undefined ? {} : { plan }), { ...once, ...why })),
  }),
]
