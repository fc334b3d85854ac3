import { isWaiting, type Client } from '@paperclip/client'
import type { CompanyHandle, Governed } from '@paperclip/core'
import type { Noun } from '@paperclip/core/store'
import { ACT_ROUTES } from './acts.ts'
import { notServed } from './missing.ts'
import { rowFrom } from './revived.ts'

/** A call whose path comes from a table: the table holds paths of the server, and the server checks the rest. */
type Loose = (path: string, given: object) => Promise<unknown>

/** Does acts on a server, or puts them to its board. */
export const deedsOn = (client: Client, company: string): CompanyHandle['propose'] => async ({ kind, input }, { key, reason, ifVersion } = {}) => {
  const route = ACT_ROUTES[kind]
  if (!route) throw notServed(kind)
  const { [route.match]: read, ...said } = input as Record<string, unknown>, ifMatch = typeof read === 'number' ? read : ifVersion
  const parts = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, part = '']) => part).filter(part => part !== 'company').map(part => [part, route.from?.[part] ?? part] as const)
  const taken = parts.map(([, field]) => field), body = Object.fromEntries(Object.entries(said).filter(([field, value]) => !taken.includes(field) && value !== undefined))
  const send = client[route.method] as unknown as Loose
  const answer = await send(route.path, {
    path: { company, ...Object.fromEntries(parts.map(([part, field]) => [part, String(said[field])])) },
    ...reason === undefined ? {} : { query: { reason } }, ...Object.keys(body).length === 0 ? {} : { body }, key, ifMatch,
  })
  return outcomeFrom(route.answer, answer)
}

/** What came of an act, as it is told in process. */
export const outcomeFrom = (noun: Noun | null, answer: unknown): Governed => (isWaiting(answer)
  ? { kind: 'waiting', approval: rowFrom('approval', answer.approval) }
  : { kind: 'done', value: noun === null ? answer : rowFrom(noun, answer) })
