import type { Access, Route } from '../routes/route.ts'

const bearer = <D extends string>(description: D) => ({ type: 'http', scheme: 'bearer', description }) as const

/** What proves who asks, by the names that the OpenAPI document has for it. */
export const PROOFS = {
  key: bearer('A key of a company: `pck_…`.'),
  login: bearer('The token of somebody who is signed in: `pcs_…`.'),
  cookie: { type: 'apiKey', in: 'cookie', name: '__Host-paperclip', description: 'What a browser that is signed in brings along. Where there is no HTTPS its name is `paperclip`.' },
  csrf: { type: 'apiKey', in: 'header', name: 'x-csrf-token', description: 'What a page sends beside the cookie with whatever it changes: `GET /session` tells it.' },
  run: bearer('The token of a run, for as long as that goes on: `pcr_…`.'),
  agentKey: bearer('A key of an agent: `pca_…`.'),
  monitoring: bearer('The token that the server was started with for monitoring alone.'),
  callback: bearer('The callback that a run was handed.'),
} as const

export type Proof = keyof typeof PROOFS

/** One way to prove it: all of these together. */
type Way = Readonly<Partial<Record<Proof, readonly []>>>

/** Whom a route takes by which proof; a page proves besides that it is ours where something is changed. */
const TAKEN: Readonly<Record<Access['who'], readonly Proof[]>> = {
  anyone: [], operator: ['login', 'cookie'], member: ['key', 'login', 'cookie'], installation_owner: ['login', 'cookie'], monitor: ['monitoring', 'login', 'cookie'], board: ['key', 'login', 'cookie'], agent: ['run', 'agentKey'], callback: ['callback'],
}

/** The ways there are to ask for what a route does; none for what is open to anybody. */
export const waysInto = ({ access: { who }, method }: Pick<Route, 'access' | 'method'>): Way[] =>
  TAKEN[who].map(proof => (proof === 'cookie' && method !== 'GET' ? { cookie: [], csrf: [] } : { [proof]: [] }))
