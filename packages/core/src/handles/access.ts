import type { ActInput } from '../operations/governance/acts.ts'
import { checkMayDo, govern, type Governed } from '../operations/governance/govern.ts'
import { secretRef, toolRef } from '../operations/find.ts'
import { sealedInput, type SecretInput } from '../operations/secrets/set-secret.ts'
import type { ChangeOptions, Door, ListQuery } from './door.ts'

export const secretVerbs = ({ act, look, list, deps, companyId, by }: Door) => ({
  /** Keeps a secret, or replaces its value: 8 characters or more. Nobody reads it back; runs are handed it by `{ secret: slug }` in a configuration or a tool. */
  set: async (input: SecretInput, options?: ChangeOptions) => {
    await checkMayDo({ deps, companyId, by }, 'secret.set')
    return act('secret.set', await sealedInput(deps, companyId, input), options)
  },
  /** The same, or asks the board where it takes two. What the board is asked holds the value sealed. */
  propose: async (input: SecretInput, options: ChangeOptions & { reason?: string } = {}): Promise<Governed> => {
    await checkMayDo({ deps, companyId, by }, 'secret.set')
    return govern({ deps, companyId, by }, { kind: 'secret.set', input: await sealedInput(deps, companyId, input), mode: 'propose', ...options })
  },
  remove: (secret: string, options?: ChangeOptions) => act('secret.remove', { secret }, options),
  get: (ref: string) => look(view => secretRef(view, ref)),
  list: (query: ListQuery<'secret'> = {}) => list('secret', { by: 'createdAt', ...query }),
})

export const toolVerbs = ({ act, look, list }: Door) => ({
  set: (input: ActInput<'tool.set'>, options?: ChangeOptions) => act('tool.set', input, options),
  remove: (tool: string, options?: ChangeOptions) => act('tool.remove', { tool }, options),
  get: (ref: string) => look(view => toolRef(view, ref)),
  list: (query: ListQuery<'tool'> = {}) => list('tool', { by: 'createdAt', ...query }),
})
