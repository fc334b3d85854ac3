import type { EventEmitter } from 'eventemitter3'
import { CompanyHandle } from './company.ts'
import type { PaperclipEvent } from './domain/event.ts'
import type { Caller } from './operations/access/caller.ts'
import type { Entrant } from './operations/access/enter.ts'
import { mayTry } from './operations/access/rights.ts'
import type { ActKind } from './operations/governance/acts.ts'
import { checkMayDo } from './operations/governance/govern.ts'
import { noteAgent, type BoardDeed } from './operations/governance/on-record.ts'
import type { Deps } from './operations/work.ts'

/** Somebody whose token is good, at the door of a company. */
export interface Entered {
  caller: Caller
  /** The company, as them; undefined where to them there is none. */
  company: CompanyHandle | undefined
  /** The last record of its log, as they came in. */
  seq: number
  /** Throws `forbidden` where an act of a kind is refused to them whatever it is about, and notes that in the log. It costs nothing for whoever may do such acts. */
  check(kind: ActKind): Promise<void>
  /** Notes, in the log of an agent's own company, that it asked at the door of the board for what it is not let in for. */
  noteAgent(ref: string, kind: ActKind | BoardDeed): Promise<void>
}

/** Somebody at the door of a company, with the company as they have it. */
export function entered(deps: Deps, emitter: EventEmitter<{ event: [PaperclipEvent] }>, { caller, company, rights, seq }: Entrant): Entered {
  const nothing = async (): Promise<void> => {}
  if (caller.kind === 'agent') return { caller, seq, company: undefined, check: nothing, noteAgent: (ref, kind) => noteAgent(deps, caller, { ref, kind }) }
  if (!company) return { caller, seq, company: undefined, check: nothing, noteAgent: nothing }
  const { by } = caller
  return {
    caller, seq, company: new CompanyHandle(deps, company, { by, emitter }), noteAgent: nothing,
    async check(kind) {
      if (!mayTry(rights, kind)) await checkMayDo({ deps, companyId: company.id, by }, kind)
    },
  }
}
