import { lintMoney } from './lint-money.ts'
import { lintPower } from './lint-power.ts'
import { lintUse } from './lint-use.ts'
import type { Finding, LintFacts } from './lint-facts.ts'

/** Says where money and power are looser than they need to be: the warnings first. */
export function lint(facts: LintFacts): Finding[] {
  const found = [...lintMoney(facts), ...lintPower(facts), ...lintUse(facts)]
  return [...found.filter(({ severity }) => severity === 'warn'), ...found.filter(({ severity }) => severity === 'note')]
}
