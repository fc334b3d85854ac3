import { PaperclipError, type Outcome } from '@paperclip/core'
import type { HttpConfig } from './config.ts'
import { deferralOf, handleOf, isAt, type Handle } from './deferral.ts'
import { answered, failed, misunderstood, unanswered } from './failure.ts'
import { jsonBody } from './json-body.ts'
import { askAside, type Line } from './remote.ts'
import { finalReply } from './reply.ts'

/** Asks for the outcome of a run that goes on elsewhere. Null while it does, and while the other side cannot be asked: it may be back the next time. */
export async function pollDeferred(line: Line, kept: unknown, config: HttpConfig): Promise<Outcome | null> {
  const handle = handleOf(kept)
  const url = pollUrl(handle)
  if (url === null) return null
  if (!isAt(config.url, url)) return unmetered(failed('bad_request', `${elsewhere(url)} It is not asked for.`, 'none'))
  const fetched = await askAside(line, config, { method: 'GET', url })
  if (fetched.kind === 'unreachable' || fetched.kind === 'ended') return null
  if (fetched.kind !== 'reply') return unmetered(unanswered(fetched))
  const { status } = fetched
  if (status === 204 || status === 408 || status === 429 || status >= 500) return null
  if (status === 404 || status === 410) return unmetered(failed('bad_request', `The other side does not know the run any more: ${url.origin} answered ${status}.`, 'none'))
  if (status === 202) {
    const deferral = deferralOf(fetched, config, line.clock.now())
    if (deferral.kind === 'wrong') return unmetered(misunderstood(fetched, deferral.problem))
    return deferral.kind === 'broken' || deferral.until === null ? null : { kind: 'deferred', until: deferral.until, handle }
  }
  if (status !== 200) return unmetered(answered(fetched, line.clock.now()))
  const read = jsonBody(fetched.body, finalReply, 'A reply')
  if (read.kind === 'broken') return null
  return read.kind === 'wrong' ? unmetered(misunderstood(fetched, read.problem)) : read.value.outcome
}

/** Ends a run on the other side. One that is not known there any more has ended. Throws `unavailable` if it could not be told. */
export async function cancelDeferred(line: Line, kept: unknown, config: HttpConfig): Promise<void> {
  const url = pollUrl(handleOf(kept))
  if (url === null) return
  if (!isAt(config.url, url)) throw new PaperclipError('unavailable', `${elsewhere(url)} It is not told that the run has ended.`)
  const fetched = await askAside(line, config, { method: 'DELETE', url })
  if (fetched.kind === 'reply' && (fetched.status < 300 || fetched.status === 404 || fetched.status === 410)) return
  const { error } = fetched.kind === 'reply' ? answered(fetched, line.clock.now()) : unanswered(fetched)
  throw new PaperclipError('unavailable', `The other side could not be told that the run has ended. ${error.message}`)
}

const pollUrl = ({ poll }: Handle): URL | null => (poll === null ? null : new URL(poll))

const elsewhere = ({ origin }: URL): string => `The run goes on at ${origin}, which is not the origin of "url" any more: credentials would go there.`

/** Of a deferred run, core posts the worst where no usage is given. */
function unmetered(outcome: Extract<Outcome, { kind: 'failed' }>): Outcome {
  const { usage: _, ...rest } = outcome
  return rest
}
