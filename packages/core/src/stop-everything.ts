import type { Company } from './domain/company.ts'
import { PaperclipError } from './domain/error.ts'
import type { Principal } from './domain/principal.ts'
import { everyCompany } from './own-companies.ts'
import { atInstallation, readInstallation } from './operations/access/installation.ts'
import type { ActResult } from './operations/governance/acts.ts'
import { govern } from './operations/governance/govern.ts'
import { checkKey, isAnswered, once, type Keyed } from './operations/governance/idempotency.ts'
import type { Deps } from './operations/work.ts'

/** Who stops everything, and under which key. */
interface Stopping { deps: Deps; by: Principal & { kind: 'operator' }; key: string | undefined }

/**
 * Stops everything in every company in which an operator has a say. Under a key it is done once, and answered as it was then: each company keeps the key of what was done to it, should it
 * have stopped half way, and the installation keeps it for the whole. Throws `unavailable` where a company could not be stopped: the others are, all the same.
 */
export async function stopEverything({ deps, by, key }: Stopping, reason: string): Promise<Company[]> {
  if (key !== undefined) checkKey(key)
  const keyed: Keyed = { key, by, kind: 'company.stop', input: { reason } }
  const isKnown = await readInstallation(deps, view => isAnswered({ tx: view, deps }, keyed))
  const stopped = isKnown ? [] : await stopEach({ deps, by, key }, reason)
  return key === undefined ? stopped : atInstallation({ deps, by }, work => once(work, keyed, async () => stopped))
}

async function stopEach({ deps, by, key }: Stopping, reason: string): Promise<Company[]> {
  const stopped: Company[] = [], missed: string[] = []
  for await (const { id, slug, status } of everyCompany(deps.store, by.id)) {
    if (status === 'archived') continue
    try {
      const done = await govern({ deps, companyId: id, by }, { kind: 'company.stop', input: { reason }, mode: 'do', key })
      if (done.kind === 'done') stopped.push(done.value as ActResult<'company.stop'>)                  // govern runs the act of this very kind
    } catch (error) {
      missed.push(`"${slug}" (${error instanceof Error ? error.message : String(error)})`)            // the others are stopped all the same
    }
  }
  if (missed.length > 0) throw new PaperclipError('unavailable', `Stopped ${stopped.length}, but not ${missed.join(', ')}. Try again.`)
  return stopped
}
