import { isAbsolute } from 'node:path'
import { parse } from '@paperclip/core'
import { z } from 'zod'
import { configSchema } from '../config-schema.ts'
import { whyRefused } from './environment.ts'

/** What to start, and where. */
export interface ProcessConfig {
  /** The program and its arguments, one element each. No shell reads them. */
  command: string[]
  /** Where it starts; its home directory, which is empty, unless said otherwise. */
  cwd?: string | undefined
  env: Record<string, string>
  /** How long it may take to end after SIGTERM before it is killed. */
  graceMs: number
}

const NOT_A_LIST = 'must be a list of the program and its arguments, like ["python3", "/srv/agent.py"], never a line for a shell'
const noNul = (text: string) => !text.includes('\0')

const argument = z.string().max(100_000).refine(noNul, 'must not contain a NUL character')

const config = z.strictObject({
  command: z.array(argument, { error: NOT_A_LIST }).min(1, NOT_A_LIST).max(1_000)
    .meta({ title: 'Command', description: 'The program and its arguments, one element each. No shell reads them.' }),
  cwd: z.string().refine(path => isAbsolute(path) && noNul(path), 'must be an absolute path')
    .optional().meta({ title: 'Working directory', description: 'An absolute path. Without it the program starts in its empty home directory.' }),
  env: z.record(z.string(), argument.meta({ secret: true })).default({})
    .meta({ title: 'Environment', description: 'Variables for the program, beside PATH, HOME, TMPDIR, language and time zone. Nothing else is inherited. A value may be a secret.' }),
  graceMs: z.int().min(0).max(15_000).default(5_000)
    .meta({ title: 'Grace', description: 'Milliseconds between SIGTERM and SIGKILL when a run is ended.' }),
}).superRefine(({ command, cwd, env }, context) => {
  const [program = ''] = command
  const problem = program.trim() === '' ? 'must name a program'
    : program.includes('/') && !isAbsolute(program) && cwd === undefined ? 'must be an absolute path or a name on the PATH, unless "cwd" says where to start from' : null
  if (problem !== null) context.addIssue({ code: 'custom', path: ['command', 0], message: problem, input: program })
  for (const name of Object.keys(env)) {
    const refused = whyRefused(name)
    if (refused !== null) context.addIssue({ code: 'custom', path: ['env', name], message: refused, input: name })
  }
})

/** What a form for a process agent is drawn from. */
export const processSchema = configSchema(config)

/** Reads a configuration as an operator wrote it, or throws `invalid_input`. */
export const parseProcessConfig = (input: unknown): ProcessConfig => parse(config, input, 'The configuration of a process agent')
