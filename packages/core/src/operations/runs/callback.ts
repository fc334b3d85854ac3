import { createHmac, timingSafeEqual } from 'node:crypto'
import { PaperclipError } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import type { Run } from '../../domain/run.ts'
import type { CompanyView } from '../../ports/store.ts'
import { need } from '../find.ts'

/** Which run a callback is of. */
export interface CallbackOf { companyId: string; runId: string; fence: number }

const HEAD = 'head'
const unknown = () => new PaperclipError('unauthorized', 'This callback is not one of this installation.')

/** What the other side of a run is given to end it with. It cannot be guessed, and is good for this run alone. */
export async function callbackOf(view: CompanyView, companyId: string, { id: runId, fence }: Pick<Run, 'id' | 'fence'>): Promise<string> {
  const body = Buffer.from(JSON.stringify([companyId, runId, fence])).toString('base64url')
  return `${body}.${await markOf(view, body)}`
}

/** Reads a callback, or throws `unauthorized`. Whether it is genuine only the company's own key tells: `checkCallback`. */
export function readCallback(callback: string): CallbackOf {
  try {
    const { body } = partsOf(callback)
    const parts: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
    if (Array.isArray(parts)) {
      const [companyId, runId, fence]: unknown[] = parts
      if (isId(companyId) && isId(runId) && typeof fence === 'number') return { companyId, runId, fence }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw unknown()
}

const isId = (value: unknown): value is string => id().safeParse(value).success

/** Throws `unauthorized` unless a callback was made by this company. */
export async function checkCallback(view: CompanyView, callback: string): Promise<void> {
  const { body, mark } = partsOf(callback)
  if (!(await view.get('head', HEAD))) throw unknown()
  const [given, made] = [Buffer.from(mark), Buffer.from(await markOf(view, body))]
  if (given.length !== made.length || !timingSafeEqual(given, made)) throw unknown()
}

/** Throws `unauthorized` for what was not written by `callbackOf`, to the letter. */
function partsOf(callback: string): { body: string; mark: string } {
  const [, body, mark] = /^([\w-]+)\.([\w-]{43})$/.exec(callback) ?? []
  if (body === undefined || mark === undefined) throw unknown()
  return { body, mark }
}

const markOf = async (view: CompanyView, body: string): Promise<string> =>
  createHmac('sha256', Buffer.from((await need(view, 'head', HEAD)).key, 'hex')).update(`callback:${body}`).digest('base64url')
