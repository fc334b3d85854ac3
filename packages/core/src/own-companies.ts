import type { Company } from './domain/company.ts'
import type { PaperclipEvent } from './domain/event.ts'
import type { Actor } from './handles/door.ts'
import { isStranger } from './operations/governance/standing.ts'
import type { Page, Store } from './ports/store.ts'

/** The companies on whose board an operator is. A page may hold fewer than were asked for. */
export async function companiesOf(store: Store, by: Actor, query: { after?: string | null; limit?: number } = {}): Promise<Page<Company>> {
  const { rows, next } = await store.instance.companies(query)
  const strangers = await Promise.all(rows.map(({ id }) => store.read(id, tx => isStranger({ tx, by }))))
  return { rows: rows.filter((_, index) => strangers[index] === false), next }
}

/** Every company in which an operator has a say. */
export async function* everyCompany(store: Store, operatorId: string): AsyncGenerator<Company> {
  let after: string | null = null
  do {
    const page: Page<Company> = await store.instance.companies({ after })
    for (const company of page.rows) {
      const seat = await store.read(company.id, view => view.get('member', operatorId)).catch(() => null)              // who cannot be asked is tried
      if (seat === null || (seat && seat.level !== 'viewer')) yield company
    }
    after = page.next
  } while (after !== null)
}

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
