import type { Command } from 'commander'
import { confirmed } from '../confirm.ts'
import { everyRow } from '../data/every-row.ts'
import type { Answer, OpenCall, Shell } from '../shell.ts'

/** Adds `stop-everything`. */
export function stopEverythingVerb(program: Command, shell: Shell): void {
  program.command('stop-everything').option('--reason <text>', 'why, for the log').option('--yes', 'do not ask')
    .description('stop every company of this installation at once: no run begins, those in hand are cancelled').action(shell.open(stopEverything))
}

async function stopEverything(call: OpenCall): Promise<Answer> {
  const { paperclip, options, line } = call
  const there = (await everyRow(after => paperclip.companies({ after }))).filter(({ status }) => status !== 'archived')
  if (there.length === 0) return { data: [], text: 'No company could run: there is nothing to stop.' }
  await confirmed(call, `Stop everything in ${there.map(({ slug }) => slug).join(', ')} at once?`)
  const stopped = await paperclip.stopEverything(options.text('reason'))
  return { data: stopped, text: [`Stopped: ${stopped.map(({ slug }) => slug).join(', ')}. No run begins, and those in hand end within a moment. Let one run again:`, ...stopped.map(({ slug }) => line(`company resume ${slug}`))].join('\n') }
}
