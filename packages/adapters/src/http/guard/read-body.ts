import type { Readable } from 'node:stream'
import type { Clock } from '@paperclip/core'

/** What was read of a body: all of it, its beginning because it is too large, or what came before it broke off. */
export interface Body { kind: 'whole' | 'too_large' | 'broken'; bytes: Buffer }

interface Limits { maxBytes: number; bodyMs: number; clock: Clock }

/** Reads a body to its end, its limit or its deadline, and leaves the stream destroyed. */
export async function readBody(stream: Readable, { maxBytes, bodyMs, clock }: Limits): Promise<Body> {
  const chunks: Buffer[] = []
  let length = 0
  const bytes = (): Buffer => Buffer.concat(chunks).subarray(0, maxBytes)
  const cancel = clock.after(bodyMs, () => stream.destroy(new Error(`the body took longer than ${bodyMs} ms`)))
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length > maxBytes) return { kind: 'too_large', bytes: bytes() }
    }
    return { kind: 'whole', bytes: bytes() }
  } catch {
    return { kind: 'broken', bytes: bytes() }
  } finally {
    cancel()
  }
}
