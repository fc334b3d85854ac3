import { resolve } from 'node:path'
import { PaperclipError } from '../domain/error.ts'
import type { Vault } from '../ports/vault.ts'
import { makeKeys, NEXT, readKeys } from './key-file.ts'
import { keyVault } from './key-vault.ts'

/**
 * A vault whose master key lies in a file, for its owner alone (0600). The file is made when something is first wrapped or signed, and never again: back it up, for
 * without it no secret can be read. Throws `misconfigured` for one that others may read, that is a symbolic link, or that holds no key.
 * The file is looked at for each use: one that was given another master key (`keyFile`) counts at once, in every process.
 */
export function fileVault(file: string): Vault {
  const path = resolve(file)
  let opened: { text: string; vault: Vault } | undefined
  const open = (text: string) => (opened?.text === text ? opened : opened = { text, vault: keyVault(text.replaceAll(NEXT, '')) }).vault
  const made = async () => open(await readKeys(path) ?? await makeKeys(path))
  const present = async () => {
    const text = await readKeys(path)
    if (text !== undefined) return open(text)
    throw new PaperclipError('misconfigured', `There is no master key at ${path}, and what was wrapped by one cannot be read without it. Put it back from a backup.`)
  }
  return {
    wrap: async (key, context) => (await made()).wrap(key, context),
    unwrap: async (wrapped, context) => (await present()).unwrap(wrapped, context),
    isCurrent: async wrapped => (await present()).isCurrent(wrapped),
    sign: async statement => (await made()).sign(statement),
    signatures: async statement => (await present()).signatures(statement),
    settle: async () => {},
  }
}
