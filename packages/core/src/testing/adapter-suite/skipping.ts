import type { Runner } from '../runner.ts'
import type { Skip } from './scenarios.ts'

/** A case that needs a scenario; without one it stands in the report with the reason. */
export function caseOf<S extends object>({ it }: Runner, name: string, scenario: S | Skip, test: (scenario: S) => Promise<void>, timeoutMs?: number): void {
  if (isSkip(scenario)) it(`${name} (skipped: ${scenario.skip})`, () => {})
  else it(name, () => test(scenario), timeoutMs)
}

export const isSkip = (scenario: object): scenario is Skip => 'skip' in scenario
