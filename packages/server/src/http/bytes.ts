import { PaperclipError } from '@paperclip/core'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { Reply } from '../routes/route.ts'
import type { Schema } from '../wire/schema.ts'

/** The one type in which bytes come in: no page of another site can send it unasked. */
export const BYTES = 'application/octet-stream'

/** A body of bytes, and an answer of them, in the OpenAPI document. */
export const BYTES_BODY: Schema = Type.Unsafe({ content: { [BYTES]: { schema: {} } } })
export const BYTES_REPLY: Schema = Type.Unsafe({ description: 'The bytes, to be saved: no browser shows them as a page.', content: { [BYTES]: { schema: { type: 'string', format: 'binary' } } } })

/** Lets routes that say so take bytes, piece by piece; to any other they are as foreign as before. */
export function takeBytes(app: FastifyInstance): void {
  app.addContentTypeParser(BYTES, (request: FastifyRequest, payload, done) => {
    if (Reflect.get(request.routeOptions.config, 'media') === BYTES) return done(null, payload)
    done(new PaperclipError('invalid_input', `This takes no bytes (${BYTES}). Send JSON: Content-Type: application/json.`))
  })
}

/** The bytes of a request, as they come in. */
export function bytesOf(body: unknown): AsyncIterable<Uint8Array> {
  if (body instanceof Readable) return body
  throw new PaperclipError('invalid_input', `This takes the bytes themselves. Send them as Content-Type: ${BYTES}; what they are goes into the query.`)
}

/** Types that a browser only shows, and never runs. Whatever else a file says it is, it is bytes. */
const INERT = /^(image\/(png|jpeg|gif|webp)|text\/(plain|csv|markdown)|application\/(json|zip)|audio\/[\w.+-]+|video\/[\w.+-]+)$/

/** A file to be saved. Its name was chosen by whoever made it, perhaps an agent: it is nothing but a name here. */
export const attachment = (bytes: Uint8Array, { name, mediaType }: { name: string; mediaType: string }): Reply => new Reply(200, bytes, {
  'content-type': INERT.test(mediaType) ? `${mediaType}${mediaType.startsWith('text/') ? '; charset=utf-8' : ''}` : BYTES,
  'content-length': String(bytes.byteLength),
  'content-disposition': `attachment; filename="${plainName(name)}"; filename*=UTF-8''${encoded(name)}`,
  'content-security-policy': "default-src 'none'; sandbox",
})

const plainName = (name: string): string => name.normalize('NFKD').replace(/[^\w. -]/g, '_')
const encoded = (name: string): string => encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, one => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
