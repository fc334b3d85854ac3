import { z } from 'zod'
import { conflict, PaperclipError } from '../../domain/error.ts'
import { id, slug } from '../../domain/fields.ts'
import { parse } from '../../domain/parse.ts'
import { skill as skillSchema, pathClash, skillFile, skillPath, type Skill, type SkillFile } from '../../domain/skill.ts'
import { canonical } from '../../policy/canonical.ts'
import { ABOUT_NOBODY, defineAct } from '../governance/act.ts'
import { all, first, need, skillRef } from '../find.ts'
import { putBack } from '../papers/kept-bytes.ts'
import { change, create, deed, remove, type Deps } from '../work.ts'

const MAIN = 'SKILL.md'
const RULE = { agent: 'skill.set', board: 'operator', weight: 'power' } as const
const { description } = skillSchema.shape

const files = z.array(skillFile).min(1).superRefine((listed, context) => checkPaths(listed.map(({ path }) => path), context))

/** Notes what is wrong with the paths of a skill together. */
function checkPaths(paths: readonly string[], context: z.core.$RefinementCtx): void {
  const clash = pathClash(paths)
  if (clash !== null) context.addIssue({ code: 'custom', message: clash })
  if (!paths.includes(MAIN)) context.addIssue({ code: 'custom', message: `must hold a ${MAIN} at its root` })
}

/** Creates a skill, or gives the one of this slug a new version. The same files again change nothing. */
export const setSkill = defineAct({
  kind: 'skill.set',
  input: z.strictObject({ slug: slug(), description: description.min(1, 'must say when to use the skill'), files }),
  subject: ({ tx }, { slug: named }) => first(tx, 'skill', { where: { slug: named }, by: 'id' }),
  rule: RULE,
  async prepare({ deps, companyId }, { files: listed }) {
    checkSize(deps, listed.map(({ bytes }) => bytes))
    const kept: { sha256: string; body: Uint8Array }[] = []
    for (const { path, sha256, bytes } of listed) {
      const body = await deps.blobs.get(companyId, sha256)
      if (!body) throw new PaperclipError('invalid_input', `files: the bytes of "${path}" are not among the blobs of this company. Set the skill with its files.`)
      if (body.byteLength !== bytes) throw new PaperclipError('invalid_input', `files: "${path}" has ${body.byteLength} bytes (was ${bytes}).`)
      kept.push({ sha256, body })
    }
    return async () => { for (const one of kept) await putBack({ deps, companyId }, one) }
  },
  concern: async () => ({ agents: [], whole: 'company' }),
  async perform(work, { slug: named, description: about, files: listed }): Promise<Skill> {
    const { tx, now, deps } = work
    const sorted = [...listed].sort((a, b) => (a.path < b.path ? -1 : 1))
    const standing = await first(tx, 'skill', { where: { slug: named }, by: 'id' })
    if (standing && await isSame(await need(tx, 'skillVersion', `${standing.id}:${standing.version}`), { description: about, files: sorted })) return standing
    const skill = standing
      ? await change(deed(work, 'skill', 'skill.set'), standing, { description: about, version: standing.version + 1 })
      : await create(deed(work, 'skill', 'skill.set'), { id: deps.ids.next('ski'), slug: named, description: about, version: 1, createdAt: now, updatedAt: now })
    await create(deed(work, 'skillVersion', 'skill.version'), { id: `${skill.id}:${skill.version}`, skillId: skill.id, number: skill.version, description: about, files: sorted, createdAt: now })
    return skill
  },
})

/** Removes a skill with all its versions. Refused while a role or an agent draws from it. */
export const removeSkill = defineAct({
  kind: 'skill.remove',
  input: z.strictObject({ skill: id() }),
  subject: ({ tx }, { skill: ref }) => skillRef(tx, ref),
  rule: { ...RULE, agent: 'board' },
  concern: ABOUT_NOBODY,
  async perform(work, { skill: ref }): Promise<Skill> {
    const { tx } = work
    const gone = await skillRef(tx, ref)
    const roles = (await all(tx, 'role', { by: 'createdAt' })).filter(({ skills }) => skills.includes(gone.slug)).map(({ slug: name }) => `role "${name}"`)
    const agents = (await all(tx, 'agent', { by: 'createdAt' })).filter(({ skills, status }) => status !== 'terminated' && skills.includes(gone.slug)).map(({ slug: name }) => `"${name}"`)
    if (roles.length + agents.length > 0) throw conflict('wrong_state', `The skill "${gone.slug}" is used by ${[...roles, ...agents].join(', ')}. Take it from there first.`)
    for (const version of await all(tx, 'skillVersion', { where: { skillId: gone.id }, by: 'number' })) await remove(deed(work, 'skillVersion', 'skill.remove'), version)
    await remove(deed(work, 'skill', 'skill.remove'), gone)
    return gone
  },
})

const isSame = async (standing: Written, given: Written): Promise<boolean> => canonical(bare(standing)) === canonical(bare(given))
interface Written { description: string; files: SkillFile[] }
const bare = ({ description: about, files: listed }: Written) => ({ about, files: listed.map(({ path, sha256 }) => [path, sha256]) })

/** Throws `too_large` for more or larger files than a skill may have. */
function checkSize({ limits: { skillBytes, skillFiles } }: Pick<Deps, 'limits'>, sizes: readonly number[]): void {
  if (sizes.length > skillFiles) throw new PaperclipError('too_large', `A skill may have ${skillFiles} files: this one has ${sizes.length}.`)
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  if (bytes > skillBytes) throw new PaperclipError('too_large', `A skill may have ${skillBytes} bytes: this one has ${bytes}.`)
}

/** A skill as it is handed in: its files by their paths. */
export interface SkillInput { slug: string; description: string; files: Readonly<Record<string, string | Uint8Array>> }

const handedIn = z.record(skillPath(), z.union([z.string(), z.instanceof(Uint8Array)])).superRefine((given, context) => checkPaths(Object.keys(given), context))

/** Keeps a skill's files for the act that sets it. Throws `too_large` for more than a skill may have. */
export async function keptFiles({ deps, companyId }: { deps: Deps; companyId: string }, input: SkillInput): Promise<z.input<typeof setSkill.input>> {
  const { limits: { skillBytes }, blobs } = deps
  const given = parse(z.strictObject({ slug: slug(), description, files: handedIn }), input, 'The skill')
  const entries = Object.entries(given.files)
  const bodies = entries.map(([path, text]) => ({ path, body: typeof text === 'string' ? Buffer.from(text) : text }))
  checkSize(deps, bodies.map(({ body }) => body.byteLength))
  const kept: SkillFile[] = []
  for (const { path, body } of bodies) kept.push({ path, ...await blobs.put(companyId, body, { most: skillBytes }) })
  return { slug: given.slug, description: given.description, files: kept }
}
