import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileVault, keyVault, PaperclipError, type Vault } from '@paperclip/core'
import { InstallationMarks, type SqlDriver } from '@paperclip/store-kysely'

/** The master key: itself (32 bytes, as 64 hex digits or in base64; several as `keyVault` takes them), or the file that holds it on this machine. */
export type MasterKey = string | Uint8Array | { file: string }

const MARK = 'master key'
const FINGERPRINTED = 'paperclip: fingerprint of a master key'
const marks = new InstallationMarks('postgres')

/**
 * A vault that every node of an installation holds the same key of. The key is in no database; there is only its fingerprint, by which a node that came
 * without it is refused with `misconfigured` before it wraps anything under another. Where there is a fingerprint, a missing file is not made anew.
 * Once everything is wrapped by another key (`settle`), the fingerprint is that one's.
 */
export async function sharedVault(driver: SqlDriver, masterKey: MasterKey | undefined): Promise<Vault> {
  if (masterKey === undefined) return absentVault(driver.name)
  const isFile = typeof masterKey === 'object' && !(masterKey instanceof Uint8Array)
  const vault = isFile ? fileVault(masterKey.file) : keyVault(masterKey)
  const fingerprints = async (): Promise<[string, ...string[]]> => {
    await vault.sign(FINGERPRINTED)                                          // makes the file, where there may be a first one
    const [current = '', ...others] = (await vault.signatures(FINGERPRINTED)).map(fingerprint)
    return [current, ...others]
  }
  const isThere = () => !isFile || existsSync(masterKey.file)
  const check = async (): Promise<void> => {
    const known = await driver.read(null, session => marks.get(session, MARK))
    if (known !== undefined && isFile && !isThere()) {
      throw new PaperclipError('misconfigured', `The secrets in ${driver.name} were kept under a master key, and there is none at ${masterKey.file}. Copy the file from a node that has it, for its owner alone.`)
    }
    const own = await fingerprints()
    const right = known ?? await driver.write(null, session => marks.keep(session, MARK, own[0]))
    if (own.includes(right)) return
    throw new PaperclipError('misconfigured', `This node has another master key than the one of ${driver.name} (fingerprints ${own.join(', ')} and ${right}). Give every node of an installation the same one.`)
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
    isCurrent: async wrapped => checked().then(() => vault.isCurrent(wrapped)),
    sign: async statement => checked().then(() => vault.sign(statement)),
    signatures: async statement => checked().then(() => vault.signatures(statement)),
    async settle() {
      if (!isThere()) return
      await checked()
      const [current] = await fingerprints()
      await driver.write(null, session => marks.set(session, MARK, current))
    },
  }
}

const fingerprint = (signature: string): string => createHash('sha256').update(signature).digest('hex').slice(0, 16)

/** Refuses all: a key that lay in the database would be copied with what it locks. */
function absentVault(name: string): Vault {
  const refuse = async (): Promise<never> => {
    throw new PaperclipError('misconfigured', `Secrets need a master key, and the one of ${name} lies outside of it: give openPostgres a masterKey, the same on every node ("openssl rand -hex 32" makes one).`)
  }
  return { wrap: refuse, unwrap: refuse, isCurrent: refuse, sign: refuse, signatures: refuse, settle: async () => {} }
}
