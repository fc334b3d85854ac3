import { memoryStore } from '../../defaults/memory-store.ts'
import { isPaperclipError, PaperclipError } from '../../domain/error.ts'
import type { Adapter, Outcome } from '../../ports/adapter.ts'
import type { Cancel, Clock } from '../../ports/clock.ts'
import type { Store } from '../../ports/store.ts'
import { createPaperclip, type Paperclip } from '../../paperclip.ts'
import { simAdapters, type Workplace } from './sim-agent.ts'
import type { Weather, World } from './world.ts'

const DELAY_MS: Readonly<Record<Weather, readonly [least: number, most: number]>> = { fair: [0, 4], slow: [200, 4_000], lossy: [0, 50], down: [100, 3_000], full: [0, 10] }
const LOST = 0.12
const RUN_TWICE = 0.03

/** One process on one machine: its clock, its way to the store, its installation. It can crash between any two things it does, or stand still for a while. */
export class SimNode implements Workplace {
  readonly name: string
  readonly clock: Clock
  readonly paperclip: Paperclip
  state: 'up' | 'stalled' | 'crashed' = 'up'
  /** How far its wall clock is off. */
  skewMs: number
  readonly #world: World
  readonly #bootedAt: number
  readonly #held: (() => void)[] = []
  #crashIn = Number.POSITIVE_INFINITY
  #stallIn = Number.POSITIVE_INFINITY

  constructor(world: World, name: string, adaptersAt: (node: Workplace) => Adapter[] = node => simAdapters(world, node)) {
    this.#world = world
    this.name = name
    this.skewMs = world.chance.whole(-2_000, 2_000)
    this.#bootedAt = world.time.monotonic()
    this.clock = {
      now: () => new Date(world.time.now().getTime() + this.skewMs),
      monotonic: () => world.time.monotonic() - this.#bootedAt,
      after: (ms, then) => this.#after(ms, then),
    }
    const complain = (message: string, facts: Readonly<Record<string, unknown>> = {}): void => this.#heed(message, facts['error'])
    this.paperclip = createPaperclip({
      store: this.#wired(memoryStore({ data: world.data, clock: world.time })), clock: this.clock, ids: world.ids, adapters: adaptersAt(this),
      logger: { warn: complain, error: complain }, limits: { backoffMostMs: 20 * 60_000 },
    })
  }

  finish(callback: string, outcome: Outcome): Promise<unknown> {
    return this.paperclip.runs.finish(callback, outcome)
  }

  /** Is gone, with all it had in memory and in hand. */
  crash(): void {
    if (this.state === 'crashed') return
    this.state = 'crashed'
    this.#world.note(this.name, 'crashes')
  }

  /** Crashes at one of its next store calls: before it is heard, or after it is done. */
  crashSoon(): void {
    this.#crashIn = this.#world.chance.whole(1, 40)
  }

  /** Stands still between one of its next store calls and the answer, for about as long as a lease lasts. */
  stallSoon(): void {
    this.#stallIn = this.#world.chance.whole(1, 20)
  }

  /** Nothing goes wrong here any more. */
  calm(): void {
    this.#crashIn = this.#stallIn = Number.POSITIVE_INFINITY
    this.skewMs = 0
  }

  /** Stands still, as a stopped process or a sleeping machine does. */
  stall(): void {
    if (this.state !== 'up') return
    this.state = 'stalled'
    this.#world.note(this.name, 'stands still')
  }

  wake(): void {
    if (this.state !== 'stalled') return
    this.state = 'up'
    this.#world.note(this.name, 'goes on')
    for (const happen of this.#held.splice(0)) happen()
  }

  #after(ms: number, then: () => void): Cancel {
    let isCancelled = false
    const cancel = this.#world.time.after(ms, () => this.#happen(() => { if (!isCancelled) then() }))
    return () => {
      isCancelled = true
      cancel()
    }
  }

