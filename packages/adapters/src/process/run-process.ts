import type { AdapterJob, Clock, Ids, Outcome } from '@paperclip/core'
import { whenAborted } from './aborted.ts'
import type { ProcessConfig } from './config.ts'
import { endTree, killRest } from './end-tree.ts'
import { childEnvironment, pathOf, type Environment } from './environment.ts'
import { startable } from './executable.ts'
import { handOver } from './hand-over.ts'
import { LineSplitter } from './line-splitter.ts'
import { failed, outcomeOf, outcomeOfEnded, type Exit } from './outcome.ts'
import { pause } from './pause.ts'
import { drained, Reading } from './reading.ts'
import { Reports, textOf } from './reports.ts'
import { RunLog } from './run-log.ts'
import { makePlace, type Places, type RunPlace } from './run-place.ts'
import { start, type Started } from './start.ts'
import { Tail } from './tail.ts'

/** What every run of a process adapter shares. */
export interface Workshop { environment: Environment; places: Places; clock: Clock; ids: Ids }

type Job = AdapterJob<ProcessConfig>

const LONGEST_LINE = 1_000_000
const STDERR_KEPT = 4_096
const REAPED_MS = 1_000

/** Does one run: finds the program, makes its directories, starts it, listens, and leaves no process and no directory behind. */
export async function runProcess(workshop: Workshop, job: Job): Promise<Outcome> {
  if (job.signal.aborted) return failed('unknown', 'The run was ended before its process was started.')
  const found = await startable(job.config, pathOf(workshop.environment))
  if (found.kind === 'not_startable') return failed('bad_request', `${found.problem} ${found.fix}`)
  const log = new RunLog(job)
  let place: RunPlace
  try {
    place = await makePlace(workshop.places, { runId: job.run.id, agentId: job.agent.id })
  } catch (error) {
    return failed('overloaded', `No directories could be made for the run: ${String(error)}. Make room, or point the adapter's "temporary" and "homes" elsewhere.`)
  }
  try {
    return await inPlace(workshop, job, { file: found.file, place, log })
  } finally {
    await place.remove().catch((error: unknown) => log.note('warn', `The directories of the run could not be removed: ${String(error)}.`))
  }
}

async function inPlace(workshop: Workshop, job: Job, { file, place, log }: { file: string; place: RunPlace; log: RunLog }): Promise<Outcome> {
  const { command: [, ...args], cwd = place.home, env } = job.config
  const nonce = workshop.ids.secret()
  const identity = { runId: job.run.id, agentId: job.agent.id, companyId: job.run.companyId, taskId: job.run.taskId, nonce, access: job.access, brief: job.brief }
  const handed = await handOver(place.own, job)
  const started = await start(file, args, { cwd, env: { ...childEnvironment(workshop.environment, { ...place, cwd, env }, identity), ...handed } })
  if (started.kind === 'not_started') return started.outcome
  log.note('info', `Started ${file} as process ${started.pid} in ${cwd}.`)
  return listen(workshop, job, { started, log, reports: new Reports(job, nonce, log) })
}

async function listen({ clock }: Workshop, job: Job, { started, log, reports }: { started: Started; log: RunLog; reports: Reports }): Promise<Outcome> {
  const stderr = new Tail(STDERR_KEPT)
  const readings = [
    new Reading(started.stdout, { lines: new LineSplitter(LONGEST_LINE, lines => reports.idle(lines)), heard: line => reports.heard(line) }, clock),
    new Reading(started.stderr, {
      lines: new LineSplitter(LONGEST_LINE, () => {
        if (log.full) log.passed()
        return log.full
      }),
      heard: ({ bytes, lost }) => void log.heard({ stream: 'stderr', level: 'info', text: textOf(bytes) }, lost),
      seen: chunk => stderr.push(chunk),
    }, clock),
  ]
  // A process that does not read its brief closes the pipe: that is its own affair.
  started.stdin.on('error', () => {})
  started.stdin.end(`${JSON.stringify({ ...job.brief, allow: job.tools.allow, session: job.session ?? null })}\n`)

  const tree = { runId: job.run.id, leader: started.pid, since: started.began, exited: started.exited }
  const aborted = whenAborted(job.signal)
  const exited = await Promise.race([started.exited.then(() => true), aborted.happened.then(() => false)])
  aborted.forget()
  if (exited) await killRest(tree, [], { clock, log })
  else await endTree(tree, job.config.graceMs, { clock, log })

  if (!await drained(readings, job.signal, clock)) log.note('warn', 'The output was not read to its end: it was still open after the process had ended.')
  started.stdin.destroy()
  const exit = await exitOf(started, clock)
  if (exit === null || !exited) return outcomeOfEnded(exit, reports)
  return outcomeOf(exit, reports, stderr.text)
}

/** How the process ended; null if even SIGKILL has not ended it, as when it waits for a dead disk. */
async function exitOf({ exited }: Started, clock: Clock): Promise<Exit | null> {
  const wait = pause(clock, REAPED_MS)
  const exit = await Promise.race([exited, wait.over.then(() => null)])
  wait.off()
  return exit
}
