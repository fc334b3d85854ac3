import { conflict } from '../domain/error.ts'
import type { ActInput, ActResult } from '../operations/governance/acts.ts'
import { checkMayDo, govern, type Governed } from '../operations/governance/govern.ts'
import type { Door, VerbOptions } from './door.ts'

/** Acts that keep something whose secret is told once, to whoever made it. */
type Keeping = 'key.create' | 'hook.create' | 'webhook.create'

/** A secret, and the act's input that keeps what proves it. */
interface Made<K extends Keeping> { secret: string; input: ActInput<K> & { id: string } }

/** The verbs by which something is made whose secret is told this once. Nothing is made for whoever may not. */
export function toldOnce<K extends Keeping, I>({ act, deps, companyId, by }: Door, kind: K, make: (input: I) => Made<K> | Promise<Made<K>>) {
  const made = async (input: I): Promise<Made<K>> => {
    await checkMayDo({ deps, companyId, by }, kind)
    return make(input)
  }
  return {
    create: async (input: I, options?: VerbOptions): Promise<{ row: ActResult<K>; secret: string }> => {
      const { secret, input: kept } = await made(input)
      return { row: checkNew(await act(kind, kept, options), kept.id), secret }
    },
    /** The same, or asks the board where it takes two: what was made is good once the board has said yes. */
    propose: async (input: I, options: VerbOptions & { reason?: string } = {}): Promise<{ id: string; secret: string; outcome: Governed }> => {
      const { secret, input: kept } = await made(input)
      const outcome = await govern({ deps, companyId, by }, { kind, input: kept, mode: 'propose', ...options })
      checkNew(outcome.kind === 'done' ? outcome.value : outcome.approval.input, kept.id)
      return { id: kept.id, secret, outcome }
    },
  }
}

/** An answer of an earlier time is about another secret, which cannot be told again. */
function checkNew<T>(made: T, id: string): T {
  if (Reflect.get(Object(made), 'id') === id) return made
  throw conflict('key_reused', 'This was asked for before, under the same idempotency key, and what is secret of it was told then. If that was lost, revoke it and ask for another.')
}
