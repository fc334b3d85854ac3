import { Readable } from 'node:stream'
import { PaperclipError } from '@paperclip/core'
import type { FastifyRequest, RequestPayload } from 'fastify'

const kept = new WeakMap<FastifyRequest, Buffer>()

/** Keeps the bytes of a body, and hands them on to be read as what they are. */
export async function keepRaw(request: FastifyRequest, payload: RequestPayload): Promise<RequestPayload> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const given of payload) {
    const chunk = Buffer.from(given)
    bytes += chunk.byteLength
    if (bytes > request.routeOptions.bodyLimit) throw new PaperclipError('too_large', 'The body is larger than this takes.')
    chunks.push(chunk)
  }
  const whole = Buffer.concat(chunks)
  kept.set(request, whole)
  return Object.assign(Readable.from(whole.byteLength === 0 ? [] : [whole]), { receivedEncodedLength: bytes })
}

/** The body of a request, byte for byte. */
export const rawOf = (request: FastifyRequest): Buffer => kept.get(request) ?? Buffer.alloc(0)
