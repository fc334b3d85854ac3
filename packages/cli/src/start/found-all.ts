import type { Paperclip } from '@paperclip/core'
import { CliError } from '../cli-error.ts'
import { removalOf, takenAway } from '../data/taken-away.ts'
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
      : `Correct it, remove what it had made, and start again:\n${removalOf(left, line)}\nor begin in another folder than ${folder.name}.`
    throw new CliError('invalid_input', `--config: its "found" failed: ${error instanceof Error ? error.message : String(error)}`, next)
  } finally {
    unlisten()
  }
}
