import type { AdapterJob, Outcome } from '@paperclip/core'
import type { HttpConfig } from './config.ts'
import { deferralOf, usualUntil } from './deferral.ts'
import { cancelDeferred } from './deferred-run.ts'
import { answered, ended, failed, misunderstood, NOBODY_KNOWS, unanswered } from './failure.ts'
import { guardedFetch, type Fetched } from './guard/guarded-fetch.ts'
import { credentialsOf, postHeaders } from './headers.ts'
import { jsonBody } from './json-body.ts'
import { MOST_BYTES, type Line } from './remote.ts'
import { finalReply } from './reply.ts'
import { skillsBody } from './skills-body.ts'

type Job = AdapterJob<HttpConfig>
type Reply = Extract<Fetched, { kind: 'reply' }>

/** Posts a run and takes what comes back for its outcome. */
export async function postRun(line: Line, job: Job): Promise<Outcome> {
  if (job.signal.aborted) return ended('none')
  const { config, signal } = job
  const url = new URL(config.url)
  job.log({ stream: 'run', level: 'info', text: `Posting the run to ${url.origin}${url.pathname}.` })
  const fetched = await guardedFetch(line.guard, {
    method: 'POST', url, headers: postHeaders(job), credentials: credentialsOf(config), body: JSON.stringify(await postOf(job)),
    // The secrets of tools and the run's token are in the body, where no redirect can drop them.
    redirects: job.tools.mcp.length > 0 || job.access.kind === 'http' ? 'same_origin' : 'any',
    maxBytes: MOST_BYTES, connectMs: config.connectMs, signal, clock: line.clock,
  })
  if (fetched.kind !== 'reply') return unanswered(fetched)
  switch (fetched.status) {
    case 200: return finalOf(job, fetched)
    case 202: return deferredOf(line, job, fetched)
    default: return answered(fetched, line.clock.now())
  }
}

/** All that leaves this machine in the body of a run. */
const postOf = async ({ run, agent, access, brief, session, tools, skills, callback }: Job) => ({
  paperclip: 1,
  run: { id: run.id, companyId: run.companyId, taskId: run.taskId, capMicros: run.capMicros, timeoutMs: run.timeoutMs },
  agent: { id: agent.id, slug: agent.slug, name: agent.name },
  access: access.kind === 'none' ? null : { url: access.url, token: access.token },
  brief,
  session: session ?? null,
  tools,
  skills: await skillsBody(skills),
  callback,
})

function finalOf(job: Job, reply: Reply): Outcome {
  const read = jsonBody(reply.body, finalReply, 'A reply')
  switch (read.kind) {
    case 'wrong': return misunderstood(reply, read.problem)
    case 'broken': return brokenOff(job, reply)
    case 'read': {
      for (const entry of read.value.log) job.log(entry)
      // What it took is not said of a run that went on elsewhere all the time: that is not nothing.
      return { usage: NOBODY_KNOWS, ...read.value.outcome }
    }
  }
}

async function deferredOf(line: Line, job: Job, reply: Reply): Promise<Outcome> {
  const now = line.clock.now()
  const deferral = deferralOf(reply, job.config, now)
  if (deferral.kind === 'deferred' && !job.signal.aborted) return { kind: 'deferred', until: deferral.until ?? usualUntil(now), handle: deferral.handle }
  // Nobody will ask for it: core takes a run that it ended, and one that failed, for over.
  await cancelDeferred(line, deferral.handle, job.config).catch((error: unknown) => job.log({ stream: 'run', level: 'warn', text: String(error) }))
  return deferral.kind === 'wrong' ? misunderstood(reply, deferral.problem) : brokenOff(job, reply)
}

function brokenOff({ signal }: Job, { url }: Reply): Outcome {
  return signal.aborted ? ended('unknown') : failed('network', `The reply of ${url.origin} broke off.`, 'unknown')
}
