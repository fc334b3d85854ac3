import { createHash } from 'node:crypto'
import { parse } from '../../domain/parse.ts'
import type { SkillFile } from '../../domain/skill.ts'
import { keptFiles } from '../skills/set-skill.ts'
import type { Deps } from '../work.ts'
import { definition, type Definition, type KeptDefinition, type SkillContent } from './definition.ts'

const WHAT = 'The definition'

const bytesOf = (content: SkillContent): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : content instanceof Uint8Array ? content : Buffer.from(content.base64, 'base64')

/** A definition with its skills' files told by their digests. Nothing is kept: enough to plan. */
export const digested = (given: Definition): Promise<KeptDefinition> => withFiles(given, async ({ files }) =>
  Object.entries(files).map(([path, content]) => ({ path, bytes: bytesOf(content).byteLength, sha256: createHash('sha256').update(bytesOf(content)).digest('hex') })))

/** The same, with the files in the blobs of the company. Throws `too_large` for more than a skill may have. */
export const kept = (place: { deps: Deps; companyId: string }, given: Definition): Promise<KeptDefinition> => withFiles(given, async ({ slug, description, files }) =>
  (await keptFiles(place, { slug, description, files: Object.fromEntries(Object.entries(files).map(([path, content]) => [path, bytesOf(content)])) })).files)

interface GivenSkill { slug: string; description: string; files: Readonly<Record<string, SkillContent>> }

async function withFiles(given: Definition, listed: (skill: GivenSkill) => Promise<SkillFile[]>): Promise<KeptDefinition> {
  const read = parse(definition, given, WHAT)
  const skills: NonNullable<KeptDefinition['skills']> = {}
  for (const [slug, { description, files }] of Object.entries(read.skills)) skills[slug] = { description, files: await listed({ slug, description, files }) }
  return { ...given, skills }
}
