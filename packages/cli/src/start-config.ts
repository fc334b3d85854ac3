import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Adapter, Definition, Logger, Paperclip, Plugin, Scheduler, Tracer } from '@paperclip/core'
import { z } from 'zod'
import { CliError } from './cli-error.ts'

/** What a configuration module exports by default: the kinds of agent it brings, its plugins, where it logs and traces to, and the company it founds where there is none. */
export interface StartConfig {
  /** Beside `function` and `process`; one of the same kind takes their place. */
  adapters?: readonly Adapter[]
  plugins?: readonly Plugin[]
  /** What makes `start` look for work, in place of a timer, or of hints between nodes on PostgreSQL. Other verbs, and rehearsals, do without it. */
  scheduler?: Scheduler
  /** Hears what goes wrong, in place of the lines on stderr, and of every request where it has `info`. What it is told was not masked: `masker` of `@paperclip/server/masks` does that. */
  logger?: Logger & { info?: Logger['warn'] }
  /** Hears how long the steps of beats took, like `otelTracer` of `@paperclip/server/otel`. */
  tracer?: Tracer
  /** Called once, by `start`, where the data folder holds no company yet. */
  found?: (paperclip: Paperclip) => Promise<void>
  /** A company as code: founded by `start` where the data folder holds none yet; `paperclipai apply` brings it into line later. */
  company?: Definition
}

/** Types a configuration where it is written: `export default defineConfig({ adapters: [mine], found: async paperclip => { … } })`. */
export const defineConfig = (config: StartConfig): StartConfig => config

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isFunction = (value: unknown): boolean => typeof value === 'function'
const adapter = z.custom<Adapter>(one => isObject(one) && 'kind' in one && 'run' in one && isFunction(one.run) && 'parse' in one && isFunction(one.parse), 'must be an adapter: an object with kind, parse and run')
const plugin = z.custom<Plugin>(one => isObject(one) && 'name' in one && typeof one.name === 'string', 'must be a plugin: an object with a name')
const scheduler = z.custom<Scheduler>(one => isObject(one) && ['start', 'nudge', 'stop'].every(method => isFunction(Reflect.get(one, method))), 'must be a scheduler: an object with start, nudge and stop')

const logger = z.custom<NonNullable<StartConfig['logger']>>(one => isObject(one) && 'warn' in one && isFunction(one.warn) && 'error' in one && isFunction(one.error) && (!('info' in one) || isFunction(one.info)), 'must be a logger: an object with the functions warn and error, and info where it hears of requests')
const tracer = z.custom<Tracer>(one => isObject(one) && 'span' in one && isFunction(one.span), 'must be a tracer: an object with the function span')

const schema = z.strictObject({
  adapters: z.array(adapter).optional(),
  plugins: z.array(plugin).optional(),
  scheduler: scheduler.optional(),
  logger: logger.optional(),
  tracer: tracer.optional(),
  company: z.custom<Definition>(isObject, 'must be a company: defineCompany({ schema: 1, … })').optional(),
  found: z.custom<NonNullable<StartConfig['found']>>(isFunction, 'must be a function that founds a company: async paperclip => { … }').optional(),
}, { error: ({ code, keys }) => (code === 'invalid_type' ? 'must be an object' : code === 'unrecognized_keys' ? `must hold nothing else, but holds ${String(keys)}` : undefined) })

const ALLOWED = 'It must be a JavaScript module (.mjs or .js) that exports by default { adapters?, plugins?, scheduler?, logger?, tracer?, found?, company? }.'

/** Reads a configuration module. Says which file is wrong, what it was and what is allowed. */
export async function loadConfig(cwd: string, file: string): Promise<StartConfig> {
  const path = resolve(cwd, file)
  if (!existsSync(path)) throw new CliError('not_found', `--config: there is no file ${path}.`, ALLOWED)
  if (!statSync(path).isFile() || !/\.m?js$/.test(path)) throw new CliError('invalid_input', `--config: ${path} is not a JavaScript module.`, ALLOWED)
  const exported = await importFrom(path)
  const read = schema.safeParse(exported)
  if (read.success) return configOf(read.data)
  const problems = read.error.issues.map(({ path: field, message }) => (field.length === 0 ? `its default export ${message} (was ${exported === undefined ? 'nothing' : typeof exported})` : `${field.map(String).join('.')} ${message}`))
  throw new CliError('invalid_input', `--config: ${path}: ${problems.join('; ')}.`, ALLOWED)
}

async function importFrom(path: string): Promise<unknown> {
  try {
    const module: unknown = await import(pathToFileURL(path).href)
    return isObject(module) && 'default' in module ? module.default : undefined
  } catch (error) {
    throw new CliError('invalid_input', `--config: ${path} could not be loaded: ${error instanceof Error ? error.message : String(error)}.`, ALLOWED)
  }
}

/** Only what was given: an absent field stays absent. */
const configOf = ({ adapters, plugins, scheduler, logger, tracer, found, company }: z.output<typeof schema>): StartConfig =>
  ({ ...company ? { company } : {}, ...adapters ? { adapters } : {}, ...plugins ? { plugins } : {}, ...scheduler ? { scheduler } : {}, ...logger ? { logger } : {}, ...tracer ? { tracer } : {}, ...found ? { found } : {} })
