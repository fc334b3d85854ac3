import { isPaperclipError, type Paperclip } from '@paperclip/core'
import { CliError } from '../cli-error.ts'
import { everyRow } from '../data/every-row.ts'
import type { Call } from '../shell.ts'
import type { StartConfig } from '../start-config.ts'

/** Lets a configuration found its company where there is none. If that fails, what it made until then is taken away: half a company must not count as one. */
export async function foundAll({ folder, line }: Call, paperclip: Paperclip, found: NonNullable<StartConfig['found']>): Promise<void> {
  const founded = new Set<string>()
  const unlisten = paperclip.on(event => { if (event.kind === 'record' && event.record.action === 'company.found') founded.add(event.companyId) })
  try {
    await found(paperclip)
  } catch (error) {
    const left = await takenAway(paperclip, founded)
    const next = left.length === 0 ? 'Correct it and start again: what it had made was taken away.'
      : `Correct it, remove what it had made, and start again:\n${left.map(slug => `${line(`company archive ${slug}`)}\n${line(`company delete ${slug} --confirm ${slug}`)}`).join('\n')}\nor begin in another folder than ${folder.name}.`
    throw new CliError('invalid_input', `--config: its "found" failed: ${error instanceof Error ? error.message : String(error)}`, next)
  } finally {
    unlisten()
  }
}

/** Deletes these companies; those that could not be are returned. What somebody else founded meanwhile stays. */
async function takenAway(paperclip: Paperclip, founded: ReadonlySet<string>): Promise<string[]> {
  const left: string[] = []
  for (const { id, slug } of (await everyRow(after => paperclip.companies({ after }))).filter(one => founded.has(one.id))) {
    try {
      const company = await paperclip.company(id)
      await company.archive('its founding failed')
      await company.delete({ confirm: slug })
    } catch (error) {
      if (!isPaperclipError(error)) throw error
      left.push(slug)                                               // it takes two of the board, say
    }
  }
  return left
}
