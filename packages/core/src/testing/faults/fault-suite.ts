import type { Runner } from '../runner.ts'
import { actFaults } from './act-faults.ts'
import { beatFaults } from './beat-faults.ts'
import type { FaultSuite } from './tried-store.ts'

export type { FaultSuite } from './tried-store.ts'

/** What comes of a fault in any call of the store, before it was done or after, in every operation: `testFaults({ describe, it }, { name, open })`. */
export function testFaults({ describe, it }: Runner, suite: FaultSuite): void {
  describe(`a fault in each call of ${suite.name}`, () => {
    actFaults({ describe, it }, suite)
    beatFaults({ describe, it }, suite)
  })
}
