import type { QueryArrayConfig, QueryConfig } from 'pg'
import { pg } from './postgres.ts'

/** A statement as it was sent, and how many answers its transaction had heard by then: those that fly together have heard as many. */
export interface Sent { query: QueryConfig | QueryArrayConfig; heard: number }

/** Everything that was sent between `begin` and `commit`, both included. */
export type Flown = readonly Sent[]

/** Notes the transactions that this process commits through the driver, in the order of their commits. Returns what was noted since it was last asked. */
export function recordTransactions(): () => Flown[] {
  const query: unknown = Reflect.get(pg.Client.prototype, 'query')
  if (typeof query !== 'function') throw new Error('The driver has no query to watch.')
  const open = new WeakMap<object, { sent: Sent[]; heard: number }>()
  let kept: Flown[] = []
  Reflect.set(pg.Client.prototype, 'query', function (this: object, ...given: unknown[]): unknown {
    const answer: unknown = Reflect.apply(query, this, given), config = given[0]
    if (!isConfig(config)) return answer
    if (config.text.startsWith('begin isolation level read committed')) open.set(this, { sent: [], heard: 0 })
    const flight = open.get(this)
    if (!flight || !(answer instanceof Promise)) return answer
    flight.sent.push({ query: config, heard: flight.heard })
    if (config.text === 'commit') {
      open.delete(this)
      kept.push(flight.sent)
    } else answer.then(() => void flight.heard++, () => void open.delete(this))
    return answer
  })
  return () => {
    const noted = kept
    kept = []
    return noted
  }
}

/** How often a transaction waited for the server. */
export const flightsOf = (flown: Flown): number => new Set(flown.map(({ heard }) => heard)).size

const isConfig = (value: unknown): value is QueryConfig => typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string'
