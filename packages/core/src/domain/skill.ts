import { z } from 'zod'
import { count, id, prose, slug } from './fields.ts'

/** A path inside a skill's folder: relative, with `/`, and never out of it. */
export const skillPath = () => z.string().min(1).max(300)
  .refine(path => path.split('/').every(part => part !== '' && part !== '.' && part !== '..'), 'must be a path inside the folder, like "references/style.md"')
  .refine(path => !/[\0\\:]/.test(path) && path.isWellFormed(), 'must not contain a backslash, a colon or a NUL character')

/** What is wrong with the paths of one folder together: not every machine could lay them out. Null if nothing is. */
export function pathClash(paths: readonly string[]): string | null {
  const spelled = new Map<string, string>(), files = new Set<string>(), folders = new Set<string>()
  for (const path of paths) {
    const parts = path.split('/')
    for (let depth = 1; depth <= parts.length; depth++) {
      const part = parts.slice(0, depth).join('/'), key = part.normalize('NFC').toLowerCase(), other = spelled.get(key)
      if (other !== undefined && other !== part) return `"${part}" is the same as "${other}" on some machines`
      if (depth === parts.length && files.has(key)) return `"${part}" is there twice`
      spelled.set(key, part)
      const kind = depth === parts.length ? files : folders
      kind.add(key)
      if (files.has(key) && folders.has(key)) return `"${part}" is both a file and a folder`
    }
  }
  return null
}

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
