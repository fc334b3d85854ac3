import { z } from 'zod'
import { accessKey, type AccessKey } from '../../domain/access-key.ts'
import { defined } from '../../domain/defined.ts'
import { conflict, PaperclipError } from '../../domain/error.ts'
import { budgetWindow } from '../../domain/budget.ts'
import { moneyInput } from '../../domain/money.ts'
import { durationInput } from '../../domain/duration.ts'
import { id } from '../../domain/fields.ts'
import { parse } from '../../domain/parse.ts'
import { ABOUT_NOBODY, defineAct } from '../governance/act.ts'
import { openBudget } from '../money/set-budget.ts'
import { beyondKey, checkCounted } from './key-bounds.ts'
import { agentRef, need } from '../find.ts'
import { change, create, deed, type Deps } from '../work.ts'
import { digestOfToken, randomProof, writeToken } from './token-text.ts'

const RULE = { agent: 'board', board: 'owner', weight: 'power' } as const
const { name, level, acts } = accessKey.shape

const given = z.strictObject({
  name,
  /** An agent's slug or id: the key sits at its desk, and does nothing else. */
  agent: id().nullable().default(null),
  level: level.default('viewer'),
  acts: acts.default(null),
  /** Slugs or ids of the only agents its acts may be about. */
  agents: z.array(id()).max(1_000).nullable().default(null),
  expiresIn: durationInput(60_000).nullable().default(null),
  /** The most that runs may cost which come of its deeds; null: what is behind it bounds it alone. */
  budget: z.strictObject({ limit: moneyInput(), window: budgetWindow().default('month') }).nullable().default(null),
})
export type AccessKeyInput = z.input<typeof given>

/** A key that was just made. `token` is shown this once. */
export interface MadeKey { key: AccessKey; token: string }

/** Keeps a key whose token was made already: what an act holds may be stored, and shown to the board. */
export const createKey = defineAct({
  kind: 'key.create',
  input: given.extend({ id: id(), digest: z.string().regex(/^[0-9a-f]{64}$/), hint: id() }),
  identity: input => [input.name, input.agent, input.level, input.acts, input.agents, input.expiresIn, input.budget],
  rule: RULE,
  async concern({ tx, by, now }, { acts: only, agent, expiresIn }) {
    const own = by.kind === 'key' ? await tx.get('accessKey', by.id) : undefined
    return { agents: [], lends: own ? beyondKey(own, { acts: only, agentId: agent, expiresAt: lifeFrom(now, expiresIn) }) : [] }
  },
  async perform(work, { id: keyId, digest, hint, name: called, level: atMost, acts: only, agent, agents, expiresIn, budget }): Promise<AccessKey> {
    if (budget) checkCounted({ acts: only, agent })
    if (await work.tx.get('accessKey', keyId)) throw conflict('exists', 'This key exists already.')
    const { kind: createdByKind, id: createdById } = work.by
    const budgetId = budget ? (await openBudget(work, { scope: 'key', scopeId: keyId, ...budget })).id : null
    return create(deed(work, 'accessKey', 'key.create'), {
      id: keyId, name: called, digest, hint, level: atMost, acts: only, budgetId, createdByKind, createdById, createdAt: work.now, revokedAt: null,
      agentId: agent === null ? null : (await agentRef(work.tx, agent)).id,
      agents: agents && await Promise.all(agents.map(async ref => (await agentRef(work.tx, ref)).id)),
      expiresAt: lifeFrom(work.now, expiresIn),
    })
  },
})

const lifeFrom = (now: Date, expiresIn: number | null): Date | null => (expiresIn === null ? null : new Date(now.getTime() + expiresIn))

/** Ends a key at once. */
export const revokeKey = defineAct({
  kind: 'key.revoke',
  input: z.strictObject({ key: id() }),
  rule: { ...RULE, board: 'operator', weight: 'work', archived: 'allowed' },
  concern: ABOUT_NOBODY,
  async perform(work, { key: keyId }): Promise<AccessKey> {
    const key = await need(work.tx, 'accessKey', keyId)
    return key.revokedAt === null ? change(deed(work, 'accessKey', 'key.revoke'), key, { revokedAt: work.now }) : key
  },
})

/** Makes a token, and the act's input that keeps its digest. */
export function newKey({ ids, knows }: Pick<Deps, 'ids'> & { knows(kind: string): boolean }, companyId: string, input: AccessKeyInput): { token: string; input: z.input<typeof createKey.input> } {
  const { expiresIn: _expiresIn, budget: _budget, ...parsed } = parse(given, input, 'The key')                            // the act reads it again, as it was written
  const unknown = parsed.acts?.find(kind => !knows(kind))
  if (unknown !== undefined) throw new PaperclipError('invalid_input', `acts: there is no act "${unknown}".`, { fields: [{ field: 'acts', problem: 'names an act that does not exist' }] })
  const token = writeToken({ kind: parsed.agent === null ? 'key' : 'agent', place: companyId, proof: randomProof(ids) })
  return { token, input: { ...parsed, ...defined({ expiresIn: input.expiresIn, budget: input.budget }), id: ids.next('key'), digest: digestOfToken(token), hint: token.slice(-4) } }
}
