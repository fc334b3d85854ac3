import type { Governed } from '../operations/governance/govern.ts'
import { need } from '../operations/find.ts'
import { addressOf, newHook, type HookInput, type MadeHook } from '../operations/waking/set-hook.ts'
import type { Door, ListQuery, VerbOptions } from './door.ts'
import { toldOnce } from './told-once.ts'

export const hookVerbs = (door: Door) => {
  const { act, look, list, deps, companyId } = door, made = toldOnce(door, 'hook.create', (input: HookInput) => newHook(deps, companyId, input))
  return {
    /** Makes a hook by which somebody outside brings data in. Its secret is told this once. */
    create: async (input: HookInput, options?: VerbOptions): Promise<MadeHook> => {
      const { row: hook, secret } = await made.create(input, options)
      return { hook, address: addressOf(companyId, hook.id), secret }
    },
    /** The same, or asks the board where it takes two: what is sent is taken in once the board has said yes. */
    propose: async (input: HookInput, options?: VerbOptions & { reason?: string }): Promise<{ address: string; secret: string; outcome: Governed }> => {
      const { id, secret, outcome } = await made.propose(input, options)
      return { address: addressOf(companyId, id), secret, outcome }
    },
    /** Ends a hook at once. */
    revoke: (hook: string, options?: VerbOptions) => act('hook.revoke', { hook }, options),
    get: (hook: string) => look(view => need(view, 'hook', hook)),
    list: (query: ListQuery<'hook'> = {}) => list('hook', { by: 'createdAt', ...query }),
  }
}
