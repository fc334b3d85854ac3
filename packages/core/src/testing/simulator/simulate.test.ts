import { describe, expect, it } from 'vitest'
import { simulate } from './simulate.ts'

const replayed = process.env['SEED']
const MANY = process.env['LONG'] ? 250 : 25

/** Tells how to see a failure again, and how it ended. */
async function weather(seed: number): Promise<string> {
  const { ok, violations, trace } = await simulate({ seed })
  return ok ? 'fine' : [...violations, `Replay it: SEED=${seed} npx vitest run simulator/simulate.test`, ...trace.slice(-60)].join('\n')
}

describe('a simulated company', () => {
  it.runIf(replayed === undefined)(`R1 R2 R3 R4 B1 B2 B3 B5 A1 A2 A5 H1 H3 I1: comes through storms, seeds 1 to ${MANY}`, async () => {
    for (let seed = 1; seed <= MANY; seed++) expect(await weather(seed)).toBe('fine')
  }, MANY * 20_000)

  it.runIf(replayed !== undefined)('is replayed', async () => {
    const { violations, trace } = await simulate({ seed: Number(replayed) })
    console.log(trace.join('\n'))
    expect(violations).toEqual([])
  }, 120_000)

  it('does the same for the same seed, whatever ran before', async () => {
    const [first, second, other] = [await simulate({ seed: 7, steps: 40 }), await simulate({ seed: 7, steps: 40 }), await simulate({ seed: 8, steps: 40 })]
    expect(second).toEqual(first)
    expect(other.trace).not.toEqual(first.trace)
  }, 60_000)
})
