import { createPaperclip, keyFile, type Rewrapped } from '@paperclip/core'
import { CliError } from '../cli-error.ts'
import type { DataFolder } from '../data/data-folder.ts'
import { MASTER_KEY, masterKeyFile } from '../data/master-key.ts'
import { openStore } from '../data/open-store.ts'
import type { Io } from '../io.ts'

type Kept = Pick<Io, 'env' | 'clock'>

/** Where the master key is now, and what was brought under it. */
export type Rotated = Rewrapped & (
  | { step: 'environment' }
  /** A new one waits in the file, to be copied to every node before it wraps. */
  | { step: 'waits'; file: string }
  /** The new one wraps; `former` more open what they wrapped. `was` says whether this finished what had been broken off. */
  | { step: 'turned'; file: string; former: number; was: 'new' | 'unfinished' }
  | { step: 'forgotten'; file: string; former: number }
)

/** Gives an installation another master key, or goes on where that was broken off. */
export async function rotateKey(io: Kept, folder: DataFolder): Promise<Rotated> {
  const before = await rewrapped(io, folder)
  if (io.env[MASTER_KEY]) {
    if (before.keys + before.tombstones > 0 || /[\s,]/.test(io.env[MASTER_KEY].trim())) return { ...before, step: 'environment' }
    throw new CliError('invalid_input', `${MASTER_KEY} holds one master key, and nothing is kept under another.`, `Make a new one (openssl rand -hex 32) and keep it safe. Then set ${MASTER_KEY}="<new> <old>" wherever it is set, and run this again.`)
  }
  const file = masterKeyFile(folder), keys = keyFile(file), seen = await keys.look()
  if (!seen) throw noKey(file)
  if (before.keys + before.tombstones > 0) return { ...before, step: 'turned', file, former: seen.former, was: 'unfinished' }
  if (!seen.hasNext) await keys.prepare()
  if (!seen.hasNext && folder.database.kind === 'postgres') return { ...before, step: 'waits', file }
  await keys.turn()
  return { ...await rewrapped(io, folder), step: 'turned', file, former: seen.former + 1, was: 'new' }
}

/** Forgets every master key but the one that wraps, once nothing needs them, and `sure` let it: nobody brings them back. */
export async function forgetKeys(io: Kept, folder: DataFolder, sure: (question: string) => Promise<void>): Promise<Rotated> {
  if (io.env[MASTER_KEY]) throw new CliError('invalid_input', `The master keys are in ${MASTER_KEY}, which this command cannot change.`, 'Leave the first of them there, and take the others out.')
  const file = masterKeyFile(folder), keys = keyFile(file), seen = await keys.look()
  if (!seen) throw noKey(file)
  if (seen.former > 0) await sure(`Forget ${seen.former === 1 ? 'the master key' : `the ${seen.former} master keys`} before this one? Backups that were made with ${seen.former === 1 ? 'it' : 'them'} give no secrets any more.`)
  const done = await rewrapped(io, folder)
  await keys.forget()
  return { ...done, step: 'forgotten', file, former: seen.former }
}

const noKey = (file: string): CliError => new CliError('not_found', `There is no master key at ${file} yet: no secret has been kept.`, 'It is made with the first secret.')

async function rewrapped(io: Kept, folder: DataFolder): Promise<Rewrapped> {
  const store = await openStore(io, folder)
  try {
    return await createPaperclip({ store }).rewrap()
  } finally {
    await store.close()
  }
}

/** What was done, for a person. */
export function rotatedPage(rotated: Rotated, again: (line: string) => string): string {
  const brought = `${counted(rotated.keys, 'company', 'companies')} and ${counted(rotated.tombstones, 'tombstone', 'tombstones')}`
  switch (rotated.step) {
    case 'environment': return `Everything is kept under the first master key in ${MASTER_KEY} now: ${brought} were brought there. Start every node with that one alone, once no backup is needed that was made before.`
    case 'waits': return `A new master key waits in ${rotated.file}; nothing is kept under it yet.\nCopy that file to every node of this database, for its owner alone: none of them needs a new start. Then:\n${again('db rotate-key')}`
    case 'turned': return [
      `${rotated.was === 'new' ? 'There is a new master key' : 'What was broken off is finished'}: ${brought} are kept under it now.`,
      `${rotated.file} keeps the ${rotated.former === 1 ? 'one' : `${rotated.former} that were`} before it, for older backups. Once those shall give no secrets any more:\n${again('db rotate-key --forget')}`,
    ].join('\n')
    case 'forgotten': return rotated.former === 0 ? `${rotated.file} holds one master key: there was nothing to forget.`
      : `Forgot ${counted(rotated.former, 'former master key', 'former master keys')}. Secrets in backups that were made before open only to whoever has another copy of it.`
  }
}

const counted = (many: number, one: string, more: string): string => `${many} ${many === 1 ? one : more}`
