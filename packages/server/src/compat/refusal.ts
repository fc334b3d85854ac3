import { Reply } from '../routes/route.ts'

const TITLES = { 422: 'It cannot be done so', 501: 'Not there' } as const

/** An answer of this protocol that the SDK has no code for: 422 for what cannot be done as things stand, 501 for what is not there. */
export const refusal = (status: 422 | 501, detail: string): Reply =>
  new Reply(status, { type: 'about:blank', title: TITLES[status], status, detail, code: status === 501 ? 'not_served' : 'not_possible', error: detail }, { 'content-type': 'application/problem+json' })

/** Thrown where the way to such an answer is long. */
export class Refused extends Error {
  readonly reply: Reply

  constructor(status: 422 | 501, detail: string) {
    super(detail)
    this.reply = refusal(status, detail)
  }
}
