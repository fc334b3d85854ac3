import type { Company } from '@paperclip/core'
import type { Installation } from './installation.ts'
import { everyRow } from './every-row.ts'

/** Companies that lie here and are not archived, and that whoever works on this machine has no seat in. */
export async function unseenCompanies({ paperclip, store }: Installation): Promise<Company[]> {
  const seen = new Set((await everyRow(after => paperclip.companies({ after }))).map(({ id }) => id))
  return (await everyRow(after => store.instance.companies({ after }))).filter(({ id, status }) => status !== 'archived' && !seen.has(id))
}
