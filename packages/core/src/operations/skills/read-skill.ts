import { PaperclipError } from '../../domain/error.ts'
import type { Skill, SkillFile, SkillVersion } from '../../domain/skill.ts'
import type { JobSkill } from '../../ports/adapter.ts'
import type { CompanyView } from '../../ports/store.ts'
import { first, need } from '../find.ts'
import type { Deps } from '../work.ts'

/** A skill with the version in force. */
export interface SkillInForce { skill: Skill; version: SkillVersion }

/** Those of these skills that there are, by their name. */
export async function skillsOf(view: CompanyView, slugs: readonly string[]): Promise<SkillInForce[]> {
  const found = await Promise.all([...new Set(slugs)].sort().map(async (slug): Promise<SkillInForce[]> => {
    const skill = await first(view, 'skill', { where: { slug }, by: 'id' })
    return skill ? [{ skill, version: await need(view, 'skillVersion', `${skill.id}:${skill.version}`) }] : []
  }))
  return found.flat()
}

/** A skill as an adapter is handed it: its files are read when they are needed. */
export const jobSkill = (deps: Pick<Deps, 'blobs'>, companyId: string, { skill: { slug, description }, version: { number, files } }: SkillInForce): JobSkill =>
  ({ name: slug, description, version: number, files: files.map(file => ({ ...file, read: () => readSkillFile(deps, companyId, file) })) })

/** The bytes of a skill's file. */
export async function readSkillFile({ blobs }: Pick<Deps, 'blobs'>, companyId: string, { path, sha256 }: SkillFile): Promise<Uint8Array> {
  const bytes = await blobs.get(companyId, sha256)
  if (!bytes) throw new PaperclipError('unavailable', `The file "${path}" is not among the blobs of this installation (${sha256}). Were its files moved or restored without them?`)
  return bytes
}
