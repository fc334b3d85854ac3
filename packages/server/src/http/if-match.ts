import { PaperclipError, versionOf } from '@paperclip/core'
import type { FastifyRequest } from 'fastify'
import { Reply } from '../routes/route.ts'

type Asking = Pick<FastifyRequest, 'headers'>
const TAG = /^(?:W\/)?"([\w-]{1,64})"$/

/** The version that `If-Match` names: a change is made only if what is changed still is at it. `*` is any, as long as it is there. */
export function versionAsked({ headers }: Asking): { ifVersion?: string } {
  const asked = headers['if-match']
  return asked === undefined ? {} : { ifVersion: asked.trim() === '*' ? '*' : tagIn(asked) }
}

/** The number that `If-Match` names, where what is changed has numbers of its own: its revision. */
export function revisionAsked({ headers }: Asking): number | undefined {
  const asked = headers['if-match']
  if (asked === undefined) return undefined
  const number = /^\d+$/.test(asked.trim()) ? asked.trim() : tagIn(asked)
  return /^\d{1,15}$/.test(number) ? Number(number) : unread(asked)
}

/** An answer that shows one thing, with the tag of it. */
export const tagged = (row: object): Reply => new Reply(200, row, { etag: tagOf(row) })

export const tagOf = (row: object): string => `"${versionOf(row)}"`

/** The same of what has numbers of its own. */
export const revisionTagOf = (row: object): string => `"${String(Reflect.get(row, 'revision'))}"`

const tagIn = (asked: string): string => TAG.exec(asked.trim())?.[1] ?? unread(asked)

function unread(asked: string): never {
  throw new PaperclipError('invalid_input', `If-Match: must be the ETag of what was read, as it was told, like "3" with its quotes (was ${JSON.stringify(asked.slice(0, 80))}). One, and no list.`, { fields: [{ field: 'If-Match', problem: 'is not one ETag' }] })
}

/** True if a request names a version that the route it asks for would not look at. */
export const isUnheeded = ({ headers }: Asking, { method, precondition }: { method: string; precondition?: 'If-Match' }): boolean => headers['if-match'] !== undefined && method !== 'GET' && precondition === undefined

/** As the OpenAPI document tells it. */
export const IF_MATCH = { type: 'object', properties: { 'if-match': { type: 'string', description: 'The ETag of what was read: 412, and nothing is changed, if it has changed since.' } } } as const
