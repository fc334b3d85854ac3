import { NOUNS, type Noun } from '../../domain/nouns.ts'
import { all } from '../../operations/find.ts'
import type { Query, Store } from '../../ports/store.ts'

type Rows = Map<Noun, readonly object[]>

/** The rows of a noun that is listed by what it belongs to: by which field, of which noun. */
const BELONGS: Partial<Record<Noun, readonly [field: string, of: Noun]>> = {
  hold: ['agentId', 'agent'], revision: ['agentId', 'agent'], item: ['agentId', 'agent'], blocker: ['taskId', 'task'], document: ['taskId', 'task'],
  documentRevision: ['documentId', 'document'], skillVersion: ['skillId', 'skill'], balance: ['budgetId', 'budget'], logChunk: ['runId', 'run'],
}

/** Every row of every noun of a company that the store can be asked for, as somebody with the store in hand would read them. */
export function everyRow(store: Store, companyId: string): Promise<Rows> {
  return store.read(companyId, async view => {
    const rows: Rows = new Map()
    const idsOf = (noun: Noun): string[] => (rows.get(noun) ?? []).map(row => String(Reflect.get(row, 'id')))
    for (const noun of Object.keys(NOUNS) as Noun[]) {
      const order = (NOUNS[noun].orders as readonly { where: readonly string[]; by: string }[]).find(({ where }) => where.length === 0)
      if (order) rows.set(noun, await all(view, noun, { by: order.by } as Query<Noun>))
    }
    for (const [noun, [field, of]] of Object.entries(BELONGS) as [Noun, readonly [string, Noun]][]) {
      const by = (NOUNS[noun].orders as readonly { where: readonly string[]; by: string }[]).find(({ where }) => where.length === 1 && where[0] === field)?.by
      const found = await Promise.all(idsOf(of).map(id => all(view, noun, { where: { [field]: id }, by } as Query<Noun>)))
      rows.set(noun, found.flat())
    }
    const tasks = ['-', ...idsOf('task')]
    const known: readonly (readonly [Noun, readonly string[]])[] = [
      ['company', [companyId]], ['head', ['head']], ['companyKey', ['key']], ['alarm', [...idsOf('agent'), ...idsOf('routine')]], ['sealed', idsOf('secret')],
      ['session', idsOf('agent').flatMap(agent => tasks.map(task => `${agent}:${task}`))], ['manifest', ['company']],
    ]
    for (const [noun, ids] of known) rows.set(noun, (await Promise.all(ids.map(id => view.get(noun, id)))).filter(row => row !== undefined))
    return rows
  })
}

/** Every text in a value, the names of its fields included. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('latin1'), Buffer.from(value).toString('utf8')]
  if (value instanceof Error) return [value.stack ?? '', ...textsIn(value.cause)]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (value instanceof Map) return [...value].flatMap(textsIn)
  if (typeof value !== 'object' || value === null || value instanceof Date) return []
  return Object.entries(value).flatMap(([key, one]) => [key, ...textsIn(one)])
}

/** A secret with what has another form in JSON, in URLs and in base64; every form of it holds a form of its marker. */
export const CANARY = 'S3"t/va+l ü-Qz9XwPkMarkerT7'
const MARKER = 'Qz9XwPkMarkerT7'

/** How a canary looks when somebody wants to hide it. */
export const FORMS: Readonly<Record<string, string>> = {
  'as it is': CANARY, 'URL-encoded': encodeURIComponent(CANARY), 'as a form field': encodeURIComponent(CANARY).replaceAll('%20', '+'), 'JSON-escaped': JSON.stringify(CANARY).slice(1, -1),
  'in base64': Buffer.from(CANARY).toString('base64'), 'in base64url': Buffer.from(CANARY).toString('base64url'), 'in hex': Buffer.from(CANARY).toString('hex'),
  'in base64 of a longer text': Buffer.from(`a${CANARY}`).toString('base64'), 'in base64 of a yet longer text': Buffer.from(`user:pa${CANARY} and more`).toString('base64'),
}

/** All forms of the canary in one text. */
export const EVERY_FORM = Object.values(FORMS).join(' ')

/** The texts that hold the canary, in any form. */
export function canariesIn(value: unknown): string[] {
  const bytes = Buffer.from(MARKER)
  const cores = [0, 1, 2].map(before => Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/(?<!=)=+$/, '').slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)))
  const forms = [MARKER, bytes.toString('hex'), ...cores]
  return textsIn(value).filter(text => forms.some(form => text.includes(form)))
}
