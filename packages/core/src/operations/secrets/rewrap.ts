import { INSTALLATION } from '../../domain/account.ts'
import { PaperclipError } from '../../domain/error.ts'
import { LOCAL_OPERATOR, type Principal } from '../../domain/principal.ts'
import { eachOf } from '../find.ts'
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
  for await (const { id } of eachOf(after => deps.store.instance.companies({ after, limit: 500 }))) done.keys += Number(await rewrapCompanyKey(deps, id))
  done.tombstones = await signAnew(deps)
  await deps.vault.settle()
  return done
}

/** Signs tombstones anew that another master key signed; how many there were. One that was altered stays as it is, and proves nothing as before. */
async function signAnew({ store, vault }: Deps): Promise<number> {
  let many = 0
  for await (const { signature, ...unsigned } of eachOf(after => store.instance.tombstones({ after, limit: 500 }))) {
    const [current = '', ...others] = await vault.signatures(signed(unsigned))
    if (!others.includes(signature)) continue
    await store.instance.signAnew(unsigned.id, current)
    many++
  }
  return many
}
