import type { Approval, CompanyHandle } from '@paperclip/core'
import { everyRow } from '../data/every-row.ts'
import { orNothing } from '../data/or-nothing.ts'

/** What waits for the board of a company; nothing where the company is not here any more. */
export async function pendingApprovals(company: CompanyHandle): Promise<Approval[]> {
  return await orNothing(everyRow(after => company.approvals.list({ where: { status: 'pending' }, after }))) ?? []
}
