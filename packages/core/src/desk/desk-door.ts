import type { z } from 'zod'
import type { DeskVerb } from '../domain/desk-verbs.ts'
import type { Task } from '../domain/task.ts'
import type { ActInput, ActKind, ActResult } from '../operations/governance/acts.ts'
import type { Deps, Seat } from '../operations/work.ts'
import type { CompanyView } from '../ports/store.ts'

/** What the verbs of a desk are done with. */
export interface DeskDoor {
  deps: Deps
  seat: Seat
  look<T>(at: (view: CompanyView) => Promise<T>): Promise<T>
  /** Takes the run's secrets out, parses, does, and notes on the run what is refused. */
  use<S extends z.ZodType, T>(form: readonly [DeskVerb, S], given: unknown, act: (input: z.output<S>, asGiven: unknown) => Promise<T>): Promise<T>
  act<K extends ActKind>(kind: K, input: ActInput<K>): Promise<ActResult<K>>
  /** The task a verb names, or the one the run is about. */
  taskOrFocus(ref: string | null): Promise<Task>
}
