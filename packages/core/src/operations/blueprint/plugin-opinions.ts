import type { ActDefinition } from '../governance/act.ts'
import type { Work } from '../work.ts'

/** What the rules of plugins say to one step: a plan is no way around them. A rule that throws forbids. */
export function opinionOn({ by, deps: { rules, logger } }: Work, { kind }: Pick<ActDefinition, 'kind'>, input: unknown): 'allow' | 'ask' | 'forbid' {
  const opinions = rules.map(rule => {
    try {
      return rule({ kind, input }, by) ?? 'allow'
    } catch (error) {
      logger.error('A plugin rule threw: the act is forbidden.', { kind, error })
      return 'forbid' as const
    }
  })
  return opinions.includes('forbid') ? 'forbid' : opinions.includes('ask') ? 'ask' : 'allow'
}
