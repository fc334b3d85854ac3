import type { AuditRecord } from '@paperclip/core'

/** A text fact of what a record changed to; nothing if it did not change or is none. */
export function factOf({ after }: AuditRecord, name: string): string | undefined {
  const value = after?.[name]
  return typeof value === 'string' ? value : undefined
}

/** A readable text of a record; nothing if it has none or it was erased. */
export function textOf({ texts }: AuditRecord, name: string): string | undefined {
  const value = texts?.[name]
  return typeof value === 'string' ? value : undefined
}
