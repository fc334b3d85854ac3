import { callsOn, connectionOf, type Call, type ClientOptions } from './call.ts'
import { follow, type FollowOptions, type LiveEvent } from './events.ts'
import { linesOf } from './lines.ts'
import type { Answer, Arguments, FilePath, LineOf, LinesPath, ListPath, Method, Operation, PathWith, RowOf } from './operation.ts'

/** A verb of HTTP over the routes of the server: path, query and body are checked where they are written, and what comes back is typed. */
export type Verb<M extends Method> = <P extends PathWith<M>>(path: P, ...given: Arguments<Operation<P, M>>) => Promise<Answer<Operation<P, M>>>

/** A list, from where it is asked for to its end. */
export type Listing<Of extends 'page' | 'row'> = <P extends ListPath>(path: P, ...given: Arguments<Operation<P, 'get'>>) => AsyncGenerator<Of extends 'page' ? RowOf<P>[] : RowOf<P>>

/** A server, as one caller. Paths are those of its OpenAPI document, below `/api/v1`. Every call throws `PaperclipError`, has a deadline, and is tried again where the connection is lost or the server is busy; a change has one idempotency key for all its attempts. */
export interface Client {
  get: Verb<'get'>
  post: Verb<'post'>
  put: Verb<'put'>
  patch: Verb<'patch'>
  delete: Verb<'delete'>
  /** The rows of a list, page after page. */
  pages: Listing<'page'>
  /** The rows of a list, one after another. */
  rows: Listing<'row'>
  /** The bytes of a file. */
  bytes<P extends FilePath>(path: P, ...given: Arguments<Operation<P, 'get'>>): Promise<Uint8Array<ArrayBuffer>>
  /** What is answered line by line, as it comes. An answer that breaks off throws `unavailable`: ask on behind the last line you have. Its deadline is for a silence, not for the whole. */
  lines<P extends LinesPath>(path: P, ...given: Arguments<Operation<P, 'get'>>): AsyncGenerator<LineOf<P>>
  /** What happens in a company, as it happens. A stream that breaks goes on where it broke; only a refusal ends it. */
  events(company: string, options?: FollowOptions): AsyncGenerator<LiveEvent>
}

/** Opens a server for a program elsewhere: `createClient({ url: 'https://paperclip.example', token })`. Nothing is asked until a call is made. */
export function createClient(options: ClientOptions): Client {
  const connection = connectionOf(options), call = callsOn(connection)
  const verb = (method: Method): unknown => (path: Path, given?: Asked) => call(method, path, given)
  const pages: unknown = (path: Path, given?: Asked) => pagesOf(call, path, given), rows: unknown = (path: Path, given?: Asked) => rowsOf(call, path, given)
  const lines: unknown = (path: Path, given?: Asked) => linesOf(call, path, { ...given, deadlineMs: given?.deadlineMs ?? connection.deadlineMs })
  return {
    // the server answers as its document says: these are the types of that
    get: verb('get') as Verb<'get'>, post: verb('post') as Verb<'post'>, put: verb('put') as Verb<'put'>, patch: verb('patch') as Verb<'patch'>, delete: verb('delete') as Verb<'delete'>,
    pages: pages as Listing<'page'>, rows: rows as Listing<'row'>, lines: lines as Client['lines'],
    bytes: async (path, ...[given]: [Asked?]) => new Uint8Array(await call('get', path, { ...given, reading: 'bytes' }) as ArrayBuffer),
    events: (company, follows) => follow(connection, company, follows),
  }
}

type Path = Parameters<Call>[1]
type Asked = Parameters<Call>[2]

async function* pagesOf(call: Call, path: Path, given: Asked): AsyncGenerator<unknown[]> {
  let query: { after?: string } = { ...given?.query }
  for (;;) {
    const { rows, next } = await call('get', path, { ...given, query }) as { rows: unknown[]; next: string | null }          // what makes a path a list
    yield rows
    if (next === null) return
    query = { ...query, after: next }
  }
}

async function* rowsOf(call: Call, path: Path, given: Asked): AsyncGenerator<unknown> {
  for await (const page of pagesOf(call, path, given)) yield* page
}
