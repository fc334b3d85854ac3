import { isPaperclipError } from '../../domain/error.ts'
import type { Caller } from '../access/caller.ts'
import { read, transact, type Authority, type Deps } from '../work.ts'
import type { ActKind } from './acts.ts'
import { noteRefused } from './govern.ts'
import { isStranger } from './standing.ts'

/** What people on the board do that is no act: under which name a refusal stands in the log. */
export type BoardDeed = 'company.delete' | 'run.finish' | 'approval.approve' | 'approval.reject' | 'approval.repropose'

/** Does what is no act. That it was refused stands in the log, as the refusal of an act does. */
export async function onRecord<T>(authority: Authority, kind: BoardDeed | ActKind, perform: () => Promise<T>): Promise<T> {
  try {
    return await perform()
  } catch (error) {
    const { deps, companyId, by } = authority
    if (!isPaperclipError(error)) throw error
    if (error.code === 'forbidden' || (error.code === 'not_found' && await read(deps, companyId, tx => isStranger({ tx, by })))) await noteOnce(authority, kind)
    throw error
  }
}

/** Notes on whoever was refused that they were: once a minute, however often they ask. Of a company that there is no more there is nothing to note. */
async function noteOnce(authority: Authority, kind: BoardDeed | ActKind): Promise<void> {
  const { deps, companyId, by } = authority
  if (deps.refused.count(`${companyId} ${by.kind} ${by.id} ${kind}`) === 0) return
  await transact(authority, async work => {
    if (await work.tx.get('company', companyId)) await noteRefused(work, kind)
  })
}

/** Notes that an agent asked for what is the board's alone, in its own company: of another one it is told as little as of one that there is not, and there it is nobody. */
export async function noteAgent(deps: Deps, { companyId, by, keyId }: Extract<Caller, { kind: 'agent' }>, { ref, kind }: { ref: string; kind: BoardDeed | ActKind }): Promise<void> {
  const company = await read(deps, companyId, view => view.get('company', companyId)), proof = by ?? (keyId === null ? null : { kind: 'key' as const, id: keyId })
  if (company && proof && (company.id === ref || company.slug === ref)) await noteOnce({ deps, companyId, by: proof }, kind)
}
