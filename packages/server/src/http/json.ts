import { PaperclipError } from '@paperclip/core'
import type { FastifyInstance } from 'fastify'

/** How many objects and lists may lie in one another, and how many values a body may hold: a company of thousands of agents has fewer, and whatever reads them holds everybody else up meanwhile. */
const DEEPEST = 32, MOST_VALUES = 50_000
const QUOTE = 0x22, ESCAPE = 0x5c, COMMA = 0x2c, LIST = 0x5b, LIST_END = 0x5d, OBJECT = 0x7b, OBJECT_END = 0x7d

/**
 * Reads JSON that is no deeper than anything here, and holds no more: looked at before it is read, since reading what is deep, or is millions of things, is what costs. Keys that would
 * reach a prototype are refused, and so is whatever does not say that it is JSON: nothing else has a parser.
 */
export function takeJson(app: FastifyInstance): void {
  const read = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = textOf(body)
    if (text === undefined) return done(new PaperclipError('invalid_input', 'The body is not UTF-8.'))
    const excess = excessIn(text)
    if (excess === 'deep') return done(new PaperclipError('invalid_input', `The body is JSON of more than ${DEEPEST} levels, one in another. Send it flatter.`))
    if (excess === 'many') return done(new PaperclipError('too_large', `The body is JSON of more than ${MOST_VALUES} values. Send it in parts.`))
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

/** Whether in a JSON text more is open somewhere than may be, or it holds more values. One look at each character, up to where it is too much: it takes less than reading it will. */
export function excessIn(text: string): 'deep' | 'many' | undefined {
  let depth = 0, values = 0, isText = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) isText = !isText
    else if (isText) at += code === ESCAPE ? 1 : 0
    else if (code === COMMA) {
      if (++values > MOST_VALUES) return 'many'
    } else if (code === LIST || code === OBJECT) {
      if (++depth > DEEPEST) return 'deep'
      if (++values > MOST_VALUES) return 'many'
    } else if (code === LIST_END || code === OBJECT_END) depth--
  }
  return undefined
}
