import { tmpdir } from 'node:os'
import { PaperclipError, randomIds, systemClock, type Adapter, type Clock, type Ids } from '@paperclip/core'
import { parseProcessConfig, processSchema, type ProcessConfig } from './config.ts'
import { pathOf, type Environment } from './environment.ts'
import { startable } from './executable.ts'
import { removePlaces } from './run-place.ts'
import { runProcess, type Workshop } from './run-process.ts'
import { sweep } from './sweep.ts'

export interface ProcessAdapterOptions {
  /** Where PATH, language and time zone come from: this program's own environment unless said otherwise. Nothing else of it reaches a process. */
  environment?: Environment
  /** Directory for the directories of runs: the system's unless said otherwise. */
  temporary?: string
  /** Directory in which each agent keeps a home from run to run. Without it, a home is empty and removed with its run. */
  homes?: string
  clock?: Clock
  ids?: Ids
}

/**
 * Agents that are programs: the brief goes in as one line of JSON on stdin, reports come out as lines of JSON on stdout.
 * Metering is as fine as the program reports. See the package's README for the protocol.
 */
export function processAdapter(options: ProcessAdapterOptions = {}): Adapter<ProcessConfig> {
  const { environment = process.env, temporary = tmpdir(), homes = null, clock = systemClock, ids = randomIds } = options
  const workshop: Workshop = { environment, places: { temporary, homes }, clock, ids }
  return {
    kind: 'process',
    metering: 'call',
    schema: processSchema,
    parse: parseProcessConfig,
    run: job => runProcess(workshop, job),
    async probe(config) {
      const found = await startable(config, pathOf(environment))
      if (found.kind === 'not_startable') return { ok: false, problem: found.problem, fix: found.fix }
      return { ok: true, detail: `Starts ${found.file} in ${config.cwd ?? 'its own home directory'}.` }
    },
    async reap(runId) {
      const { left, blind } = await sweep(runId, { leader: null, since: 0, known: [] }, clock)
      if (left.length > 0 || blind !== null) {
        throw new PaperclipError('unavailable', `Processes of the run ${runId} may be left on this machine: ${blind ?? left.map(({ pid }) => pid).join(', ')}. Try again.`)
      }
      await removePlaces(workshop.places, runId)
    },
  }
}
