import { isAtLeast, type BoardLevel } from '../domain/member.ts'
import type { Company } from '../domain/company.ts'
import { DEFAULT_GRANTS, PERMISSIONS, SCOPES, type Grants, type Permission, type Scope } from '../domain/permission.ts'

/** How an act is governed. */
export interface ActRule {
  /** What an agent's role must grant; `own_desk` needs nothing, for the act itself checks that it is the agent's own; `board` is never an agent's. */
  agent: Permission | 'own_desk' | 'board'
  /** The least level of a board member. */
  board: Exclude<BoardLevel, 'viewer'>
  /** `power` acts change what agents may do or spend: never on oneself or upwards, and they take `boardMinimum` members. */
  weight: 'power' | 'work'
  /** Set if it may be done in a company that is put away. */
  archived?: 'allowed'
}

/** Where the one acted upon stands, seen from the one who acts. */
export type Relation = 'self' | 'reports' | 'team' | 'company' | 'above'

type CompanyStatus = Company['status']

/** Who acts, as far as the rule needs to know. */
export type Standing =
  | { kind: 'system' }
  | { kind: 'operator'; level: BoardLevel | null; boardMinimum: number; company: CompanyStatus }
  | { kind: 'agent'; grants: Grants }

export interface ActFacts {
  /** One for each agent the act is about. */
  relations: readonly Relation[]
  /** What the act would give beyond what the actor has, in words. */
  exceeds: readonly string[]
  /** What the board must see whatever the actor's role says, in words. Only read for agents. */
  asks: readonly string[]
  /** Opinions of plugins. */
  opinions: readonly ('allow' | 'ask' | 'forbid')[]
}

export type Verdict = { kind: 'allow' } | { kind: 'ask' } | { kind: 'forbid'; why: string }

const REACH: Readonly<Record<Relation, number>> = { self: 0, reports: 1, team: 2, company: 3, above: 3 }

/** Judges an act: the strictest of the house rule and the plugins' opinions. */
export function ruleOn(rule: ActRule, standing: Standing, facts: ActFacts): Verdict {
  const house = houseRule(rule, standing, facts)
  if (house.kind === 'forbid' || standing.kind === 'system') return house
  if (facts.opinions.includes('forbid')) return { kind: 'forbid', why: 'a rule of a plugin forbids it' }
  return facts.opinions.includes('ask') ? { kind: 'ask' } : house
}

function houseRule(rule: ActRule, standing: Standing, facts: ActFacts): Verdict {
  switch (standing.kind) {
    case 'system':
      return { kind: 'allow' }
    case 'operator':
      return operatorRule(rule, standing)
    case 'agent':
      return agentRule(rule, standing.grants, facts)
  }
}

function operatorRule(rule: ActRule, { level, boardMinimum, company }: Extract<Standing, { kind: 'operator' }>): Verdict {
  if (level === null) return { kind: 'forbid', why: 'you are not on the board of this company' }
  if (!isAtLeast(level, rule.board)) return { kind: 'forbid', why: `it takes a board member of level "${rule.board}"; you are "${level}"` }
  if (company === 'archived' && rule.archived !== 'allowed') return { kind: 'forbid', why: 'this company is archived: resume it first' }
  return rule.weight === 'power' && boardMinimum > 1 ? { kind: 'ask' } : { kind: 'allow' }
}

function agentRule(rule: ActRule, grants: Grants, facts: ActFacts): Verdict {
  if (rule.agent === 'board') return { kind: 'forbid', why: 'only the board may do this' }
  if (rule.agent === 'own_desk') return { kind: 'allow' }
  const grant = grantFor(grants, rule.agent)
  if (!grant) return { kind: 'forbid', why: `your role does not grant "${rule.agent}"` }
  for (const relation of facts.relations) {
    if (rule.weight === 'power' && (relation === 'self' || relation === 'above')) return { kind: 'forbid', why: 'no agent may do this to itself or to its managers' }
    if (REACH[relation] > REACH[grant.scope]) return { kind: 'forbid', why: `your role grants "${rule.agent}" for "${grant.scope}" only` }
  }
  if (facts.exceeds.length > 0) return { kind: 'forbid', why: `nobody can give more than they have: ${facts.exceeds.join('; ')}` }
  return { kind: facts.asks.length > 0 ? 'ask' : grant.verdict }
}

export const grantFor = (grants: Grants, permission: Permission) => grants[permission] ?? DEFAULT_GRANTS[permission]

/** What of a child's permissions goes beyond its parent's, in words. */
export function beyond(child: Grants, parent: Grants): string[] {
  const over: string[] = []
  for (const [name, grant] of entriesOf(child)) {
    const held = grantFor(parent, name)
    if (!held) over.push(`"${name}", which you do not have`)
    else if (rank(grant.scope) > rank(held.scope)) over.push(`"${name}" for "${grant.scope}", which you have for "${held.scope}" only`)
    else if (grant.verdict === 'allow' && held.verdict === 'ask') over.push(`"${name}" without asking, for which you must ask`)
  }
  return over
}

const rank = (scope: Scope): number => SCOPES.indexOf(scope)

function entriesOf(grants: Grants): [Permission, NonNullable<Grants[Permission]>][] {
  return PERMISSIONS.flatMap(name => {
    const grant = grantFor(grants, name)                           // also what every agent has: its parent's role may narrow that
    return grant ? [[name, grant]] : []
  })
}
