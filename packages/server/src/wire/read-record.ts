import { picker } from './pick.ts'
import { rowOf } from './schema.ts'

/** What a record is to whoever reads the audit log here, and so what it is on a stream and to a webhook. */
export const asRead = picker(rowOf('audit'))
