import { conflict } from '../../domain/error.ts'
import type { Desk } from '../../ports/desk.ts'
import { need } from '../find.ts'
import { kitOrNone } from '../runs/kit.ts'
import { read, type Deps } from '../work.ts'
import type { Caller } from './caller.ts'

/** Opens the desk of an agent that called from outside: the same desk, with the same rights and the same secrets kept, as in process. */
export async function seatOf(deps: Deps, { by, companyId }: Extract<Caller, { kind: 'agent' }>, key?: string): Promise<Desk> {
  if (!by) throw conflict('wrong_state', 'This agent has no run in hand: it can do something once it is woken.')
  const run = await read(deps, companyId, view => need(view, 'run', by.runId))
  const { secrets } = await kitOrNone(deps, companyId, run)
  deps.runs.hear(by.runId)                                         // who works from outside is not silent
  let deeds = 0
  return deps.openDesk({ companyId, by, secrets, ...(key === undefined ? {} : { nextKey: () => `${key}:${deeds++}` }) })
}