  /** Lets something happen to this node, when it can. */
  #happen(what: () => void): void {
    if (this.state === 'up') what()
    else if (this.state === 'stalled') this.#held.push(what)
  }

  #heed(message: string, error: unknown): void {
    if (error !== undefined && !(isPaperclipError(error) && error.code !== 'misconfigured')) this.#world.violate('nothing breaks', `${message} ${error instanceof Error ? error.stack : String(error)}`)
    else this.#world.note(this.name, `complains: ${message}${error instanceof Error ? ` ${error.message}` : ''}`)
  }

  #wired(store: Store): Store {
    const { instance, alarms } = store
    return {
      transact: (company, work) => this.#call('write', async () => {
        if (this.#world.chance.happens(RUN_TWICE)) await store.transact(company, async tx => { await work(tx); throw new Error('Run again.') }).catch(() => {})
        return store.transact(company, work)
      }),
      read: (company, work) => this.#call('read', () => store.read(company, work)),
      instance: {
        company: ref => this.#call('read', () => instance.company(ref)), companies: query => this.#call('read', () => instance.companies(query)),
        bury: tombstone => this.#call('write', () => instance.bury(tombstone)), signAnew: (id, signature) => this.#call('write', () => instance.signAnew(id, signature)), tombstones: query => this.#call('read', () => instance.tombstones(query)),
      },
      alarms: {
        claim: request => this.#call('write', () => alarms.claim(request)), renew: (lease, leaseMs) => this.#call('write', () => alarms.renew(lease, leaseMs)),
        nextDue: () => this.#call('read', () => alarms.nextDue()), now: () => this.#call('read', () => alarms.now()),
      },
      ...(store.keepers ? { keepers: store.keepers } : {}),
      watch: changed => this.#watch(store, changed),
      ready: () => this.#call('read', () => store.ready()),
      close: () => store.close(),
    }
  }

  /** One call to the store: it travels there, is done there or not, and its answer travels back or is lost. */
  async #call<T>(kind: 'read' | 'write', act: () => Promise<T>): Promise<T> {
    const { chance } = this.#world
    const crashes = --this.#crashIn === 0 ? chance.one(['before', 'after'] as const) : 'not'
    if (crashes === 'before') this.crash()
    await this.#travel(crashes !== 'before' && chance.happens(0.5) ? 'whatever happens here' : 'only if up')
    const { weather } = this.#world
    if (weather === 'down' || (weather === 'lossy' && chance.happens(LOST))) return this.#refused('The store cannot be reached.')
    if (weather === 'full' && kind === 'write') return this.#refused('The disk is full.')
    const answer = await act().then(value => ({ value }), (error: unknown) => ({ error }))
    if (crashes === 'after') this.crash()
    if (--this.#stallIn === 0) {
      this.stall()
      this.#world.time.after(chance.whole(10, 200) * 1_000, () => this.wake())
    }
    await this.#travel('only if up')
    if (weather === 'lossy' && chance.happens(LOST)) throw new PaperclipError('unavailable', 'The answer of the store was lost.')
    if ('error' in answer) throw answer.error
    return answer.value
  }

  async #refused(why: string): Promise<never> {
    await this.#travel('only if up')
    throw new PaperclipError('unavailable', why)
  }

  #travel(when: 'only if up' | 'whatever happens here'): Promise<void> {
    const [least, most] = DELAY_MS[this.#world.weather]
    return new Promise(resolve => {
      this.#world.time.after(this.#world.chance.whole(least, most), () => (when === 'only if up' ? this.#happen(resolve) : resolve()))
    })
  }

  /** Hears of others' writes late, once for many, and not at all while it is down. */
  #watch(store: Store, changed: () => void): Cancel {
    let isTold = false
    return store.watch(() => {
      if (isTold || this.state === 'crashed') return
      isTold = true
      this.#after(this.#world.chance.whole(0, 1_000), () => {
        isTold = false
        changed()
      })
    })
  }
}
