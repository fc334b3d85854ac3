import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileVault, keyVault, PaperclipError, type Vault } from '@paperclip/core'
import { InstallationMarks, type SqlDriver } from '@paperclip/store-kysely'

/** The master key: itself (32 bytes, as 64 hex digits or in base64), or the file that holds it on this machine. */
export type MasterKey = string | Uint8Array | { file: string }

const MARK = 'master key'
const marks = new InstallationMarks('postgres')

/**
 * A vault that every node of an installation holds the same key of. The key is in no database; there is only its fingerprint, by which a node that came
 * with another key is refused with `misconfigured` before it wraps anything under it. Where there is a fingerprint, a missing file is not made anew.
 */
export async function sharedVault(driver: SqlDriver, masterKey: MasterKey | undefined): Promise<Vault> {
  if (masterKey === undefined) return absentVault(driver.name)
  const isFile = typeof masterKey === 'object' && !(masterKey instanceof Uint8Array)
  const vault = isFile ? fileVault(masterKey.file) : keyVault(masterKey)
  const isThere = () => !isFile || existsSync(masterKey.file)
  const check = async (): Promise<void> => {
    const known = await driver.read(null, session => marks.get(session, MARK))
    if (known !== undefined && isFile && !isThere()) {
      throw new PaperclipError('misconfigured', `The secrets in ${driver.name} were kept under a master key, and there is none at ${masterKey.file}. Copy the file from a node that has it, for its owner alone.`)
    }
    const own = fingerprint(await vault.sign('paperclip: fingerprint of a master key'))
    const right = known ?? await driver.write(null, session => marks.keep(session, MARK, own))
    if (right === own) return
    throw new PaperclipError('misconfigured', `This node has another master key than ${driver.name} was first opened with (fingerprints ${own} and ${right}). Give every node of an installation the same one.`)
  }
  let checking: Promise<void> | undefined
  // a node that could not ask has not been refused: it asks again
  const checked = (): Promise<void> => checking ??= check().catch((error: unknown): never => {
    checking = undefined
    throw error
  })
  if (isThere() || await driver.read(null, session => marks.get(session, MARK)) !== undefined) await checked()
  return {
    wrap: async (key, context) => checked().then(() => vault.wrap(key, context)),
    unwrap: async (wrapped, context) => checked().then(() => vault.unwrap(wrapped, context)),
    sign: async statement => checked().then(() => vault.sign(statement)),
  }
}

const fingerprint = (signature: string): string => createHash('sha256').update(signature).digest('hex').slice(0, 16)

/** Refuses all: a key that lay in the database would be copied with what it locks. */
function absentVault(name: string): Vault {
  const refuse = async (): Promise<never> => {
    throw new PaperclipError('misconfigured', `Secrets need a master key, and the one of ${name} lies outside of it: give openPostgres a masterKey, the same on every node ("openssl rand -hex 32" makes one).`)
  }
  return { wrap: refuse, unwrap: refuse, sign: refuse }
}
