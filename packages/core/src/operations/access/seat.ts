import { conflict } from '../../domain/error.ts'
import type { Desk } from '../../ports/desk.ts'
import { need } from '../find.ts'
import { kitOrNone } from '../runs/kit.ts'
import { noteRefusal } from '../governance/note-refusal.ts'
import { read, transact, type Deps, type DeskRefusal, type Seat } from '../work.ts'
import type { Caller } from './caller.ts'

/** An agent that calls from outside, and the key under which what it does now is done once. */
export interface Sitting { caller: Extract<Caller, { kind: 'agent' }>; key?: string | undefined }

/** Opens the desk of an agent that called from outside: the same desk, with the same rights and the same secrets kept, as in process. */
export async function seatOf(deps: Deps, sitting: Sitting): Promise<Desk> {
  const seat = await seated(deps, sitting)
  return deps.openDesk({ ...seat, ...counting(sitting.key) })
}

/** The verbs that may be done together: those that move tasks, and what is said and looked up along with them. */
export type DeedDesk = Pick<Desk, 'show' | 'thread' | 'take' | 'update' | 'finish' | 'review' | 'block' | 'release' | 'delegate' | 'say' | 'propose'>

/** Does several deeds at such a desk in one transaction: all of them, or none. What they await may be nothing but the desk. */
export async function together<T>(deps: Deps, sitting: Sitting, deeds: (desk: DeedDesk) => Promise<T>): Promise<T> {
  const seat = await seated(deps, sitting), { companyId, by } = seat
  const refusals: DeskRefusal[] = []
  try {
    return await transact({ deps, companyId, by }, work => {
      refusals.length = 0                                          // the store may run a work again: only the last time counts
      return deeds(deps.openDesk({ ...seat, ...counting(sitting.key), within: { work, refused: refusal => void refusals.push(refusal) } }))
    })
  } catch (error) {
    for (const refusal of refusals) await noteRefusal({ deps, companyId, by }, refusal)
    throw error
  }
}

async function seated(deps: Deps, { caller: { by, companyId } }: Sitting): Promise<Pick<Seat, 'companyId' | 'by' | 'secrets'>> {
  if (!by) throw conflict('wrong_state', 'This agent has no run in hand: it can do something once it is woken.')
  const run = await read(deps, companyId, view => need(view, 'run', by.runId))
  const { secrets } = await kitOrNone(deps, companyId, run)
  deps.runs.hear(by.runId)                                         // who works from outside is not silent
  return { companyId, by, secrets }
}

function counting(key: string | undefined): Pick<Seat, 'nextKey'> {
  let deeds = 0
  return key === undefined ? {} : { nextKey: () => `${key}:${deeds++}` }
}
