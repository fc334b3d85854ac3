import type { CompanyHandle } from '../company.ts'
import { MemoryData, memoryStore } from '../defaults/memory-store.ts'
import { createPaperclip, type Paperclip, type PaperclipOptions } from '../paperclip.ts'
import type { Store } from '../ports/store.ts'
import { CountingIds } from './counting-ids.ts'
import { FakeClock } from './fake-clock.ts'
import { scriptedAdapter, type ScriptedAdapter, type ScriptedOverrides, type Step } from './scripted-adapter.ts'

export interface TrialOptions {
  /** What agents do, by the name of their script. */
  script?: Readonly<Record<string, Step>>
  adapter?: ScriptedOverrides
  /** Default: a memory store on the trial's clock. */
  store?: Store
  clock?: FakeClock
  options?: Omit<Partial<PaperclipOptions>, 'store' | 'clock'>
}

/** A company on a clock of its own, with agents that do what they are scripted to. */
export interface Trial { paperclip: Paperclip; acme: CompanyHandle; clock: FakeClock; adapter: ScriptedAdapter; store: Store; complaints: string[] }

/** Founds a company for a test: deterministic ids, a clock that moves when told to, a role `worker` without permissions. */
export async function trial({ script = {}, adapter: overrides = {}, clock = new FakeClock(), store = memoryStore({ data: new MemoryData(), clock }), options = {} }: TrialOptions = {}): Promise<Trial> {
  const adapter = scriptedAdapter({ rest: async () => ({ kind: 'done', summary: '' }), ...script }, overrides)
  const complaints: string[] = []
  const complain = (message: string, facts?: Readonly<Record<string, unknown>>) => void complaints.push(`${message} ${facts?.['error'] instanceof Error ? facts['error'].stack : ''}`)
  const paperclip = createPaperclip({ store, clock, ids: new CountingIds(), logger: { warn: complain, error: complain }, ...options, adapters: [adapter, ...(options.adapters ?? [])] })
  const acme = await paperclip.found({ slug: 'acme', mission: 'Make the best widgets.' })
  await acme.roles.set({ slug: 'worker', title: 'Worker' })
  return { paperclip, acme, clock, adapter, store, complaints }
}

/** A hire for a trial: an agent that does a step of the script. */
export const scripted = (slug: string, script: string) => ({ slug, role: 'worker', adapter: { kind: 'scripted', config: { script } } })
