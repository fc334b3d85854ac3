import { z } from 'zod'
import { conflict, PaperclipError } from '../../domain/error.ts'
import { id, slug } from '../../domain/fields.ts'
import { parse } from '../../domain/parse.ts'
import { secret, type Secret } from '../../domain/secret.ts'
import { ABOUT_NOBODY, defineAct } from '../governance/act.ts'
import { all, first, secretRef } from '../find.ts'
import { change, create, deed, read, remove, type Deps, type Work } from '../work.ts'
import { companyKeyOrNew } from './company-key.ts'
import { secretsOf } from './set-tool.ts'
import { fingerprintOf, placeOf, sealValue } from './seal.ts'

const LEAST_VALUE = 8
const MOST_VALUE = 64_000
const RULE = { agent: 'board', board: 'owner', weight: 'power' } as const

const given = z.strictObject({
  slug: slug(),
  value: z.string().min(LEAST_VALUE, `must be at least ${LEAST_VALUE} characters, or it could not be told from other text in a log`).max(MOST_VALUE)
    .refine(value => value.isWellFormed() && !value.includes('\0'), 'must be text without NUL characters'),
  description: secret.shape.description.optional(),
})
export type SecretInput = z.input<typeof given>

/** Keeps a secret whose value was sealed already: what an act holds may be stored, and shown to the board. */
export const setSecret = defineAct({
  kind: 'secret.set',
  input: z.strictObject({ slug: slug(), id: id(), box: z.string().regex(/^v1\.[\w-]+$/), fingerprint: id(), description: secret.shape.description.optional() }),
  identity: ({ slug: named, fingerprint, description }) => ({ slug: named, fingerprint, description }),
  subject: ({ tx }, { slug: named }) => first(tx, 'secret', { where: { slug: named }, by: 'id' }),
  rule: RULE,
  concern: ABOUT_NOBODY,
  async perform(work, { slug: named, id: secretId, box, description }): Promise<Secret> {
    const { tx, now } = work
    const standing = await first(tx, 'secret', { where: { slug: named }, by: 'id' })
    if (standing ? standing.id !== secretId : await tx.get('secret', secretId)) throw conflict('exists', `The secret "${named}" was set by somebody else at the same moment. Set it again.`)
    await tx.put('sealed', { id: secretId, box })
    if (standing) return change(deed(work, 'secret', 'secret.set'), standing, { version: standing.version + 1, description: description ?? standing.description })
    return create(deed(work, 'secret', 'secret.set'), { id: secretId, slug: named, description: description ?? '', version: 1, createdAt: now, updatedAt: now })
  },
})

/** Destroys a secret. Refused while a role is granted it or a tool uses it. */
export const removeSecret = defineAct({
  kind: 'secret.remove',
  input: z.strictObject({ secret: id() }),
  subject: ({ tx }, { secret: ref }) => secretRef(tx, ref),
  rule: RULE,
  concern: ABOUT_NOBODY,
  async perform(work, { secret: ref }): Promise<Secret> {
    const gone = await secretRef(work.tx, ref)
    const users = await usersOf(work, gone.slug)
    if (users.length > 0) throw conflict('wrong_state', `The secret "${gone.slug}" is used by ${users.join(', ')}. Take it from there first.`)
    await work.tx.remove('sealed', gone.id)
    await remove(deed(work, 'secret', 'secret.remove'), gone)
    return gone
  },
})

async function usersOf({ tx }: Work, slugOf: string): Promise<string[]> {
  const roles = (await all(tx, 'role', { by: 'createdAt' })).filter(({ secrets }) => secrets.includes(slugOf))
  const tools = (await all(tx, 'tool', { by: 'createdAt' })).filter(({ connection }) => secretsOf(connection).includes(slugOf))
  return [...roles.map(({ slug: name }) => `role "${name}"`), ...tools.map(({ slug: name }) => `tool "${name}"`)]
}

/** Seals a value for the act that keeps it. */
export async function sealedInput(deps: Deps, companyId: string, input: SecretInput): Promise<z.input<typeof setSecret.input>> {
  const { slug: named, value, description } = parse(given, typeof input === 'object' && input !== null ? hidden(input) : input, 'The secret')
  const key = await companyKeyOrNew(deps, companyId)
  const standing = await read(deps, companyId, view => first(view, 'secret', { where: { slug: named }, by: 'id' }))
  const secretId = standing?.id ?? deps.ids.next('sec')
  return {
    slug: named, id: secretId, box: sealValue(deps.ids, { key, place: placeOf(companyId, secretId) }, value), fingerprint: fingerprintOf(key, value),
    ...(description === undefined ? {} : { description }),
  }
}

/** Refuses a wrong value before anything could quote it. */
function hidden(input: SecretInput): SecretInput {
  const { value } = input
  const checked = given.shape.value.safeParse(value)
  if (checked.success) return input
  const problem = checked.error.issues.map(({ message }) => message).join('; ')
  throw new PaperclipError('invalid_input', `The secret is not valid. value: ${problem}.`, { fields: [{ field: 'value', problem }] })
}
