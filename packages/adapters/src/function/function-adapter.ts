import { isPaperclipError, parse, systemClock, type Adapter, type Clock, type Failure, type Outcome } from '@paperclip/core'
import { z } from 'zod'
import { configSchema } from '../config-schema.ts'
import { functionJob, type AgentFunction, type FunctionConfig } from './function-job.ts'

export interface FunctionAdapterOptions {
  clock?: Clock
  /** How long a function may take to return after its signal aborted, in milliseconds: 1 s unless said otherwise. */
  graceMs?: number
}

/**
 * Agents that think in this program: `functionAdapter({ report: async ({ desk, brief }) => 'All is well.' })`.
 * What a function throws fails the run as `crashed`; an `unavailable` of Paperclip as `network`, a `rate_limited` as `rate_limit`.
 * A function that does not stop when its signal aborts is left behind: JavaScript cannot end it, so its run ends without it.
 */
export function functionAdapter(functions: Readonly<Record<string, AgentFunction>>, options: FunctionAdapterOptions = {}): Adapter<FunctionConfig> {
  const { clock = systemClock, graceMs = 1_000 } = options
  const known = new Map(Object.entries(functions))
  const config = z.strictObject({
    function: z.enum([...known.keys()], { error: `must be one of the functions this program registered: ${[...known.keys()].join(', ') || '(none)'}` })
      .meta({ title: 'Function', description: 'A function that this program registered.' }),
    secrets: z.record(z.string().max(100), z.string().meta({ secret: 'only' })).default({}).meta({ title: 'Secrets', description: 'Secrets of the company that the function is handed, by the names it knows them by.' }),
    input: z.json().default(null).meta({ title: 'Input', description: 'Handed to the function as it is.' }),
  })
  return {
    kind: 'function',
    metering: 'call',
    schema: configSchema(config),
    parse: input => parse(config, input, 'The configuration of a function agent'),
    async probe({ function: name, input }) {
      return await known.get(name)?.probe?.(input) ?? { ok: true, detail: `Calls the function "${name}" of this program.` }
    },
    async run(job) {
      const { function: name } = job.config
      const think = known.get(name)
      if (!think) return failed('bad_request', `This program registered no function "${name}".`)
      if (job.signal.aborted) return failed('unknown', 'The run was ended before its function was called.')
      const abandoned = afterAbort(job.signal, clock, graceMs)
      const thought = call(() => think(functionJob(job)))
      try {
        return await Promise.race([thought, abandoned.outcome])
      } finally {
        abandoned.forget()
      }
    },
  }
}

async function call(think: () => ReturnType<AgentFunction>): Promise<Outcome> {
  try {
    const result = await think()
    return typeof result === 'object' ? result : { kind: 'done', summary: result ?? '' }
  } catch (error) {
    return failed(reasonOf(error), error instanceof Error ? error.message || error.name : String(error))
  }
}

/** The outcome of a function that does not return in time after its signal aborted. */
function afterAbort(signal: AbortSignal, clock: Clock, graceMs: number): { outcome: Promise<Outcome>; forget: () => void } {
  let cancel = (): void => {}
  let listener = (): void => {}
  const outcome = new Promise<Outcome>(resolve => {
    listener = () => {
      cancel = clock.after(graceMs, () => resolve(failed('unknown', `The run was ended; its function had not returned ${graceMs} ms later and was left behind.`)))
    }
    signal.addEventListener('abort', listener, { once: true })
  })
  const forget = (): void => {
    signal.removeEventListener('abort', listener)
    cancel()
  }
  return { outcome, forget }
}

function reasonOf(error: unknown): Failure {
  if (!isPaperclipError(error)) return 'crashed'
  switch (error.code) {
    case 'unavailable': return 'network'
    case 'rate_limited': return 'rate_limit'
    default: return 'crashed'
  }
}

const failed = (kind: Failure, message: string): Outcome => ({ kind: 'failed', error: { kind, message, retryAfterMs: null } })
