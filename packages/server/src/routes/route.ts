import type { ActKind, BoardDeed, Caller, CompanyHandle, Paperclip, VerbOptions } from '@paperclip/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TObject } from 'typebox'
import type { Schema } from '../wire/schema.ts'
import type { Gate } from '../access/gate.ts'
import type { Standing } from '../http/kept-answers.ts'
import type { ServerContext } from '../server-context.ts'

/** Who may call a route. A route that does not say does not exist. */
export type Access =
  /** Whoever there is; `why` says why that is safe. */
  | { who: 'anyone'; why: string }
  /** Anybody who is signed in. */
  | { who: 'operator' }
  /** Anybody who is signed in, or has a key of a company. */
  | { who: 'member' }
  /** Whoever looks after this installation: the local operator, and accounts that own it. */
  | { who: 'installation_owner' }
  /** Whoever has the token for monitoring alone, or owns this installation. */
  | { who: 'monitor' }
  /** A member of the board of the company in the path, or a key of it. What each may do there, core's rules say. */
  | { who: 'board' }
  /** An agent: with the token of a run, or a key of its own. */
  | { who: 'agent' }
  /** Whoever was given the callback of a run, which is all it takes to end it. */
  | { who: 'callback' }

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a route does not need to say for its kind. */
export interface RouteWords {
  method: Method
  /** Below the mount: `/companies/:company/tasks/:task`. */
  path: string
  tag: string
  /** One line: what it does. */
  summary: string
  description?: string
  query?: TObject | undefined
  /** JSON unless `media` says otherwise. */
  body?: Schema | undefined
  media?: string
  /** The body is kept as it came as well: whoever signed it signed those bytes (`rawOf`). */
  signed?: 'bytes'
  /** The answers there are, by status. `null` is an answer without a body. */
  replies: Readonly<Record<number, Schema | null>>
  /** `stream` routes answer piece by piece, by themselves. */
  answers?: 'stream'
  /** For what could be guessed: at what this request tries it, like an account, or null where only its address is counted. What goes wrong too often is not answered for a while. */
  tries?(request: FastifyRequest): string | null
  /** What it answers changes only with a record in the company's log: it has an `ETag`, and is made anew only after one. */
  changes?: 'with the log'
  /** It changes something that is read with an `ETag`, and only if that still is what `If-Match` says. One that does not heed the header refuses it. */
  precondition?: 'If-Match'
  /**
   * What comes of a request that is sent again under the same `Idempotency-Key`. With `Idempotency-Key` it is done once, and answered as it was then for 24 hours; `by nature` says that nothing
   * is done twice whatever key there is: it only looks, or what is sent has an id of its own. One that says neither refuses the header, so that nobody believes in it.
   */
  repeated?: 'Idempotency-Key' | 'by nature'
  /** Another protocol than REST: the OpenAPI document does not tell of it. */
  speaks?: 'mcp'
  /** The act of a company that it does, or is a part of: whoever may do none of that kind is refused before the body is read. */
  act?: ActKind
  /** What people on the board do here that is no act of a company: the name under which it stands in the log that somebody was refused. */
  deed?: BoardDeed
  /** The most bytes of a body, where it differs from the server's. */
  bodyLimit?: number
}

/** An answer, where more is to be said than its body. */
export class Reply {
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, body: unknown = null, headers: Readonly<Record<string, string>> = {}) {
    this.status = status
    this.body = body
    this.headers = headers
  }
}

/** What every route is given. */
export interface Call<Q = Record<string, never>, B = unknown> {
  context: ServerContext
  /** The parts of the path. */
  params: Readonly<Record<string, string>>
  query: Q
  body: B
  /** The idempotency key of the request. */
  once: VerbOptions
  request: FastifyRequest
  reply: FastifyReply
}

export interface OperatorCall<Q, B> extends Call<Q, B> { caller: Extract<Caller, { kind: 'operator' }>; paperclip: Paperclip }
export interface MemberCall<Q, B> extends Call<Q, B> { caller: Extract<Caller, { kind: 'operator' | 'key' }>; paperclip: Paperclip }
export interface BoardCall<Q, B> extends Call<Q, B> { caller: Extract<Caller, { kind: 'operator' | 'key' }>; company: CompanyHandle; /** The last record of its log when they were let in. */ seq: number }
export interface AgentCall<Q, B> extends Call<Q, B> { caller: Extract<Caller, { kind: 'agent' }>; paperclip: Paperclip }

export interface CallbackCall<Q, B> extends Call<Q, B> { callback: string }

