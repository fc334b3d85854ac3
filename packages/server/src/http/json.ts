import { PaperclipError } from '@paperclip/core'
import type { FastifyInstance } from 'fastify'

/** How many objects and lists may lie in one another. */
const DEEPEST = 32
const QUOTE = 0x22, ESCAPE = 0x5c, LIST = 0x5b, LIST_END = 0x5d, OBJECT = 0x7b, OBJECT_END = 0x7d

/** Reads JSON that is no deeper than anything here: looked at before it is read, since reading what is deep is what costs. Keys that would reach a prototype are refused. */
export function takeJson(app: FastifyInstance): void {
  const read = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = textOf(body)
    if (text === undefined) return done(new PaperclipError('invalid_input', 'The body is not UTF-8.'))
    if (isDeep(text)) return done(new PaperclipError('invalid_input', `The body is JSON of more than ${DEEPEST} levels, one in another. Send it flatter.`))
    return read(request, text, done)
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** A body as text, but for one that is none: what stands for its bytes that mean nothing would be kept as if somebody had said it. */
function textOf(body: string | Buffer): string | undefined {
  try {
    return typeof body === 'string' ? body : utf8.decode(body)
  } catch {
    return undefined
  }
}

/** True if somewhere in a JSON text more is open than may be. One look at each character: it takes less than reading it will. */
export function isDeep(text: string): boolean {
  let depth = 0, isText = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) isText = !isText
    else if (isText) at += code === ESCAPE ? 1 : 0
    else if (code === LIST || code === OBJECT) {
      if (++depth > DEEPEST) return true
    } else if (code === LIST_END || code === OBJECT_END) depth--
  }
  return false
}
