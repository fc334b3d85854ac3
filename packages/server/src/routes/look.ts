import type { CompanyHandle } from '@paperclip/core'
import { Type } from 'typebox'
import { NOUNS, type Noun } from '@paperclip/core/store'
import { pageOf, type Schema } from '../wire/schema.ts'
import { asked, filtersOf, listQuery } from './list-query.ts'
import { forBoard, type Route } from './route.ts'

/** A route that only looks, without a query. */
interface LookWords { path: string; tag: string; summary: string; answer: Schema; see(company: CompanyHandle, params: Readonly<Record<string, string>>): Promise<unknown> }

export const look = ({ see, answer, ...words }: LookWords): Route =>
  forBoard({ ...words, method: 'GET', replies: { 200: answer }, handle: ({ company, params }) => see(company, params) })

interface ListWords<N extends Noun> { path: string; tag: string; summary: string; noun: N; of: Schema; list(company: CompanyHandle, query: ReturnType<typeof asked<N>>): Promise<unknown> }

/** A list, a page at a time, narrowed as the noun can be. */
export const list = <N extends Noun>({ noun, of, list: listed, ...words }: ListWords<N>): Route =>
  forBoard({ ...words, method: 'GET', query: listQuery(filtersOf(noun)), ...KEPT.has(noun) ? { changes: 'with the log' } : {}, replies: { 200: pageOf(of) }, handle: ({ company, query }) => listed(company, asked(noun, query)) })

/** Nouns whose rows change with a record each, and are told as they are: of a key it is told as well when it was used. */
const KEPT: ReadonlySet<Noun> = new Set((Object.keys(NOUNS) as Noun[]).filter(noun => NOUNS[noun].audited && noun !== 'accessKey'))

/** What stays few is told whole. */
export const few = (of: Schema): Schema => Type.Object({ rows: Type.Array(of) })
export const rows = async (found: Promise<unknown[]>): Promise<{ rows: unknown[] }> => ({ rows: await found })

/** A part of the path. The router has matched it, so it is there. */
export const part = (params: Readonly<Record<string, string>>, name: string): string => params[name] ?? ''
