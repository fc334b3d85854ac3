import { z } from 'zod'
import { PaperclipError } from '@paperclip/core'

/** What is bound to a parameter. Booleans and dates are numbers by then, nested values JSON. */
export type SqlValue = string | number | null | Uint8Array

/** How a field is stored: a time as integer milliseconds, a boolean as 0 or 1, a nested value as JSON text. */
export type ColumnKind = 'text' | 'integer' | 'real' | 'boolean' | 'time' | 'json'

/** How a field of a noun becomes a column. */
export interface Codec {
  kind: ColumnKind
  nullable: boolean
  encode(value: unknown): SqlValue
  decode(stored: unknown): unknown
}

/** The codec of a field, by its schema. */
export function codecOf(schema: z.ZodType): Codec {
  if (schema instanceof z.ZodNullable) {
    const inner = codecOf(schema.unwrap() as z.ZodType)
    return {
      kind: inner.kind,
      nullable: true,
      encode: value => (value === null ? null : inner.encode(value)),
      decode: stored => (stored === null ? null : inner.decode(stored)),
    }
  }
  const kind = kindOf(schema)
  return { kind, nullable: false, ...CODECS[kind] }
}

function kindOf(schema: z.ZodType): ColumnKind {
  if (schema instanceof z.ZodPipe) return kindOf(schema.in as z.ZodType)      // a branded number, such as money
  if (schema instanceof z.ZodString || schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral) return 'text'
  if (schema instanceof z.ZodNumber) return schema.isInt ? 'integer' : 'real'
  if (schema instanceof z.ZodBoolean) return 'boolean'
  return schema instanceof z.ZodDate ? 'time' : 'json'
}

const CODECS: Readonly<Record<ColumnKind, Pick<Codec, 'encode' | 'decode'>>> = {
  text: { encode: value => (typeof value === 'string' ? value : refuse('text', value)), decode: stored => stored },
  integer: { encode: value => (Number.isInteger(value) ? value as number : refuse('whole number', value)), decode: Number },
  real: { encode: value => (Number.isFinite(value) ? value as number : refuse('number', value)), decode: Number },
  boolean: { encode: value => (typeof value === 'boolean' ? Number(value) : refuse('boolean', value)), decode: stored => Number(stored) === 1 },
  time: {
    encode: value => (value instanceof Date && !Number.isNaN(value.getTime()) ? value.getTime() : refuse('date', value)),
    decode: stored => new Date(Number(stored)),
  },
  json: { encode: value => JSON.stringify(value) ?? refuse('JSON value', value), decode: stored => JSON.parse(stored as string) as unknown },
}

function refuse(wanted: string, value: unknown): never {
  throw new PaperclipError('invalid_input', `A ${wanted} was expected where ${String(value).slice(0, 80)} (${typeof value}) was to be stored.`)
}
