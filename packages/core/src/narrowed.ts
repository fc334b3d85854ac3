import type { PaperclipEvent } from './domain/event.ts'
import type { Actor } from './handles/door.ts'
import { isStranger } from './operations/governance/standing.ts'
import type { Store } from './ports/store.ts'

/** Passes on the events of companies on whose board an operator is, in their order. */
export function narrowed(store: Store, by: Actor, listener: (event: PaperclipEvent) => void): (event: PaperclipEvent) => void {
  const seats = new Map<string, Promise<boolean>>()
  const isSeated = (companyId: string): Promise<boolean> => store.read(companyId, async tx => !(await isStranger({ tx, by }))).catch(() => false)
  let told: Promise<void> = Promise.resolve()
  return event => {
    if (event.kind === 'record' && (event.record.noun === 'member' || event.record.noun === 'accessKey')) seats.delete(event.companyId)
    const seated = seats.get(event.companyId) ?? isSeated(event.companyId)
    seats.set(event.companyId, seated)
    told = told.then(async () => { if (await seated) listener(event) })
  }
}
