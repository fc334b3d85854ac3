import type { Page } from '@paperclip/core'
import { NOUNS, type Noun, type Row } from '@paperclip/core/store'
import { z } from 'zod'

/** Rows cross the wire as JSON: their times are texts there, and times again here. */
export const rowFrom = <N extends Noun>(noun: N, answer: unknown): Row<N> => withTimes(timesOf(noun), answer) as Row<N>                  // the server cuts its answers to this very schema

export const rowsFrom = <N extends Noun>(noun: N, { rows }: { rows: readonly unknown[] }): Row<N>[] => rows.map(row => rowFrom(noun, row))

export const pageFrom = <N extends Noun>(noun: N, { rows, next }: { rows: readonly unknown[]; next: string | null }): Page<Row<N>> => ({ rows: rowsFrom(noun, { rows }), next })

/** The same for what is no row: its times are named. */
export const valueFrom = <T>(answer: unknown, ...times: string[]): T => withTimes(times, answer) as T                           // what the handle of this name answers

function withTimes(fields: readonly string[], answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer
  const read = Object.entries(answer).map(([field, value]) => [field, typeof value === 'string' && fields.includes(field) ? new Date(value) : value])
  return Object.fromEntries(read)
}

const known = new Map<Noun, string[]>()

/** The fields of a row that are times. */
export function timesOf(noun: Noun): string[] {
  const fields = known.get(noun) ?? Object.entries(NOUNS[noun].schema.shape).filter(([, schema]) => isTime(schema)).map(([field]) => field)
  known.set(noun, fields)
  return fields
}

const isTime = (schema: unknown): boolean => (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional ? isTime(schema.unwrap()) : schema instanceof z.ZodDate)
