import type { Store } from '@paperclip/core'

/** A store as a test has it, and what must be over before the next one gets it. */
export class Handle {
  readonly store: Store
  readonly #pending = new Set<Promise<unknown>>()
  readonly #watchers = new Set<() => void>()
  #neighbour: Handle | undefined
  #closed = false

  constructor(store: Store) {
    const { instance, alarms } = store, during = <T>(act: Promise<T>): Promise<T> => this.#during(act)
    this.store = {
      ...store,
      transact: (company, work) => during(store.transact(company, work).finally(() => this.#neighbour?.hear())),
      read: (company, work) => during(store.read(company, work)),
      instance: {
        company: ref => during(instance.company(ref)), companies: query => during(instance.companies(query)),
        bury: tombstone => during(instance.bury(tombstone).finally(() => this.#neighbour?.hear())), signAnew: (id, signature) => during(instance.signAnew(id, signature)), tombstones: query => during(instance.tombstones(query)),
      },
      alarms: { now: () => during(alarms.now()), claim: request => during(alarms.claim(request)), renew: (lease, leaseMs) => during(alarms.renew(lease, leaseMs)), nextDue: () => during(alarms.nextDue()) },
      watch: changed => (this.#neighbour ? this.#watch(changed) : store.watch(changed)),
      close: () => {
        this.#closed = true
        return store.close()
      },
    }
  }

  get isClosed(): boolean {
    return this.#closed
  }

  /** Has its writes heard by a neighbour as soon as they are done. */
  tellAtOnce(neighbour: Handle | undefined): void {
    this.#neighbour = neighbour
  }

  hear(): void {
    this.#watchers.forEach(watcher => watcher())
  }

  /** Resolves once nothing is under way. */
  async quiet(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending)
  }

  #watch(changed: () => void): () => void {
    const watcher = () => changed()
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  #during<T>(act: Promise<T>): Promise<T> {
    const over = act.then(() => void this.#pending.delete(over), () => void this.#pending.delete(over))
    this.#pending.add(over)
    return act
  }
}
