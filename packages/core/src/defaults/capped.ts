import { PaperclipError } from '../domain/error.ts'

/** The chunks of a body. Throws `too_large` with the first that makes them more than `most` bytes. */
export async function* capped(body: Uint8Array | AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of body instanceof Uint8Array ? [body] : body) {
    bytes += chunk.byteLength
    if (bytes > most) throw new PaperclipError('too_large', `These are more than the ${most} bytes that may be kept here. Keep less, or raise the limit.`)
    yield chunk
  }
}
