import { durationInput } from '@paperclip/core'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import type { Shell } from '../shell.ts'
import { logWords } from '../start/log-words.ts'
import { servingOptions } from '../start/serving-options.ts'
import { servingWords } from '../start/serving.ts'
import { startCompanies } from '../start/start-companies.ts'

/** Adds `start`. */
export function startVerb(program: Command, shell: Shell): void {
  const start = program.command('start')
    .description('run the companies here and serve them to your browser, or found a demo and run it; Ctrl-C ends')
    .option('--dry', 'on a copy, with scripted agents: no process, no model, no spend')
    .option('--for <duration>', 'end by itself, like 60s or 10m')
  servingOptions(start)
    .action(shell.bare(async (call, config) => startCompanies(call, config, { forMs: spanOf(call.options.text('for')), serving: servingWords(call.options, call.io), log: logWords(call.options, call.io) })))
}

function spanOf(text: string | undefined): number | null {
  if (text === undefined) return null
  const span = durationInput(1_000).safeParse(text)
  if (!span.success) throw new CliError('invalid_input', `--for: must be a duration from 1s to 366d (was "${text}").`, 'Write it like --for 60s, --for 10m or --for 8h.')
  return span.data
}