/** A route, ready to be mounted: its gate is part of it. */
export interface Route extends RouteWords {
  access: Access
  /** Lets somebody in, or throws: before anything of the request is looked at. */
  admit(gate: Gate, request: FastifyRequest): Promise<object>
  serve(call: Call<unknown>): Promise<unknown>
  /** Of an answer that changes with the log: up to which record it tells. */
  standing?(call: Call<unknown>): Standing
}

type Words<Q extends TObject | undefined, B extends Schema | undefined> = Omit<RouteWords, 'query' | 'body'> & { query?: Q; body?: B }
type QueryOf<Q> = Q extends TObject ? Static<Q> : Record<string, never>
type BodyOf<B> = B extends Schema ? Static<B> : null

/** What is handed to `handle` was checked against `query` and `body` at the door. */
const typed = <T>(call: unknown): T => call as T

/** The company in the path: the router made texts of its parts. */
const companyIn = ({ params }: FastifyRequest): string => String(Reflect.get(Object(params), 'company') ?? '')

/** A route for whoever there is. */
export const forAnyone = <Q extends TObject | undefined = undefined, B extends Schema | undefined = undefined>(
  { why, handle, ...words }: Words<Q, B> & { why: string; handle(call: Call<QueryOf<Q>, BodyOf<B>>): Promise<unknown> },
): Route => ({ ...words, access: { who: 'anyone', why }, admit: async () => ({}), serve: call => handle(typed(call)) })

/** A route for anybody who is signed in. */
export const forOperators = <Q extends TObject | undefined = undefined, B extends Schema | undefined = undefined>(
  { handle, ...words }: Words<Q, B> & { handle(call: OperatorCall<QueryOf<Q>, BodyOf<B>>): Promise<unknown> },
): Route => ({ ...words, access: { who: 'operator' }, admit: (gate, request) => gate.operator(request), serve: call => handle(typed(call)) })

/** A route for anybody who is signed in, or has a key of a company. */
export const forMembers = <Q extends TObject | undefined = undefined, B extends Schema | undefined = undefined>(
  { handle, ...words }: Words<Q, B> & { handle(call: MemberCall<QueryOf<Q>, BodyOf<B>>): Promise<unknown> },
): Route => ({ ...words, access: { who: 'member' }, admit: (gate, request) => gate.member(request), serve: call => handle(typed(call)) })

/** A route for whoever looks after this installation. */
export const forInstallationOwners = <Q extends TObject | undefined = undefined, B extends Schema | undefined = undefined>(
  { handle, ...words }: Words<Q, B> & { handle(call: OperatorCall<QueryOf<Q>, BodyOf<B>>): Promise<unknown> },
): Route => ({ ...words, access: { who: 'installation_owner' }, admit: (gate, request) => gate.installationOwner(request), serve: call => handle(typed(call)) })

/** A route for monitoring systems. */
export const forMonitors = <Q extends TObject | undefined = undefined, B extends Schema | undefined = undefined>(
  { handle, ...words }: Words<Q, B> & { handle(call: Call<QueryOf<Q>, BodyOf<B>>): Promise<unknown> },
): Route => ({ ...words, access: { who: 'monitor' }, admit: (gate, request) => gate.monitor(request), serve: call => handle(typed(call)) })

/** A route of one company, for its board and its keys. */
export const forBoard = <Q extends TObject | undefined = undefined, B extends Schema | undefined = undefined>(
  { handle, path, ...words }: Words<Q, B> & { handle(call: BoardCall<QueryOf<Q>, BodyOf<B>>): Promise<unknown> },
): Route => ({ ...words, path: `/companies/:company${path}`, access: { who: 'board' }, admit: (gate, request) => gate.board(request, companyIn(request), words), serve: call => handle(typed(call)), ...words.changes ? { standing: call => standingOf(typed(call)) } : {} })

const standingOf = ({ caller, company, seq }: BoardCall<unknown, unknown>): Standing => ({ of: `${caller.by.kind} ${caller.by.id} ${company.id}`, seq })

/** A route for agents. */
export const forAgents = <Q extends TObject | undefined = undefined, B extends Schema | undefined = undefined>(
  { handle, ...words }: Words<Q, B> & { handle(call: AgentCall<QueryOf<Q>, BodyOf<B>>): Promise<unknown> },
): Route => ({ ...words, access: { who: 'agent' }, admit: (gate, request) => gate.agent(request), serve: call => handle(typed(call)) })

/** A route for whoever does the work of a run elsewhere. */
export const forCallbacks = <Q extends TObject | undefined = undefined, B extends Schema | undefined = undefined>(
  { handle, ...words }: Words<Q, B> & { handle(call: CallbackCall<QueryOf<Q>, BodyOf<B>>): Promise<unknown> },
): Route => ({ ...words, access: { who: 'callback' }, admit: (gate, request) => gate.callback(request), serve: call => handle(typed(call)) })
