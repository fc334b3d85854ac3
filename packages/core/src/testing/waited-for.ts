import type { Keepers, Store } from '../ports/store.ts'
import type { FakeClock } from './fake-clock.ts'

/** A store that is waited for before time passes, and its files too: what a test sees does not depend on how fast a disk or a database is. */
export function waitedFor(store: Store, clock: FakeClock): Store {
  const { keepers, instance, alarms } = store
  const parts = new Map<PropertyKey, unknown>(Object.entries({ instance: waiting(instance, clock), alarms: waiting(alarms, clock) }))
  if (keepers) {
    const waited: Keepers = { blobs: waiting(keepers.blobs, clock), logs: waiting(keepers.logs, clock), vault: waiting(keepers.vault, clock) }
    parts.set('keepers', waited)
  }
  const calls = waiting(store, clock)
  return over(store, name => (parts.has(name) ? parts.get(name) : Reflect.get(calls, name)))
}

/** The same object; each promise it gives is one that the clock waits for. */
const waiting = <T extends object>(object: T, clock: FakeClock): T => over(object, (_, member) => {
  if (typeof member !== 'function') return member
  return (...given: unknown[]): unknown => {
    const answer: unknown = Reflect.apply(member, object, given)
    return answer instanceof Promise ? clock.during(answer) : answer
  }
})

const over = <T extends object>(object: T, shown: (name: PropertyKey, member: unknown) => unknown): T => new Proxy(object, {
  get(target, name) {
    const member: unknown = Reflect.get(target, name, target)
    return shown(name, typeof member === 'function' ? member.bind(target) as unknown : member)
  },
})
