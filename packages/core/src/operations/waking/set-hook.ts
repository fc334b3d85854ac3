import { z } from 'zod'
import { conflict } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import { hook, type Hook } from '../../domain/hook.ts'
import { parse } from '../../domain/parse.ts'
import { writeHookSecret } from '../../policy/webhook-signature.ts'
import { ABOUT_NOBODY, defineAct } from '../governance/act.ts'
import { agentRef, need } from '../find.ts'
import { companyKeyOrNew } from '../secrets/company-key.ts'
import { placeOf, sealValue } from '../secrets/seal.ts'
import { change, create, deed, type Deps } from '../work.ts'

const RULE = { agent: 'board', board: 'owner', weight: 'power' } as const
const { name, source, audience } = hook.shape

const given = z.strictObject({
  name,
  /** Slug or id of the agent, or of the manager of the team, that its signals are for. */
  to: id(),
  audience: audience.default('agent'),
  source,
})
export type HookInput = z.input<typeof given>

/** A hook that was just made. `secret` is told this once; `address` says where it is. */
export interface MadeHook { hook: Hook; address: string; secret: string }

/** Keeps a hook whose secret was sealed already. There is none without. */
export const createHook = defineAct({
  kind: 'hook.create',
  input: given.extend({ id: id(), box: z.string().regex(/^v1\.[\w-]+$/) }),
  identity: input => [input.name, input.to, input.audience, input.source],
  rule: RULE,
  concern: ABOUT_NOBODY,
  async perform(work, { id: hookId, box, to, ...said }): Promise<Hook> {
    const { tx, now, by: { kind: createdByKind, id: createdById } } = work
    if (await tx.get('hook', hookId) ?? await tx.get('sealed', hookId)) throw conflict('exists', 'This hook exists already.')
    const { id: agentId } = await agentRef(tx, to)
    await tx.put('sealed', { id: hookId, box })
    return create(deed(work, 'hook', 'hook.create'), { id: hookId, ...said, agentId, createdByKind, createdById, createdAt: now, revokedAt: null, refused: 0, refusedAt: null })
  },
})

/** Ends a hook at once, and destroys its secret. */
export const revokeHook = defineAct({
  kind: 'hook.revoke',
  input: z.strictObject({ hook: id() }),
  rule: { ...RULE, board: 'operator', weight: 'work', archived: 'allowed' },
  concern: ABOUT_NOBODY,
  async perform(work, { hook: hookId }): Promise<Hook> {
    const standing = await need(work.tx, 'hook', hookId)
    if (standing.revokedAt !== null) return standing
    await work.tx.remove('sealed', hookId)
    return change(deed(work, 'hook', 'hook.revoke'), standing, { revokedAt: work.now })
  },
})

/** Makes a secret, and the act's input that keeps it sealed. */
export async function newHook(deps: Deps, companyId: string, input: HookInput): Promise<{ secret: string; input: z.input<typeof createHook.input> }> {
  const said = parse(given, input, 'The hook')
  const secret = writeHookSecret(Buffer.from(deps.ids.secret(), 'hex')), hookId = deps.ids.next('hok')
  const key = await companyKeyOrNew(deps, companyId)
  return { secret, input: { ...said, id: hookId, box: sealValue(deps.ids, { key, place: placeOf(companyId, hookId) }, secret) } }
}

/** Where a hook is: its company, and which of its hooks. */
export const addressOf = (companyId: string, hookId: string): string => `${companyId}.${hookId}`
