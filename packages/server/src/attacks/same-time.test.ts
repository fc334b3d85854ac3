import { Agent } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compared } from '../testing/paired.ts'
import type { Asking } from '../testing/real-server.ts'
import { elsewhere, KINDS, type Elsewhere } from './not-there.ts'

const FOUND_MS = 0.3

describe('an id of another company', () => {
  const ends: (() => Promise<void>)[] = [], line = new Agent({ keepAlive: true, maxSockets: 1 })
  let there: Elsewhere
  beforeAll(async () => { there = await elsewhere(end => ends.push(end)) }, 60_000)
  afterAll(async () => {
    line.destroy()
    for (const end of ends) await end()
  })
  const asked = (asking: Asking) => () => there.house.ask({ ...asking, agent: line })

  it('is told from another by three tenths of a millisecond, here and now', async () => {
    const [pair] = there.pairsOf('task')
    const { one, other } = pair ?? expect.fail('nothing to ask for'), late = async (): Promise<void> => {
      const begin = performance.now()
      while (performance.now() - begin < FOUND_MS) { /* it is at work */ }
      await asked(one)()
    }
    expect(await compared(late, asked(other))).toMatchObject({ verdict: 'apart' })
  })

  it.each([...KINDS.keys()])('G01: is answered as soon as one that there is not: %s', async kind => {
    for (const { what, one, other } of there.pairsOf(kind)) expect({ what, ...await compared(asked(one), asked(other)) }).toMatchObject({ what, verdict: 'alike' })
  }, 60_000)
})
