import type { Runner } from '../runner.ts'
import { optionalCases } from './optional.ts'
import { parsingCases } from './parsing.ts'
import { runningCases } from './running.ts'
import type { AdapterSuite } from './scenarios.ts'

/**
 * Checks everything the port `Adapter` promises on one adapter, ours or yours, in the test runner handed in.
 *
 * ```ts
 * import { describe, it } from 'vitest'
 * testAdapter({ describe, it }, { name: 'my adapter', make: () => myAdapter(), done: { config: { … }, summary: 'Done.' }, … })
 * ```
 * What an adapter cannot do is given as `{ skip: 'why' }` and stands in the report by name.
 */
export function testAdapter<Config>(runner: Runner, suite: AdapterSuite<Config>): void {
  runner.describe(`${suite.name}: what every adapter promises`, () => {
    parsingCases(runner, suite)
    runningCases(runner, suite)
    optionalCases(runner, suite)
  })
}
