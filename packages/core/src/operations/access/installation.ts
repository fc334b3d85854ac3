import { INSTALLATION } from '../../domain/account.ts'
import { PaperclipError } from '../../domain/error.ts'
import { LOCAL_OPERATOR, type Principal } from '../../domain/principal.ts'
import type { CompanyView } from '../../ports/store.ts'
import { read, transact, type Deps, type Work } from '../work.ts'

/** Who does something to the installation itself. */
export interface Keeper { deps: Deps; by: Principal }

/** Runs a work in one transaction of what stands above companies: it has rows and a chained log of its own. */
export async function atInstallation<T>({ deps, by }: Keeper, act: (work: Work) => Promise<T>): Promise<T> {
  const digestKey = deps.ids.secret()
  return transact({ deps, companyId: INSTALLATION, by }, async work => {
    if (!(await work.tx.get('head', 'head'))) await work.tx.open(digestKey)
    return act(work)
  })
}

export const readInstallation = <T>(deps: Pick<Deps, 'store'>, look: (view: CompanyView) => Promise<T>): Promise<T> => read(deps, INSTALLATION, look)

/** True for the local operator, and for accounts that own the installation. */
export async function ownsInstallation(view: CompanyView, by: Principal): Promise<boolean> {
  if (by.kind !== 'operator') return false
  if (by.id === LOCAL_OPERATOR.id) return true
  const account = await view.get('account', by.id)
  return account?.status === 'active' && account.level === 'owner'
}

/** Throws `forbidden` unless somebody may look after the installation itself. */
export async function checkOwnsInstallation(view: CompanyView, by: Principal): Promise<void> {
  if (!(await ownsInstallation(view, by))) throw new PaperclipError('forbidden', 'Only an owner of this installation does that.')
}
