import type { Connection } from './call.ts'
import { eventsOf } from './event-stream.ts'
import { openLine } from './open-line.ts'
import type { Shape } from './operation.ts'
import { isPaperclipError, PaperclipError, refusalOf } from './paperclip-error.ts'
import { pauseBefore } from './persistence.ts'

/** What happens in a company. `seq` is the place in the audit log up to which everything was told that you may see. */
export type LiveEvent =
  /** Something changed: one record of the audit log. */
  | { kind: 'record'; seq: number; record: Shape<'Audit'> }
  /** Nothing up to here is for you. */
  | { kind: 'cursor'; seq: number }
  /** What is not kept: lines of logs, money as it is spent. It may be lost. */
  | { kind: 'pulse'; pulse: unknown }
  /** What was asked for is no longer there: read what you show afresh, then go on from here. */
  | { kind: 'reset'; seq: number | null; why: unknown }

export interface FollowOptions {
  /** Goes on behind this place in the audit log; from now on unless said. */
  after?: number
  signal?: AbortSignal
  /** How long nothing at all may come, not even a sign of life, before the line is taken for dead: 45 s unless said. */
  silenceMs?: number
}

const MOST_FAILURES = 10

/** Follows a company, over as many connections as it takes. */
export async function* follow(connection: Connection, company: string, { after, signal, silenceMs = 45_000 }: FollowOptions = {}): AsyncGenerator<LiveEvent> {
  let last = after === undefined ? undefined : String(after), failures = 0
  for (;;) {
    if (signal?.aborted) return
    const line = openLine(silenceMs, signal)
    try {
      const bytes = await connect(connection, { company, last, signal: line.signal })
      for await (const { event, data, id } of eventsOf(bytes, line.heard)) {
        if (id !== undefined) last = id
        failures = 0
        const told = read(event, data, id)
        if (told) yield told
      }
    } catch (error) {
      if (signal?.aborted) return
      if (isPaperclipError(error) && !(error.code === 'unavailable' || error.code === 'rate_limited')) throw error
      failures += 1
      if (failures >= MOST_FAILURES) throw isPaperclipError(error) ? error : new PaperclipError('unavailable', `The events of "${company}" broke off ${failures} times in a row. Go on later with \`after\`.`, { status: null, cause: error })
    } finally {
      line.hangUp()
    }
    await connection.pause(pauseBefore(failures + 1), signal).catch(() => {})                // it was given up: the loop sees it
  }
}

async function connect({ base, fetch, headers }: Connection, { company, last, signal }: { company: string; last: string | undefined; signal: AbortSignal }): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(`${base}/companies/${encodeURIComponent(company)}/events`, { headers: { ...headers, accept: 'text/event-stream', ...last === undefined ? {} : { 'last-event-id': last } }, redirect: 'error', signal })
  if (response.ok && response.body) return response.body
  throw refusalOf(response, await response.json().catch(() => undefined))
}

function read(event: string, data: string, id: string | undefined): LiveEvent | undefined {
  const told: unknown = JSON.parse(data), seq = Number(id)
  switch (event) {
    case 'record': return { kind: 'record', seq, record: told as Shape<'Audit'> }                  // the server tells rows as its document says
    case 'cursor': return { kind: 'cursor', seq }
    case 'pulse': return { kind: 'pulse', pulse: told }
    case 'reset': return { kind: 'reset', seq: id === undefined ? null : seq, why: told }
    default: return undefined                                                                      // of a later version
  }
}
