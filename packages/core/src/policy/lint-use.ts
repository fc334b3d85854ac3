import type { Finding, LintFacts } from './lint-facts.ts'

/** Secrets that nobody needs, and routines that can do nothing. */
export function lintUse({ secrets, roles, routines }: LintFacts): Finding[] {
  return [
    ...secrets.flatMap(({ slug, grantedTo, usedBy }): Finding[] => {
      if (usedBy.length > 0) return []
      if (grantedTo.length === 0) return [{ code: 'secret_not_granted', severity: 'note', about: slug, message: `The secret "${slug}" is granted to no role and used by no tool: what is not kept cannot leak.`, fix: { kind: 'secret.remove', input: { secret: slug } } }]
      const [only, ...others] = roles.filter(role => role.secrets.includes(slug))
      return [{
        code: 'secret_not_used', severity: 'note', about: slug, message: `The secret "${slug}" is granted to ${grantedTo.map(name => `"${name}"`).join(', ')}, but no configuration and no tool uses it.`,
        fix: only && others.length === 0 ? { kind: 'role.set', input: { slug: only.slug, secrets: only.secrets.filter(name => name !== slug) } } : null,
      }]
    }),
    ...routines.filter(({ status, assigneeIs }) => status === 'active' && assigneeIs !== 'active').map(({ slug, assignee, assigneeIs }): Finding => ({
      code: 'routine_stuck', severity: 'warn', about: slug, message: `The routine "${slug}" creates its tasks for "${assignee}", who is ${assigneeIs}: nothing comes of it. Give it to somebody else with routine.set, or pause it.`,
      fix: { kind: 'routine.pause', input: { routine: slug } },
    })),
  ]
}
