import type { Clock } from '@paperclip/core'
import type { AddressGuard } from './address-guard.ts'
import { guardedConnect } from './guarded-connect.ts'
import { readBody, type Body } from './read-body.ts'

/** Whether the other side can have seen a request. */
export type Sent = 'yes' | 'no'

/** Why there is no reply: not let, not reached, not HTTP, or ended by the signal. */
export type Failed =
  | { kind: 'refused'; problem: string; fix: string }
  | { kind: 'unreachable'; problem: string; sent: Sent }
  | { kind: 'unreadable'; problem: string }
  | { kind: 'ended'; sent: Sent }

interface OneRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  url: URL
  headers: Readonly<Record<string, string>>
  body?: string | Uint8Array
  maxBytes: number
  connectMs: number
  bodyMs: number
  signal: AbortSignal
  clock: Clock
}

type Reply = { kind: 'reply'; status: number; headers: Readonly<Record<string, string>>; body: Body }

/** One request and its reply over a connection of their own, which is closed after. */
export async function exchange(guard: AddressGuard, request: OneRequest): Promise<Reply | Failed> {
  const { method, url, headers, body = null, signal, clock, connectMs } = request
  const ended = (): boolean => signal.aborted
  if (ended()) return { kind: 'ended', sent: 'no' }
  const { Agent, errors, request: send } = await import('undici')                     // 80 ms that only a program with remote agents pays
  const way: { sent: Sent; closed?: Failed } = { sent: 'no' }
  const agent = new Agent({
    headersTimeout: 0, bodyTimeout: 0,                                                // the signal and `bodyMs` are the deadlines
    connect: (_, callback) => void guardedConnect(guard, url, { clock, signal, ms: connectMs }).then(connected => {
      if (connected.kind !== 'connected') {
        way.closed = connected.kind === 'refused' ? connected : { ...connected, sent: 'no' }
        return callback(new Error(connected.problem), null)
      }
      way.sent = 'yes'
      callback(null, connected.socket)
    }),
  })
  try {
    const reply = await send(url, { method, headers, body, signal, dispatcher: agent })
    const read = await readBody(reply.body, request)
    return { kind: 'reply', status: reply.statusCode, headers: singly(reply.headers), body: read }
  } catch (error) {
    if (ended()) return { kind: 'ended', sent: way.sent }
    if (way.closed) return way.closed
    const problem = error instanceof Error ? error.message : String(error)
    if (error instanceof errors.HTTPParserError || error instanceof errors.HeadersOverflowError) return { kind: 'unreadable', problem: `${url.origin} did not answer in HTTP that can be read: ${problem}.` }
    return { kind: 'unreachable', problem: `The connection to ${url.origin} broke off: ${problem}.`, sent: way.sent }
  } finally {
    await agent.destroy()
  }
}

/** Headers by their lower-case names, the first of each. */
const singly = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value
    return first === undefined ? [] : [[name, first]]
  }))
