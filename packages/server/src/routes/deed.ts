import { PaperclipError, type Act, type ActKind, type CompanyHandle, type Governed } from '@paperclip/core'
import { Type } from 'typebox'
import { actInput } from '../wire/act-input.ts'
import { named, rowOf, type Schema } from '../wire/schema.ts'
import { forBoard, Reply, type Method, type Route } from './route.ts'

/** What the board has to be asked for: 202, with the approval that waits. */
export const WAITING: Schema = named('waiting', Type.Object({ kind: Type.Literal('waiting'), approval: rowOf('approval') }))

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
  const body = actInput(kind, taken)
  return forBoard({
    ...words, method, path, query: REASON, ...(isEmpty(body) ? {} : { body }), replies: { [status]: answer, 202: WAITING },
    async handle({ company, params, body: given, query, once, request }) {
      for (const field of taken) if (Object.hasOwn(Object(given), field)) throw new PaperclipError('invalid_input', `${field}: ${field === match ? 'goes into If-Match' : 'is said by the address'}, and not in the body.`, { fields: [{ field, problem: 'has no place in the body' }] })
      const said = Object.fromEntries(Object.entries(from).map(([part, field]) => [field, params[part]]))
      const revision = match === undefined ? {} : matched(request.headers['if-match'], match)
      const input = { ...said, ...Object(given), ...fixed, ...revision }
      return outcome(await company.propose(actOf(kind, input), { ...once, ...query }), status)
    },
  })
}

/** The answer to what was governed. */
export const outcome = (done: Governed, status: 200 | 201 = 200): Reply => (done.kind === 'done' ? new Reply(status, done.value) : new Reply(202, done))

/** Core reads the input of an act from scratch: what stands here is what was sent. */
const actOf = (kind: ActKind, input: unknown): Parameters<CompanyHandle['propose']>[0] => ({ kind, input }) as Act

const isEmpty = (body: Schema): boolean => 'properties' in body && Object.keys(Object(body.properties)).length === 0

function matched(header: string | undefined, field: string): Record<string, number> {
  const [, number] = /^(?:W\/)?"?(\d+)"?$/.exec(header?.trim() ?? '') ?? []
  return number === undefined ? {} : { [field]: Number(number) }
}
