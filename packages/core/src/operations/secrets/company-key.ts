import { isPaperclipError, PaperclipError } from '../../domain/error.ts'
import { HEARTBEAT } from '../../domain/principal.ts'
import { read, transact, type Deps } from '../work.ts'

const KEY = 'key'

/** The key of a company's secrets, unwrapped by the vault; undefined while it has none. */
export async function companyKey(deps: Deps, companyId: string): Promise<Uint8Array | undefined> {
  const kept = await read(deps, companyId, view => view.get('companyKey', KEY))
  return kept && deps.vault.unwrap(kept.wrapped, companyId)
}

/** The same, made for the first secret of a company. Of two that make it at once, one is kept. */
export async function companyKeyOrNew(deps: Deps, companyId: string): Promise<Uint8Array> {
  const known = await companyKey(deps, companyId)
  if (known) return known
  const wrapped = await deps.vault.wrap(Buffer.from(deps.ids.secret(), 'hex'), companyId)
  const kept = await transact({ deps, companyId, by: HEARTBEAT }, async ({ tx }) => {
    const standing = await tx.get('companyKey', KEY)
    if (!standing) await tx.put('companyKey', { id: KEY, wrapped })
    return standing?.wrapped ?? wrapped
  })
  return deps.vault.unwrap(kept, companyId)
}

/** Wraps a company's key anew, if it has one that another master key wrapped than the one that wraps now. True if it was. */
export async function rewrapCompanyKey(deps: Deps, companyId: string): Promise<boolean> {
  const kept = await read(deps, companyId, view => view.get('companyKey', KEY))
  if (!kept || await deps.vault.isCurrent(kept.wrapped)) return false
  const key = await deps.vault.unwrap(kept.wrapped, companyId).catch((error: unknown): never => {
    throw isPaperclipError(error) ? new PaperclipError(error.code, `The key of company ${companyId}: ${error.message}`, { cause: error }) : error
  })
  const wrapped = await deps.vault.wrap(key, companyId)
  return transact({ deps, companyId, by: HEARTBEAT }, async ({ tx }) => {
    const standing = await tx.get('companyKey', KEY)
    if (standing?.wrapped !== kept.wrapped) return false                                     // its company was deleted meanwhile, or somebody else did it
    await tx.put('companyKey', { ...standing, wrapped })
    return true
  })
}
