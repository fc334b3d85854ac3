import type { LetGo } from '../../domain/retention.ts'
import { change, create, deed, type Work } from '../work.ts'

/** One record for many rows: what went, how much of it so far, and up to when. */
export async function noteGone(work: Work, { what, many, through }: { what: LetGo; many: number; through: Date }): Promise<void> {
  const standing = await work.tx.get('retention', what)
  if (standing) await change(deed(work, 'retention', `retention.${what}`), standing, { through, removed: standing.removed + many })
  else await create(deed(work, 'retention', `retention.${what}`), { id: what, through, removed: many, updatedAt: work.now })
}
