import { PERMISSIONS, type Grants, type Permission } from '../domain/permission.ts'
import type { Finding, LintFacts } from './lint-facts.ts'

/** What each power lets a role do to others, in words. Of these the board is asked unless a role says otherwise. */
const POWERS: Readonly<Partial<Record<Permission, string>>> = {
  'agent.hire': 'hire', 'agent.configure': 'configure agents', 'agent.terminate': 'terminate agents', 'budget.set': 'set budgets', 'budget.raise': 'raise budgets', 'role.set': 'change roles', 'skill.set': 'change skills',
}
const REACH = { self: 'for itself', reports: 'among its reports', team: 'in its team', company: 'in the whole company' } as const

/** Permissions that are wide in whole-company reach: those that move other agents, their money or their work. */
const WIDE: readonly Permission[] = [...PERMISSIONS.filter(name => name in POWERS), 'agent.move', 'agent.hold', 'task.manage', 'goal.set', 'routine.set']

/** Who may do what without being asked, and who alone could mend it. */
export function lintPower(facts: LintFacts): Finding[] {
  return [...facts.roles.flatMap(role => [...unasked(role, facts), ...wide(role, facts)]), ...soleOwner(facts)]
}

type Role = LintFacts['roles'][number]

function unasked({ slug, permissions }: Role, facts: LintFacts): Finding[] {
  const free = PERMISSIONS.filter(name => POWERS[name] !== undefined && permissions[name]?.verdict === 'allow')
  if (free.length === 0) return []
  const deeds = free.map(name => `${POWERS[name] ?? name} ${REACH[permissions[name]?.scope ?? 'self']}`)
  return [{
    code: 'acts_without_asking', severity: 'warn', about: slug, message: `The role "${slug}" lets ${holders(slug, facts)} ${deeds.join(', ')} without asking the board.`,
    fix: { kind: 'role.set', input: { slug, permissions: changed(permissions, free, grant => ({ ...grant, verdict: 'ask' })) } },
  }]
}

function wide({ slug, permissions, hasBudget }: Role, facts: LintFacts): Finding[] {
  const far = WIDE.filter(name => permissions[name]?.scope === 'company')
  if (far.length === 0 || hasBudget === 'yes') return []
  return [{
    code: 'wide_role', severity: 'note', about: slug, message: `The role "${slug}" reaches the whole company with ${far.map(name => `"${name}"`).join(', ')}, and sets no budget for whoever is hired into it (now: ${holders(slug, facts)}).`,
    fix: { kind: 'role.set', input: { slug, permissions: changed(permissions, far, grant => ({ ...grant, scope: 'team' })) } },
  }]
}

function soleOwner({ members, company }: LintFacts): Finding[] {
  const deciding = members.filter(({ level }) => level !== 'viewer'), [only] = members.filter(({ level }) => level === 'owner')
  if (members.filter(({ level }) => level === 'owner').length !== 1 || !only) return []
  const alone = deciding.length === 1 ? `nobody else can decide, and an owner who proposes decides alone${company.boardMinimum > 1 ? ', though this company wants two' : ''}` : 'nobody else can change the board or its secrets'
  return [{ code: 'sole_owner', severity: 'note', about: company.slug, message: `"${only.id}" is the only owner: ${alone}; who loses that account loses the company. Put somebody else on the board with member.set.`, fix: null }]
}

const changed = (permissions: Grants, names: readonly Permission[], change: (grant: NonNullable<Grants[Permission]>) => NonNullable<Grants[Permission]>): Grants =>
  Object.fromEntries(PERMISSIONS.flatMap(name => {
    const grant = permissions[name]
    return grant ? [[name, names.includes(name) ? change(grant) : grant]] : []
  }))

function holders(slug: string, { agents }: LintFacts): string {
  const names = agents.filter(({ role }) => role === slug).map(one => `"${one.slug}"`)
  return names.length === 0 ? 'nobody yet' : names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')
}
