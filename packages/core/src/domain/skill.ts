import { z } from 'zod'
import { count, id, prose, slug } from './fields.ts'

/** A path inside a skill's folder: relative, with `/`, and never out of it. */
export const skillPath = () => z.string().min(1).max(300)
  .refine(path => path.split('/').every(part => part !== '' && part !== '.' && part !== '..'), 'must be a path inside the folder, like "references/style.md"')
  .refine(path => !/[\0\\:]/.test(path) && path.isWellFormed(), 'must not contain a backslash, a colon or a NUL character')

/** One file of a skill. Its bytes lie in the blobs, under their digest. */
export const skillFile = z.object({ path: skillPath(), bytes: count(), sha256: id() })
export type SkillFile = z.infer<typeof skillFile>

/** A folder of know-how in the format of Agent Skills: `SKILL.md`, and what it refers to. */
export const skill = z.object({
  id: id(),
  /** Its name: lower case letters, digits and hyphens. */
  slug: slug(),
  /** When to use it: what an agent reads before it opens the folder. */
  description: prose(1_024),
  /** Number of the version in force, from 1. */
  version: z.int().min(1),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Skill = z.infer<typeof skill>

/** One version of a skill. Its id is `<skill>:<number>`. */
export const skillVersion = z.object({
  id: id(),
  skillId: id(),
  number: z.int().min(1),
  description: prose(1_024),
  files: z.array(skillFile),
  createdAt: z.date(),
})
export type SkillVersion = z.infer<typeof skillVersion>
