import type { Cancel } from '../../ports/clock.ts'
import type { Deps } from '../work.ts'
import { letGo } from './let-go.ts'

/** A node that is started anew every day tidies too. */
const FIRST_MS = 600_000

/** Lets old things go in every company, once a day while this node runs. Several nodes do it side by side without harm. Returns how to stop. */
export function tidyDaily(deps: Deps): () => void {
  let cancel: Cancel = () => {}
  let isOver = false
  const again = (ms: number): void => { if (!isOver) cancel = deps.clock.after(ms, () => void tidy()) }
  const tidy = async (): Promise<void> => {
    try {
      let after: string | null = null
      do {
        const page: Awaited<ReturnType<typeof deps.store.instance.companies>> = await deps.store.instance.companies({ after })
        for (const { id } of page.rows) {
          if (isOver) return
          await letGo(deps, id).catch(error => deps.logger.warn('Old things could not be let go; trying again tomorrow.', { company: id, error }))
        }
        after = page.next
      } while (after !== null)
    } catch (error) {
      deps.logger.warn('Old things could not be let go; trying again tomorrow.', { error })
    }
    again(deps.limits.tidyEveryMs)
  }
  again(Math.min(FIRST_MS, deps.limits.tidyEveryMs))
  return () => {
    isOver = true
    cancel()
  }
}
