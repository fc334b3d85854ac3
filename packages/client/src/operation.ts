import type { components, paths } from './generated/api.ts'

/** A row, an answer or a problem of the server, by its name: `Shape<'Task'>`. Times are texts in ISO 8601, money is whole micro-dollars. */
export type Shape<Name extends keyof components['schemas']> = components['schemas'][Name]

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** The paths that have this method. */
export type PathWith<M extends Method> = { [P in keyof paths]: undefined extends paths[P][M] ? never : P }[keyof paths]

/** What is served at a path by a method. */
export type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>

type InPath<O> = O extends { parameters: { path: infer Parts } } ? { path: Parts } : object
type InQuery<O> = O extends { parameters: { query: infer Query } } ? { query: Query } : O extends { parameters: { query?: infer Query } } ? ([NonNullable<Query>] extends [never] ? object : { query?: Query }) : object
type InBody<O> = O extends { requestBody: { content: { 'application/octet-stream': unknown } } } ? { body: Uint8Array<ArrayBuffer> } : O extends { requestBody: { content: { 'application/json': infer Body } } } ? { body: Body } : O extends { requestBody?: { content: { 'application/json': infer Body } } } ? { body?: Body } : object

/** How a call is made. */
export interface CallOptions {
  /** Does it once: asked again with the same key, the server answers the same for a day. Every change that the server keeps a key of has one of its own unless it is given; any other refuses one. */
  key?: string | undefined
  /** The ETag of what was read, or its revision: the change is a `conflict` (`stale_revision`) if somebody was faster. */
  ifMatch?: number | string | undefined
  /** Gives the call up. */
  signal?: AbortSignal | undefined
  /** How long one attempt may take, where it differs from the client's. */
  deadlineMs?: number | undefined
}

/** What a call takes: the parts of its path, its query, its body. */
export type Given<O> = O extends unknown ? InPath<O> & InQuery<O> & InBody<O> & CallOptions : never

/** The same as an argument, which may be left out where nothing must be given. */
export type Arguments<O> = object extends Given<O> ? [given?: Given<O>] : [given: Given<O>]

type HeadersOf<O> = O extends { parameters: { header?: infer Headers } } ? NonNullable<Headers> : never

/** The paths that keep no idempotency key of what this method does there, and refuse one. */
export type Keyless<M extends Method> = { [P in PathWith<M>]: 'idempotency-key' extends keyof HeadersOf<Operation<P, M>> ? ([HeadersOf<Operation<P, M>>] extends [never] ? P : never) : P }[PathWith<M>]

type BodyOf<R> = R extends { content: { 'application/json': infer Body } } ? Body : null

/** What comes back: where the board must decide first, a `Waiting`. */
export type Answer<O> = O extends { responses: infer R } ? { [S in keyof R & (200 | 201 | 202 | 204)]: BodyOf<R[S]> }[keyof R & (200 | 201 | 202 | 204)] : never

/** The paths of lists that come page by page. */
export type ListPath = { [P in PathWith<'get'>]: Answer<Operation<P, 'get'>> extends { rows: readonly unknown[]; next: string | null } ? P : never }[PathWith<'get'>]

type In200<P extends PathWith<'get'>> = Operation<P, 'get'> extends { responses: { 200: { content: infer Content } } } ? Content : never

/** The paths of files, and of the numbers of a node: what they answer is bytes. */
export type FilePath = { [P in PathWith<'get'>]: In200<P> extends { 'application/octet-stream': unknown } | { 'text/plain; version=0.0.4': unknown } ? P : never }[PathWith<'get'>]

/** The paths that answer line by line, however long it is. */
export type LinesPath = { [P in PathWith<'get'>]: In200<P> extends { 'application/x-ndjson': unknown } ? P : never }[PathWith<'get'>]

/** One of those lines. */
export type LineOf<P extends LinesPath> = In200<P> extends { 'application/x-ndjson': infer One } ? One : never

/** One row of a list. */
export type RowOf<P extends ListPath> = Answer<Operation<P, 'get'>> extends { rows: readonly (infer Row)[] } ? Row : never

/** True for what waits for the board. */
export const isWaiting = (answer: unknown): answer is Shape<'Waiting'> => typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'waiting' && 'approval' in answer
