import type { Keepers, Store } from '../ports/store.ts'
import type { FakeClock } from './fake-clock.ts'

/** A store whose files are waited for before time passes: what a test sees does not depend on how fast a disk is. */
export function waitedFor(store: Store, clock: FakeClock): Store {
  const { keepers } = store
  if (!keepers) return store
  const waited: Keepers = { blobs: waiting(keepers.blobs, clock), logs: waiting(keepers.logs, clock), vault: waiting(keepers.vault, clock) }
  return over(store, (name, value) => (name === 'keepers' ? waited : value))
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
