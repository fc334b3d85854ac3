import { describe, expect, it } from 'vitest'
import { simulate } from './simulate.ts'

// a file of its own, so that both halves of the seeds run side by side: four minutes of work, which `npm run test:more` does
const MANY = 250, isAsked = process.env['LONG'] !== undefined

describe('a simulated company', () => {
  it.runIf(isAsked && process.env['SEED'] === undefined)(`R1 R2 R3 R4 B1 B2 B3 B5 A1 A2 A5 H1 H3 I1: comes through more storms, seeds ${MANY + 1} to ${2 * MANY}`, async () => {
    for (let seed = MANY + 1; seed <= 2 * MANY; seed++) {
      const { violations } = await simulate({ seed })
      expect(violations, `Replay it: SEED=${seed} npx vitest run simulator/simulate.test`).toEqual([])
    }
  }, MANY * 20_000)
})
