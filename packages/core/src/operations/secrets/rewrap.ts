import { INSTALLATION } from '../../domain/account.ts'
import { PaperclipError } from '../../domain/error.ts'
import { LOCAL_OPERATOR, type Principal } from '../../domain/principal.ts'
import type { Tombstone } from '../../domain/tombstone.ts'
import type { Page } from '../../ports/store.ts'
import { signed } from '../life/delete-company.ts'
import type { Deps } from '../work.ts'
import { rewrapCompanyKey } from './company-key.ts'

/** What was brought under the master key that wraps now: keys of companies, and tombstones. */
export interface Rewrapped { keys: number; tombstones: number }

/**
 * Wraps every company's key anew that another master key wrapped, and signs every tombstone anew that another signed; then tells the vault that none of the others is needed any more.
 * What was broken off is finished by the next try. Secrets stay as they are: they are encrypted with their company's key. For the local operator alone.
 */
export async function rewrap(deps: Deps, by: Principal): Promise<Rewrapped> {
  if (by.id !== LOCAL_OPERATOR.id) throw new PaperclipError('forbidden', 'The master key is the machine\'s own business, nobody else\'s.')
  const done: Rewrapped = { keys: Number(await rewrapCompanyKey(deps, INSTALLATION)), tombstones: 0 }
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof deps.store.instance.companies>> = await deps.store.instance.companies({ after })
    for (const { id } of page.rows) done.keys += Number(await rewrapCompanyKey(deps, id))
    after = page.next
  } while (after !== null)
  done.tombstones = await signAnew(deps)
  await deps.vault.settle()
  return done
}

/** Signs tombstones anew that another master key signed; how many there were. One that was altered stays as it is, and proves nothing as before. */
async function signAnew({ store, vault }: Deps): Promise<number> {
  let after: string | null = null, many = 0
  do {
    const page: Page<Tombstone> = await store.instance.tombstones({ after })
    for (const { signature, ...unsigned } of page.rows) {
      const [current = '', ...others] = await vault.signatures(signed(unsigned))
      if (!others.includes(signature)) continue
      await store.instance.signAnew(unsigned.id, current)
      many++
    }
    after = page.next
  } while (after !== null)
  return many
}
