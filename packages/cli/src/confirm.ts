import { CliError } from './cli-error.ts'
import { decoded, pipedBytes } from './data/given-text.ts'
import type { Call } from './shell.ts'

/** Goes on if a person says yes, or said so by `--yes`; else refuses. */
export async function confirmed({ io: { keyboard }, options }: Call, question: string): Promise<void> {
  if (options.flag('yes')) return
  if (!keyboard || options.flag('json')) throw new CliError('invalid_input', `${question} Nobody is here to say yes, so nothing was done.`, 'Say it on the command line: --yes')
  const { confirm, isCancel } = await prompts()
  const answer = await confirm({ message: question, initialValue: false, input: keyboard })
  if (isCancel(answer) || !answer) throw new CliError('conflict', 'You did not say yes, so nothing was done.', 'Run it again to be asked again.')
}

/** Goes on if a person writes a name out, or did so by `--confirm`; answers what was written. */
export async function spelledOut({ io: { keyboard }, options }: Call, question: string): Promise<string> {
  const given = options.text('confirm')
  if (given !== undefined) return given
  if (!keyboard || options.flag('json')) throw new CliError('invalid_input', `${question} Nobody is here to write it, so nothing was done.`, 'Write it on the command line: --confirm <slug>')
  const { isCancel, text } = await prompts()
  const answer = await text({ message: question, input: keyboard })
  if (isCancel(answer)) throw new CliError('conflict', 'You wrote nothing, so nothing was done.', 'Run it again to be asked again.')
  return answer
}

/** A value nobody may look at: typed unseen, or piped in. Never from the command line, where every process of the machine can read it. */
export async function hiddenValue({ io, options }: Call, { question, pipe }: { question: string; pipe: string }): Promise<string> {
  if (!io.keyboard || options.flag('json')) {
    const value = decoded(await pipedBytes(io, 'value'), 'value').replace(/\r?\n$/, '')
    if (value === '') throw new CliError('invalid_input', 'value: what is piped in is empty.', `Pipe the value: ${pipe}`)
    return value
  }
  const { isCancel, password } = await prompts()
  const answer = await password({ message: `${question} (nobody sees what you type)`, input: io.keyboard, validate: typed => (typed ? undefined : 'Must not be empty.') })
  if (isCancel(answer)) throw new CliError('conflict', 'You typed nothing, so nothing was done.', 'Run it again to be asked again.')
  return answer
}

/** Loaded where somebody is asked: most of what is called asks nobody. */
const prompts = () => import('@clack/prompts')
