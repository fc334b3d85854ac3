import type { Json } from '../../policy/canonical.ts'
import { isSame, type Facts } from './written.ts'

/** One fact that changes, in words; null is nothing. */
export interface FieldChange { field: string; before: string | null; after: string | null }

const MOST_SHOWN = 160

/** The facts that a change gives, whole, and each single thing that differs in them. */
export function differenceOf(before: Facts, after: Facts): { changed: Facts; fields: FieldChange[] } {
  const changed = Object.fromEntries(Object.entries(after).filter(([field, value]) => !isSame(before[field], value)))
  const fields = Object.keys(changed).flatMap(field => leavesThatDiffer(field, before[field] ?? null, after[field] ?? null))
  return { changed, fields }
}

/** A long text by its beginning. */
export const clipped = (changes: readonly FieldChange[]): FieldChange[] => changes.map(({ field, before, after }) => ({ field, before: clip(before), after: clip(after) }))

const clip = (text: string | null): string | null => (text !== null && text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}… (${text.length} characters)` : text)

function leavesThatDiffer(field: string, before: Json, after: Json): FieldChange[] {
  const was = leavesOf(field, before), is = leavesOf(field, after)
  return [...new Set([...was.keys(), ...is.keys()])].filter(path => !isSame(was.get(path), is.get(path))).map(path => ({ field: path, before: shown(was.get(path)), after: shown(is.get(path)) }))
}

function leavesOf(path: string, value: Json): Map<string, Json> {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || Object.keys(value).length === 0) return new Map([[path, value]])
  return new Map(Object.entries(value).flatMap(([field, inner]) => [...leavesOf(`${path}.${field}`, inner)]))
}

function shown(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value
  const isList = Array.isArray(value) && value.length > 0 && value.every(one => typeof one === 'string')
  return isList ? value.join(', ') : JSON.stringify(value)
}
