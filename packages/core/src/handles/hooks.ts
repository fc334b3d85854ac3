import { checkMayDo, govern, type Governed } from '../operations/governance/govern.ts'
import { need } from '../operations/find.ts'
import { addressOf, newHook, type HookInput, type MadeHook } from '../operations/waking/set-hook.ts'
import type { Door, ListQuery, VerbOptions } from './door.ts'
import { checkNew } from './told-once.ts'

export const hookVerbs = ({ act, look, list, deps, companyId, by }: Door) => ({
  /** Makes a hook by which somebody outside brings data in. Its secret is told this once. */
  create: async (input: HookInput, options?: VerbOptions): Promise<MadeHook> => {
    await checkMayDo({ deps, companyId, by }, 'hook.create')
    const { secret, input: kept } = await newHook(deps, companyId, input)
    const hook = checkNew(await act('hook.create', kept, options), kept.id)
    return { hook, address: addressOf(companyId, hook.id), secret }
  },
  /** The same, or asks the board where it takes two: what is sent is taken in once the board has said yes. */
  propose: async (input: HookInput, options: VerbOptions & { reason?: string } = {}): Promise<{ address: string; secret: string; outcome: Governed }> => {
    await checkMayDo({ deps, companyId, by }, 'hook.create')
    const { secret, input: kept } = await newHook(deps, companyId, input)
    const outcome = await govern({ deps, companyId, by }, { kind: 'hook.create', input: kept, mode: 'propose', ...options })
    checkNew(outcome.kind === 'done' ? outcome.value : outcome.approval.input, kept.id)
    return { address: addressOf(companyId, kept.id), secret, outcome }
  },
  /** Ends a hook at once. */
  revoke: (hook: string, options?: VerbOptions) => act('hook.revoke', { hook }, options),
  get: (hook: string) => look(view => need(view, 'hook', hook)),
  list: (query: ListQuery<'hook'> = {}) => list('hook', { by: 'createdAt', ...query }),
})
