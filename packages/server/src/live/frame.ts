import type { AuditRecord, PaperclipEvent } from '@paperclip/core'
import { picker } from '../wire/pick.ts'
import { rowOf } from '../wire/schema.ts'

/** What a record is to whoever reads the audit log here, and so what it is on a stream. */
const asRead = picker(rowOf('audit'))

/** A record, ready to be sent to everybody who may see it: written once, however many listen. */
export interface Told { seq: number; noun: string; text: string }

export const told = (record: AuditRecord): Told => ({ seq: record.seq, noun: record.noun, text: frame({ event: 'record', id: record.seq, data: asRead(record) }) })

/** Where a stream stands, past records that were not for it. */
export const cursorAt = (seq: number): string => frame({ event: 'cursor', id: seq, data: { seq } })

/** A stream cannot go on from where it was asked to: whoever listens reads anew how things stand, and goes on from here. */
export const resetTo = (seq: number, reason: 'too_old' | 'unknown'): string => frame({ event: 'reset', id: seq, data: { seq, reason } })

/** What passes, and is kept elsewhere: lines of a log, money as it is spent. */
export const pulse = (passing: Exclude<PaperclipEvent, { kind: 'record' }>): string => frame({ event: 'pulse', data: passing })

/** Keeps a connection alive that has nothing to tell. */
export const ALIVE = ': alive\n\n'

/** How soon a browser comes back, in milliseconds. */
export const OPENING = 'retry: 1000\n\n'

/** One server-sent event. JSON has no line breaks of its own. */
function frame({ event, id, data }: { event: string; id?: number; data: unknown }): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`
}
