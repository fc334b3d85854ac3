import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { picker } from '../wire/pick.ts'
import type { Schema } from '../wire/schema.ts'

const NDJSON = 'application/x-ndjson'

/** An answer of many lines, each a value of its own, in the OpenAPI document. */
export const linesOf = (of: Schema): Schema => Type.Unsafe({ description: 'One JSON value a line, as they come.', content: { [NDJSON]: { schema: of } } })

/** Answers line by line, cut to what each may hold, as fast as the other side reads. One that breaks off was not whole. */
export function sendLines(reply: FastifyReply, of: Schema, values: AsyncIterable<unknown>): FastifyReply {
  const pick = picker(of)
  async function* lines(): AsyncGenerator<string> {
    for await (const value of values) yield `${JSON.stringify(pick(value))}\n`
  }
  return reply.code(200).type(NDJSON).send(Readable.from(lines()))
}
