import { memoryStore, MemoryData } from '../../defaults/memory-store.ts'
import { PaperclipError } from '../../domain/error.ts'
import type { Limits } from '../../domain/limits.ts'
import type { Definition } from '../../operations/blueprint/definition.ts'
import { createPaperclip } from '../../paperclip.ts'
import type { Adapter, Metering } from '../../ports/adapter.ts'
import type { Ids } from '../../ports/ids.ts'
import type { Store } from '../../ports/store.ts'
import { Chance } from '../simulator/chance.ts'
import { VirtualClock } from '../simulator/virtual-clock.ts'
import { copyCompany } from './copy-company.ts'
import { reportOf, type Rehearsed } from './report.ts'
import { RunTally } from './run-tally.ts'
import { standIns, usualScript, type RehearsalScript } from './stand-in.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export interface Rehearsal {
  /** A company as a definition, or one in a store, which is copied and stays untouched. */
  of: { kind: 'definition'; definition: Definition } | { kind: 'copy'; store: Store; company: string }
  days: number
  /** When it begins; the copy's alarms are taken as they stand. */
  from: Date
  /** The same seed gives the same month. 1 unless said. */
  seed?: number
  /** What agents do; what people would expect, unless said. */
  script?: RehearsalScript
  /** Adapters of the installation: how finely they meter is rehearsed too. */
  adapters?: readonly Pick<Adapter, 'kind' | 'metering'>[]
  limits?: Partial<Limits>
}

/** Nothing crashes in a rehearsal: leases are long and looks are rare, and time passes faster. */
const UNHURRIED: Partial<Limits> = { leaseMs: 3 * HOUR, selfAbortMs: 2 * HOUR, renewEveryMs: 30 * MINUTE, sweepMs: HOUR }

/** Runs a company on a virtual clock with scripted agents, for days that take seconds. Nothing is spent, nothing is started, and what was copied stays untouched. */
export async function rehearse({ of, days, from, seed = 1, script = usualScript, adapters = [], limits = {} }: Rehearsal): Promise<Rehearsed> {
  if (!(days > 0 && days <= 366)) throw new PaperclipError('invalid_input', `days: must be more than 0 and at most 366 (was ${days}).`)
  const chance = new Chance(seed), clock = new VirtualClock(from), data = new MemoryData()
  const store = memoryStore({ data, clock })
  const metering = new Map<string, Metering>(adapters.map(adapter => [adapter.kind, adapter.metering]))
  const place = of.kind === 'copy' ? await copied(of, data) : null
  for (const { adapter } of place ? place.agents : Object.values(of.kind === 'definition' ? of.definition.agents ?? {} : {})) {
    const flat = adapter.perRun !== undefined && adapter.perRun !== null
    if (!metering.has(adapter.kind)) metering.set(adapter.kind, flat ? 'none' : 'call')
  }
  const complaints: string[] = []
  const complain = (message: string, facts: Readonly<Record<string, unknown>> = {}): void => void complaints.push(`${message} ${facts['error'] instanceof Error ? facts['error'].message : ''}`.trim())
  const paperclip = createPaperclip({ store, clock, ids: rehearsalIds(), adapters: standIns(metering, script, { clock, chance }), logger: { warn: complain, error: complain }, limits: { ...UNHURRIED, ...limits } })
  const acme = place ? await paperclip.company(place.id) : await paperclip.found({ slug: (of.kind === 'definition' && of.definition.slug) || 'rehearsal' })
  if (of.kind === 'definition') await acme.apply(of.definition)
  await paperclip.start()
  const company = data.companies.get(acme.id), tally = new RunTally(from)
  if (!company) throw new PaperclipError('unavailable', 'The rehearsed company is gone.')
  for (let hour = 0; hour < days * 24; hour++) {
    await clock.advance(Math.min(HOUR, days * DAY - hour * HOUR))
    tally.sweep(company, clock.now())
  }
  const report = reportOf(company, { companyId: acme.id, from, until: clock.now(), tally, complaints })
  void paperclip.stop({ drainMs: 1 })
  await clock.advance(MINUTE)
  return report
}

/** A copy of a company in the data of a rehearsal. */
async function copied({ store, company: ref }: { store: Store; company: string }, data: MemoryData) {
  const found = await store.instance.company(ref)
  if (!found) throw new PaperclipError('not_found', `There is no company "${ref}".`)
  const copy = await copyCompany(store, found.id)
  data.companies.set(found.id, copy)
  return { id: found.id, agents: [...copy.table('agent').rows.values()].map(({ adapter }) => ({ adapter })) }
}

/** Ids that no company has yet. */
function rehearsalIds(): Ids {
  let count = 0
  return { next: prefix => `${prefix}_rehearsed_${String(++count).padStart(9, '0')}`, secret: () => String(++count).padStart(64, '0') }
}
