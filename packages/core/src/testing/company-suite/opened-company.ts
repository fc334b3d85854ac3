import assert from 'node:assert/strict'
import type { AuditRecord } from '../../domain/audit.ts'
import { createPaperclip, type Paperclip, type PaperclipOptions } from '../../paperclip.ts'
import type { Store } from '../../ports/store.ts'
import { FakeClock } from '../fake-clock.ts'
import type { Runner } from '../runner.ts'
import type { Step } from '../scripted-adapter.ts'
import { waitedFor } from '../waited-for.ts'
import { trial, type Trial, type TrialOptions } from '../trial.ts'
import { checkHouse } from './house-rules.ts'

/** A store to run companies on, opened on data of its own. */
export interface OpenedCompanyStore {
  store: Store
  /** Another handle on the same data, as another process would have. */
  second: Store
  /** Changes a stored audit record behind the store's back; null takes it away. */
  doctor(companyId: string, seq: number, alter: (record: AuditRecord) => AuditRecord | null): Promise<void>
  close(): Promise<void>
}

export interface CompanySuite {
  /** What the companies run on, such as "SQLite". */
  name: string
  /** How many agents the test of idle agents hires. */
  idleAgents: number
  open(clock: FakeClock): Promise<OpenedCompanyStore>
  /** Checks something for many random lists of numbers, as the property-based test library at hand does. */
  forAll(check: (numbers: readonly number[]) => Promise<void>): Promise<void>
}

/** What a topic of the suite defines its tests with. */
export interface Topic {
  describe: Runner['describe']
  idleAgents: number
  forAll: CompanySuite['forAll']
  /** A test on a store of its own. After it, whatever it did, the house rules must hold. */
  on(name: string, test: (house: House) => Promise<void>, timeoutMs?: number): void
}

export const topicOf = ({ describe, it }: Runner, { open, idleAgents, forAll }: CompanySuite): Topic => ({
  describe,
  idleAgents,
  forAll,
  on: (name, test, timeoutMs) => it(name, async () => {
    const clock = new FakeClock()
    const house = new House(clock, await open(clock))
    try {
      await test(house)
      await house.leave()
    } finally {
      await house.close()
    }
  }, timeoutMs),
})

interface Node { paperclip: Paperclip; clock: FakeClock }

/** Where a test founds its company, and what is checked when it leaves. */
export class House {
  readonly clock: FakeClock
  readonly store: Store
  readonly second: Store
  readonly doctor: OpenedCompanyStore['doctor']
  readonly close: () => Promise<void>
  readonly nodes: Node[] = []
  readonly #trials: Trial[] = []
  readonly #expected: RegExp[] = []
  #chains: 'whole' | 'broken' = 'whole'

  constructor(clock: FakeClock, { store, second, doctor, close }: OpenedCompanyStore) {
    this.clock = clock
    this.store = waitedFor(store, clock)
    this.second = waitedFor(second, clock)
    this.doctor = doctor
    this.close = close
  }

  /** Founds `acme` without starting it. */
  async found(script: Readonly<Record<string, Step>> = {}, options: Omit<TrialOptions, 'script'> = {}): Promise<Trial> {
    const { clock = this.clock, store = this.store } = options
    const opened = await trial({ script, ...options, clock, store: clock === this.clock ? store : waitedFor(store, clock) })
    this.#trials.push(opened)
    this.nodes.push(opened)
    return opened
  }

  /** Founds `acme` and lets it run. */
  async run(script: Readonly<Record<string, Step>> = {}, options: Omit<TrialOptions, 'script'> = {}): Promise<Trial> {
    const opened = await this.found(script, options)
    await opened.paperclip.start()
    return opened
  }

  /** Another installation on the same data, as on another machine; it is not started. */
  another({ adapter, complaints }: Pick<Trial, 'adapter' | 'complaints'>, { store = this.second, clock = this.clock, ...options }: Partial<PaperclipOptions> & { clock?: FakeClock } = {}): Paperclip {
    const at = this.nodes.length, name = `n${at}`
    let count = 0
    const ids = { next: (prefix: string) => `${prefix}_${name}_${++count}`, secret: () => `${at}f${++count}`.padStart(64, '0') }
    const complain = (message: string) => void complaints.push(message)
    const paperclip = createPaperclip({ store: clock === this.clock ? store : waitedFor(store, clock), clock, ids, adapters: [adapter], logger: { warn: complain, error: complain }, ...options })
    this.nodes.push({ paperclip, clock })
    return paperclip
  }

  /** Complaints that belong to the test. All others fail it. */
  expect(...complaints: RegExp[]): void {
    this.#expected.push(...complaints)
  }

  /** Says that the test has broken the chain on purpose. */
  chainIsBroken(): void {
    this.#chains = 'broken'
  }

  /** Ends everything and checks the rules of the house. */
  async leave(): Promise<void> {
    for (const { paperclip, clock } of this.nodes) await stopped(paperclip, clock)
    for (const { clock } of this.nodes) assert.equal(clock.waiting, 0, 'S2: no timer is left after stop')
    for (const { paperclip, complaints } of this.#trials) {
      const unexpected = complaints.filter(complaint => !this.#expected.some(expected => expected.test(complaint)))
      assert.deepEqual(unexpected, [], 'nothing went wrong in the background')
      if (this.#chains === 'whole') for (const { id } of (await paperclip.companies()).rows) await checkHouse(paperclip, id)
    }
  }
}

/** Stops an installation, letting its clock go on as long as that takes. */
export async function stopped(paperclip: Paperclip, clock: FakeClock, drainMs = 1): Promise<Awaited<ReturnType<Paperclip['stop']>>> {
  const ended: Awaited<ReturnType<Paperclip['stop']>>[] = []
  void paperclip.stop({ drainMs }).then(drained => ended.push(drained))
  for (let tries = 0; ended.length === 0 && tries < 60; tries++) await clock.advance(1_000)
  return ended[0] ?? assert.fail('it does not stop')
}
