import { conflict, PaperclipError } from '../../domain/error.ts'
import { versionOf } from '../../policy/version-of.ts'
import type { Work } from '../work.ts'
import type { ActDefinition } from './act.ts'

/** Whatever version it has, as long as it is there. */
const ANY_VERSION = '*'

/** Throws `conflict` (`stale_revision`) unless what an act changes still is as it was when it was read. */
export async function checkVersion(work: Work, act: ActDefinition, { input, ifVersion }: { input: unknown; ifVersion: string }): Promise<void> {
  if (!act.subject) throw new PaperclipError('invalid_input', `ifVersion: ${act.kind} changes nothing whose version could be named. Leave it out.`, { fields: [{ field: 'ifVersion', problem: 'has no place here' }] })
  checkAt(await act.subject(work, input), ifVersion)
}

/** The same of one row that stands, or does not. */
export function checkAt(standing: object | undefined, ifVersion: string): void {
  if (!standing) throw conflict('stale_revision', 'ifVersion: what was read is not there any more, or never was. Leave it out to make it anew.')
  const version = versionOf(standing)
  if (ifVersion !== ANY_VERSION && ifVersion !== version) throw conflict('stale_revision', `ifVersion: this has changed since it was read: it is at "${version}" by now (was "${ifVersion.slice(0, 40)}"). Read it again, and change what is still to be changed.`)
}
