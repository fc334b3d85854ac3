import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Clock } from '@paperclip/core'
import type { AddressGuard } from './address-guard.ts'
import { deadline, reasonOf, unlessAborted } from './deadline.ts'

/** What a connection is opened within. */
export interface Patience { clock: Clock; ms: number; signal: AbortSignal }

export type Connected =
  | { kind: 'connected'; socket: Socket; address: string }
  | { kind: 'refused'; problem: string; fix: string }
  | { kind: 'unreachable'; problem: string }

const KEEP_ALIVE_MS = 60_000

/**
 * Opens a connection to where a URL points, if the guard lets it. The name is resolved once, and what was checked is what is connected to: an answer
 * that changes a moment later changes nothing. TLS is told the name, not the address.
 */
export async function guardedConnect(guard: AddressGuard, url: URL, { clock, ms, signal }: Patience): Promise<Connected> {
  const began = clock.monotonic()
  const limit = deadline(clock, ms, signal)
  try {
    const checked = await unlessAborted(limit.signal, guard.check(url.hostname))
    if (checked.kind === 'refused') return checked
    if (checked.kind === 'unresolved') return { kind: 'unreachable', problem: checked.problem }
    const problems: string[] = []
    for (const [n, address] of checked.addresses.entries()) {
      // What time is left is shared, so that one dead address does not use up that of the others.
      const share = deadline(clock, (ms - (clock.monotonic() - began)) / (checked.addresses.length - n), limit.signal)
      try {
        return { kind: 'connected', address, socket: await open(url, address, share.signal) }
      } catch (error) {
        problems.push(`${address}: ${messageOf(error)}`)
        if (limit.signal.aborted) break
      } finally {
        share.off()
      }
    }
    return { kind: 'unreachable', problem: `No connection to ${url.origin} could be opened (${problems.join('; ')}).` }
  } catch (error) {
    return { kind: 'unreachable', problem: `No connection to ${url.origin} could be opened: ${messageOf(error)}.` }
  } finally {
    limit.off()
  }
}

function open(url: URL, address: string, signal: AbortSignal): Promise<Socket> {
  if (signal.aborted) return Promise.reject(reasonOf(signal))
  return new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
    const isTls = url.protocol === 'https:'
    const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port)
    const socket = isTls ? connectTls({ host: address, port, servername: isIP(host) === 0 ? host : '', ALPNProtocols: ['http/1.1'] }) : connectTcp({ host: address, port })
    const stop = (): void => void socket.destroy(reasonOf(signal))
    signal.addEventListener('abort', stop, { once: true })
    // Stays, so that an error between two owners of the socket ends the socket and not the program.
    socket.on('error', error => {
      signal.removeEventListener('abort', stop)
      reject(error)
    })
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      signal.removeEventListener('abort', stop)
      socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS)
      resolve(socket)
    })
  })
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error))
