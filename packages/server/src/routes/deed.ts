import { ACTS, PaperclipError, type Act, type ActKind, type CompanyHandle, type Governed } from '@paperclip/core'
import { Type } from 'typebox'
import { revisionAsked, revisionTagOf, tagOf, versionAsked } from '../http/if-match.ts'
import { actInput } from '../wire/act-input.ts'
import { lazily } from '../wire/lazily.ts'
import { named, rowOf, type Schema } from '../wire/schema.ts'
import { forBoard, Reply, type Method, type Route } from './route.ts'

/** What the board has to be asked for: 202, with the approval that waits. */
export const WAITING: Schema = named('waiting', lazily(() => Type.Object({ kind: Type.Literal('waiting'), approval: rowOf('approval') })))

/** What any route takes beside the deed, where the board may have to decide. */
export const REASON = Type.Object({ reason: Type.Optional(Type.String({ maxLength: 4_000, description: 'Why, for the board where it must decide.' })) }, { additionalProperties: false })

/** One act as a route. */
export interface DeedWords {
  method?: Method
  path: string
  tag: string
  summary: string
  description?: string
  /** Fields of the act's input that the path says: by the name of the path's part. */
  from?: Readonly<Record<string, string>>
  /** Fields the route itself says. */
  fixed?: Readonly<Record<string, unknown>>
  /** The field that `If-Match` says: the revision that was read. */
  match?: string
  answer: Schema | null
  status?: 200 | 201
}

/** A route that does one act: 200 or 201 with what came of it, or 202 with the approval that it waits for. */
export function deed(kind: ActKind, { method = 'POST', path, from = {}, fixed = {}, match, answer, status = 200, ...words }: DeedWords): Route {
  const taken = [...Object.values(from), ...Object.keys(fixed), ...match === undefined ? [] : [match]]
  const { subject } = ACTS[kind]
  return forBoard({
    ...words, method, path, act: kind, repeated: 'Idempotency-Key', query: REASON, ...match !== undefined || subject ? { precondition: 'If-Match' } : {}, ...(isAllSaid(kind, taken) ? {} : { body: actInput(kind, taken) }), replies: { [status]: answer, 202: WAITING },
    async handle({ company, params, body: given, query, once, request }) {
      for (const field of taken) if (Object.hasOwn(Object(given), field)) throw new PaperclipError('invalid_input', `${field}: ${field === match ? 'goes into If-Match' : 'is said by the address'}, and not in the body.`, { fields: [{ field, problem: 'has no place in the body' }] })
      const said = Object.fromEntries(Object.entries(from).map(([part, field]) => [field, params[part]]))
      const revision = match === undefined ? undefined : revisionAsked(request)
      const input = { ...said, ...Object(given), ...fixed, ...match === undefined || revision === undefined ? {} : { [match]: revision } }
      const done = await company.propose(actOf(kind, input), { ...once, ...query, ...subject ? versionAsked(request) : {} })
      return outcome(done, status, match !== undefined ? revisionTagOf : subject ? tagOf : undefined)
    },
  })
}

/** The answer to what was governed; with the tag of what there is now, where it can be changed again. */
export function outcome(done: Governed, status: 200 | 201 = 200, tagged?: (row: object) => string): Reply {
  if (done.kind === 'waiting') return new Reply(202, done)
  return new Reply(status, done.value, tagged && typeof done.value === 'object' && done.value !== null ? { etag: tagged(done.value) } : {})
}

/** Core reads the input of an act from scratch: what stands here is what was sent. */
const actOf = (kind: ActKind, input: unknown): Parameters<CompanyHandle['propose']>[0] => ({ kind, input }) as Act

/** True if a body would have nothing left to say. */
function isAllSaid(kind: ActKind, taken: readonly string[]): boolean {
  const shape: unknown = Reflect.get(ACTS[kind].input, 'shape')
  return shape !== undefined && Object.keys(Object(shape)).every(field => taken.includes(field))
}
