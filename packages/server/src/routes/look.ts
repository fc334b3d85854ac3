import type { CompanyHandle, DirectedPageQuery, Page } from '@paperclip/core'
import { Type } from 'typebox'
import { NOUNS, type Noun } from '@paperclip/core/store'
import { tagged } from '../http/if-match.ts'
import { lazily } from '../wire/lazily.ts'
import { fieldsOf, pageOf, type Schema } from '../wire/schema.ts'
import { asked, filtersOf, listQuery, PAGE_QUERY } from './list-query.ts'
import { forBoard, type Route } from './route.ts'

/** A route that only looks, without a query. */
interface LookWords { path: string; tag: string; summary: string; answer: Schema; see(company: CompanyHandle, params: Readonly<Record<string, string>>): Promise<unknown> }

export const look = ({ see, answer, ...words }: LookWords): Route =>
  forBoard({ ...words, method: 'GET', replies: { 200: answer }, handle: ({ company, params }) => see(company, params) })

/** A route that shows one thing that can be changed: with the `ETag` that a change may name. */
export const shown = ({ see, answer, ...words }: Omit<LookWords, 'see'> & { see(company: CompanyHandle, params: Readonly<Record<string, string>>): Promise<object> }): Route =>
  forBoard({ ...words, method: 'GET', replies: { 200: answer }, handle: async ({ company, params }) => tagged(await see(company, params)) })

interface ListWords<N extends Noun> { path: string; tag: string; summary: string; noun: N; of: Schema; list(company: CompanyHandle, query: ReturnType<typeof asked<N>>): Promise<unknown> }

/** A list, a page at a time, narrowed as the noun can be. */
export const list = <N extends Noun>({ noun, of, list: listed, ...words }: ListWords<N>): Route =>
  forBoard({ ...words, method: 'GET', query: listQuery(filtersOf(noun)), ...tellsRowsAlone(noun, of) ? { changes: 'with the log' } : {}, replies: { 200: pageOf(of) }, handle: ({ company, query }) => listed(company, asked(noun, query)) })

/** True if a list tells rows that change with a record each, and nothing beside them, like when a key was used or how far a webhook has come. */
const tellsRowsAlone = (noun: Noun, of: Schema): boolean =>
  NOUNS[noun].audited && fieldsOf(of).every(field => field in NOUNS[noun].schema.shape)

interface PagesWords { path: string; tag: string; summary: string; of: Schema; see(company: CompanyHandle, params: Readonly<Record<string, string>>, page: DirectedPageQuery): Promise<Page<unknown>> }

/** A list that belongs to one thing, a page at a time. */
export const pages = ({ see, of, ...words }: PagesWords): Route =>
  forBoard({ ...words, method: 'GET', query: PAGE_QUERY, replies: { 200: pageOf(of) }, handle: ({ company, params, query }) => see(company, params, query) })

/** What stays few is told whole. */
export const few = (of: Schema): Schema => lazily(() => Type.Object({ rows: Type.Array(of) }))
export const rows = async (found: Promise<unknown[]>): Promise<{ rows: unknown[] }> => ({ rows: await found })

/** A part of the path. The router has matched it, so it is there. */
export const part = (params: Readonly<Record<string, string>>, name: string): string => params[name] ?? ''
