import { FakeClock } from '@paperclip/core/testing'
import { describe, expect, it } from 'vitest'
import { PostgresRenewals, type Renewed } from './postgres-renewals.ts'

const lease = { companyId: 'cmp_a', agentId: 'agt_a', owner: 'nod_a', fence: 1 }

/** Renewals that are answered so, one answer a flight; the last one stays. */
function answered(...answers: Renewed[]) {
  const clock = new FakeClock()
  let flights = 0
  const renewals = new PostgresRenewals(async sent => {
    const answer = answers[Math.min(flights++, answers.length - 1)] ?? 'lost'
    return sent.map(() => answer)
  }, clock)
  return { clock, renewals, flights: () => flights }
}

describe('renewals that wait together', () => {
  it('are asked for again while a transaction that has written their alarm is open', async () => {
    const { clock, renewals, flights } = answered('busy', 'busy', 'renewed')
    const renewed = renewals.renew(lease, 1_000)
    for (let n = 0; n < 2; n++) await clock.advance(50)
    expect(await renewed).toBe(true)
    expect(flights()).toBe(3)
  })

  it('S2: are answered when their store closes, and leave no timer', async () => {
    const { clock, renewals, flights } = answered('busy')
    const refused = expect(renewals.renew(lease, 1_000)).rejects.toMatchObject({ code: 'unavailable' })
    await clock.advance(0)
    expect(clock.waiting).toBe(1)
    renewals.close()
    await refused
    expect(clock.waiting).toBe(0)
    await clock.advance(1_000)
    expect(flights()).toBe(1)
    await expect(renewals.renew(lease, 1_000)).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('S2: are answered when their store closes while they are under way', async () => {
    const clock = new FakeClock()
    let land: (answers: Renewed[]) => void = () => {}
    const renewals = new PostgresRenewals(() => new Promise(resolve => { land = resolve }), clock)
    const refused = expect(renewals.renew(lease, 1_000)).rejects.toMatchObject({ code: 'unavailable' })
    renewals.close()
    land(['busy'])
    await refused
    expect(clock.waiting).toBe(0)
  })
})
