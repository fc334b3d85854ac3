import type { Command } from 'commander'
import { confirmed } from '../confirm.ts'
import { everyRow } from '../data/every-row.ts'
import { unseenCompanies } from '../data/unseen-companies.ts'
import { EXIT } from '../exit-code.ts'
import type { Answer, OpenCall, Shell } from '../shell.ts'

/** Adds `stop-everything`. */
export function stopEverythingVerb(program: Command, shell: Shell): void {
  program.command('stop-everything').option('--reason <text>', 'why, for the log').option('--yes', 'do not ask')
    .description('stop every company of this installation at once: no run begins, those in hand are cancelled').action(shell.open(stopEverything))
}

async function stopEverything(call: OpenCall): Promise<Answer> {
  const { paperclip, options, line, place } = call
  const there = (await everyRow(after => paperclip.companies({ after }))).filter(({ status }) => status !== 'archived')
  const unseen = place.kind === 'here' ? await unseenCompanies(place.installation) : [], missed = unseen.filter(({ status }) => status === 'active').map(({ slug }) => slug)
  const goesOn = missed.length === 0 ? '' : `Not stopped, since you are not on the board: ${missed.join(', ')}. An owner of it stops it.`
  const exit = missed.length === 0 ? EXIT.ok : EXIT.refused
  if (there.length === 0) return { data: [], text: goesOn || 'No company could run: there is nothing to stop.', exit }
  await confirmed(call, `Stop everything in ${there.map(({ slug }) => slug).join(', ')} at once?`)
  const stopped = await paperclip.stopEverything(options.text('reason'))
  return { data: stopped, exit, text: [...goesOn === '' ? [] : [goesOn], `Stopped: ${stopped.map(({ slug }) => slug).join(', ')}. No run begins, and those in hand end within a moment. Let one run again:`, ...stopped.map(({ slug }) => line(`company resume ${slug}`))].join('\n') }
}
