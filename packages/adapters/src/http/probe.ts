import type { Probe } from '@paperclip/core'
import type { HttpConfig } from './config.ts'
import { deadline } from './guard/deadline.ts'
import { guardedConnect } from './guard/guarded-connect.ts'
import { ASIDE_MS, type Line } from './remote.ts'

/** Says whether the other side can be reached, without asking it for anything: the address is checked, a connection opened and closed. */
export async function probeRemote({ guard, clock }: Line, { url, connectMs }: HttpConfig): Promise<Probe> {
  const limit = deadline(clock, ASIDE_MS)
  try {
    const target = new URL(url)
    const connected = await guardedConnect(guard, target, { clock, ms: connectMs, signal: limit.signal })
    switch (connected.kind) {
      case 'refused': return { ok: false, problem: connected.problem, fix: connected.fix }
      case 'unreachable': return { ok: false, problem: connected.problem, fix: 'Start what runs there, or correct "url". Whatever is between must let this machine through.' }
      case 'connected':
        await new Promise<void>(resolve => connected.socket.once('close', () => resolve()).destroy())
        return { ok: true, detail: `Posts runs to ${target.origin}${target.pathname}, which is at ${connected.address} and takes connections.` }
    }
  } finally {
    limit.off()
  }
}
