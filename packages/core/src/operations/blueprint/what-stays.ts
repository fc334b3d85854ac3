import type { Json } from '../../policy/canonical.ts'
import type { DesiredByNoun } from './desired.ts'
import type { BlueprintNoun, Named, StandingByNoun } from './standing.ts'

/** What a file names no more but is still in use. */
export interface Kept { noun: BlueprintNoun; slug: string; why: string }

/** Roles that were ever held, and tools and skills that somebody draws from when everything else is done: they cannot be removed. */
export function whatStays({ going, standing, desired }: { going: StandingByNoun; standing: StandingByNoun; desired: DesiredByNoun }): Kept[] {
  const agents = overlaid(standing.agent, desired.agent)
  const roles = going.role.flatMap(({ key: slug }): Kept[] => {
    const holder = agents.find(({ facts }) => facts['role'] === slug)
    return holder ? [{ noun: 'role', slug, why: `"${holder.key}" is, or was, in it: a role that was ever held stays` }] : []
  })
  const gone = new Set(going.role.filter(({ key }) => roles.every(({ slug }) => slug !== key)).map(({ key }) => key))
  const left = overlaid(standing.role, desired.role).filter(({ key }) => !gone.has(key))
  const ended = new Set(going.agent.map(({ key }) => key))
  const working = agents.filter(({ key, facts }) => !ended.has(key) && facts['status'] !== 'terminated')
  const used = (slug: string, users: readonly Named[], has: (user: Named) => Json | undefined): Named | undefined => users.find(user => listed(has(user)).includes(slug))
  const tools = going.tool.flatMap(({ key: slug }): Kept[] => {
    const user = used(slug, left, ({ facts: { tools: toolbox } }) => (typeof toolbox === 'object' && toolbox !== null && !Array.isArray(toolbox) ? toolbox['mcp'] : undefined))
    return user ? [{ noun: 'tool', slug, why: `it is granted to the role "${user.key}"` }] : []
  })
  const skills = going.skill.flatMap(({ key: slug }): Kept[] => {
    const user = used(slug, [...left, ...working], ({ facts }) => facts['skills'])
    return user ? [{ noun: 'skill', slug, why: `"${user.key}" draws from it` }] : []
  })
  return [...roles, ...tools, ...skills]
}

/** What there is once what is wanted has taken the place of what stood. */
const overlaid = (standing: readonly Named[], desired: readonly Named[]): Named[] => [...new Map([...standing, ...desired].map(one => [one.key, one])).values()]

const listed = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])
