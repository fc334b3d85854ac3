import { conflict, isPaperclipError, PaperclipError } from '../../domain/error.ts'
import type { Principal } from '../../domain/principal.ts'
import type { Tombstone } from '../../domain/tombstone.ts'
import { canonical } from '../../policy/canonical.ts'
import { plain } from '../../policy/plain.ts'
import { eachOf, need } from '../find.ts'
import { shelfOf } from '../../store/blob-places.ts'
import { noSuchCompany } from '../governance/standing.ts'
import { change, deed, transact, type Deps } from '../work.ts'

/** An owner of the company. */
export interface Owner { deps: Deps; companyId: string; by: Principal & { kind: 'operator' } }

const MOST_TRIES = 5

/**
 * Deletes an archived company for good: its rows, the key of its secrets, its files and its logs. A signed tombstone says that it
 * was, and where its audit log stood. Takes an owner, and the company's slug as `confirm`.
 */
export async function deleteCompany({ deps, companyId, by }: Owner, { confirm }: { confirm: string }): Promise<Tombstone> {
  for (let tries = 1; ; tries++) {
    const ending = await transact({ deps, companyId, by }, async work => {
      const member = await work.tx.get('member', by.id)
      const company = await work.tx.get('company', companyId)
      if (!company) return { kind: 'gone' } as const
      if (!member) throw noSuchCompany(companyId)
      if (member.level !== 'owner') throw new PaperclipError('forbidden', `Only an owner deletes a company: you are ${member.level} of "${company.slug}".`)
      if (company.status !== 'archived') throw conflict('wrong_state', `"${company.slug}" is ${company.status}: archive it first.`)
      if (confirm !== company.slug) throw new PaperclipError('invalid_input', `confirm: must be "${company.slug}", to say that you mean this company (was "${confirm}").`, { fields: [{ field: 'confirm', problem: 'is not the slug' }] })
      await change(deed(work, 'company', 'company.delete'), company, {})
      return { kind: 'ending', slug: company.slug, name: company.name, at: work.now } as const
    })
    if (ending.kind === 'gone') return removeFiles(deps, await buried(deps, companyId, by))
    const { head, company } = await deps.store.read(companyId, async view => ({ head: await need(view, 'head', 'head'), company: await need(view, 'company', companyId) }))
    if (company.status !== 'archived') throw conflict('wrong_state', `"${company.slug}" was resumed at this moment.`)
    const unsigned: Omit<Tombstone, 'signature'> = { id: companyId, slug: ending.slug, name: ending.name, deletedAt: ending.at, deletedById: by.id, seq: head.seq, hash: head.hash }
    const tombstone = { ...unsigned, signature: await deps.vault.sign(signed(unsigned)) }
    try {
      await deps.store.instance.bury(tombstone)
    } catch (error) {
      if (isPaperclipError(error) && error.reason === 'wrong_state' && tries < MOST_TRIES) continue                  // somebody wrote to its log in between
      throw error
    }
    return removeFiles(deps, tombstone)
  }
}

/** Removes what is left beside the rows. If that fails, deleting once more tries it again. */
async function removeFiles(deps: Deps, tombstone: Tombstone): Promise<Tombstone> {
  await deps.blobs.destroy(tombstone.id)
  await deps.blobs.destroy(shelfOf(tombstone.id))
  await deps.logs.destroy(tombstone.id)
  return tombstone
}

/** The tombstone of a company that this operator deleted, or `not_found`. */
async function buried({ store }: Deps, companyId: string, by: Owner['by']): Promise<Tombstone> {
  for await (const found of eachOf(after => store.instance.tombstones({ after }))) if (found.id === companyId && found.deletedById === by.id) return found
  throw noSuchCompany(companyId)
}

/** What the signature of a tombstone is over. */
export const signed = (unsigned: Omit<Tombstone, 'signature'>): string => canonical(plain(unsigned))

/** True if a tombstone was signed by this installation and not altered since. */
export const isGenuine = async ({ vault }: Pick<Deps, 'vault'>, { signature, ...unsigned }: Tombstone): Promise<boolean> => (await vault.signatures(signed(unsigned))).includes(signature)
