import assert from 'node:assert/strict'
import type { HeartbeatInput } from '../../domain/heartbeat.ts'
import { scripted, type Trial } from '../trial.ts'
import { stopped, type House, type Topic } from './opened-company.ts'
import { DAY, done, failing, Gate, HOUR, inTurn, like, MINUTE, SECOND, type Job } from './steps.ts'

const SWEEP = MINUTE                                                    // fewer looks than usual, so that the test is quick
const LOOKS = { options: { limits: { sweepMs: SWEEP } } }
const BACK = /The clock of this machine went back/

/** A company with somebody on duty, who notes at which minutes since the start it ran: by time that never jumps. */
async function onDuty(house: House, heartbeat: HeartbeatInput, work?: (job: Job) => Promise<void>) {
  const ran: number[] = []
  const trial = await house.run({ work: async job => { ran.push(house.clock.monotonic() / MINUTE); await work?.(job); return done() } }, LOOKS)
  house.expect(BACK)
  await trial.acme.agents.hire({ ...scripted('guard', 'work'), heartbeat: { idle: 'run', jitterPercent: 0, ...heartbeat } })
  return { ...trial, ran }
}

const gapsOf = (ran: readonly number[]): number[] => ran.slice(1).map((at, n) => at - (ran[n] ?? 0))

/** H1: what a duty answered has names that are all different. */
async function checkSlots({ acme }: Trial): Promise<void> {
  const slots = (await acme.runs.list({ limit: 500 })).rows.map(({ slot }) => slot?.getTime())
  assert.equal(new Set(slots).size, slots.length)
}

export function clockJumps({ describe, on }: Topic): void {
  describe('a wall clock that jumps', () => {
    const jumps = [['an hour back', -HOUR], ['half an hour back', -30 * MINUTE], ['25 minutes and a bit back', -25 * MINUTE - 17], ['ten days back', -10 * DAY], ['half a minute back', -30 * SECOND]] as const
    for (const [words, ms] of jumps) {
      on(`H1, H4: ${words} leaves an interval as it was: no gap, no double, no storm`, async house => {
        const duty = await onDuty(house, { every: '10m' })
        await duty.clock.advance(25 * MINUTE)
        duty.clock.jump(ms)
        await duty.clock.advance(96 * MINUTE)
        assert.equal(duty.ran.length, 12)
        assert.ok(gapsOf(duty.ran).every(gap => gap > 8.9 && gap < 11.1), `gaps: ${gapsOf(duty.ran).join(', ')}`)
        await checkSlots(duty)
      })
    }

    for (const [words, ms] of [['an hour', HOUR], ['ten days', 10 * DAY], ['half a minute', 30 * SECOND]] as const) {
      on(`H1, H4: ${words} ahead makes up for one slot at once, and goes on`, async house => {
        const duty = await onDuty(house, { every: '10m' })
        await duty.clock.advance(25 * MINUTE)
        duty.clock.jump(ms)
        await duty.clock.advance(95 * MINUTE)
        assert.ok(duty.ran.length >= 12 && duty.ran.length <= 13, `${duty.ran.length} runs`)
        assert.ok(gapsOf(duty.ran).every(gap => gap < 10.1))
        await checkSlots(duty)
      })
    }

    on('H1, H4: to and fro, again and again, never doubles and never storms', async house => {
      const duty = await onDuty(house, { every: '10m' })
      for (const ms of [-HOUR, HOUR, -HOUR, -HOUR, 3 * HOUR, -10 * DAY, 10 * DAY - HOUR, -20 * MINUTE]) {
        await duty.clock.advance(25 * MINUTE)
        duty.clock.jump(ms)
      }
      await duty.clock.advance(40 * MINUTE)
      assert.ok(duty.ran.length >= 23 && duty.ran.length <= 24 + 3, `${duty.ran.length} runs in 24 intervals, with 3 jumps ahead`)
      assert.ok(gapsOf(duty.ran).every(gap => gap < 11.1), `gaps: ${gapsOf(duty.ran).join(', ')}`)
      await checkSlots(duty)
    })

    on('H1, H4: an hour back while a run goes on lets the next one come an interval after it', async house => {
      const duty = await onDuty(house, { every: '10m' }, async () => new Promise(resolve => void house.clock.after(3 * MINUTE, resolve)))
      await duty.clock.advance(21 * MINUTE)
      duty.clock.jump(-HOUR)
      await duty.clock.advance(39 * MINUTE)
      assert.ok(duty.ran.length >= 5, `ran at ${duty.ran.join(', ')}`)
      assert.ok(gapsOf(duty.ran).every(gap => gap > 8.9 && gap < 11.1), `gaps: ${gapsOf(duty.ran).join(', ')}`)
      await checkSlots(duty)
    })

    on('H1, H4: an hour back is noticed by two nodes on one store, and made up for once', async house => {
      const duty = await onDuty(house, { every: '10m' })
      await house.another(duty, LOOKS.options).start()
      await duty.clock.advance(25 * MINUTE)
      duty.clock.jump(-HOUR)
      await duty.clock.advance(35 * MINUTE)
      assert.ok(gapsOf(duty.ran).every(gap => gap > 8.9 && gap < 11.1), `gaps: ${gapsOf(duty.ran).join(', ')}`)
      like((await duty.acme.audit.list({ limit: 500 })).rows.filter(({ action }) => action === 'agent.reanchor'), [{ actorKind: 'system', after: { anchorAt: '2026-01-05T08:00:00.001Z' } }])
      await checkSlots(duty)
    })

    on('H4: an hour back answers no slot of a calendar twice, and goes on when the wall shows a new one', async house => {
      const duty = await onDuty(house, { cron: '*/10 * * * *' })
      await duty.clock.advance(25 * MINUTE)
      duty.clock.jump(-HOUR)
      await duty.clock.advance(64 * MINUTE)
      assert.deepEqual(duty.ran, [10, 20])
      await duty.clock.advance(12 * MINUTE)
      assert.deepEqual(duty.ran.map(Math.round), [10, 20, 90, 100])
      await checkSlots(duty)
    })

    on('H4: an hour back leaves a back-off as long as it was', async house => {
      const ran: number[] = []
      const trial = await house.run({ work: inTurn(...[failing('network'), done()].map(outcome => async () => { ran.push(house.clock.monotonic() / MINUTE); return outcome })) }, LOOKS)
      house.expect(BACK)
      await trial.acme.agents.hire({ ...scripted('dev', 'work'), heartbeat: { every: '1h' } })
      await trial.acme.tasks.create({ title: 'Try', assignee: 'dev' })
      await trial.clock.advance(2 * MINUTE)
      trial.clock.jump(-HOUR)
      await trial.clock.advance(5 * MINUTE)
      assert.deepEqual(ran.map(Math.round), [0, 5])
    })

    on('H1, H4: an hour back leaves the interval of a routine as it was', async house => {
      const trial = await house.run({ work: async ({ desk, brief }) => { await desk.finish({ task: brief.focus?.identifier ?? '', result: '' }); return done() } }, LOOKS)
      house.expect(BACK)
      await trial.acme.agents.hire(scripted('dev', 'work'))
      await trial.acme.routines.set({ slug: 'again', assignee: 'dev', title: 'Again', every: '10m' })
      await trial.clock.advance(25 * MINUTE)
      trial.clock.jump(-HOUR)
      await trial.clock.advance(35 * MINUTE + 30 * SECOND)
      assert.equal((await trial.acme.tasks.list()).rows.length, 6)
      assert.equal((await trial.acme.audit.list({ limit: 500 })).rows.filter(({ action }) => action === 'routine.reanchor').length, 1)
    })

    on('H4: leaves an agent that has a key of its own at its desk', async house => {
      const gate = new Gate(), { acme, clock, paperclip } = await house.run({ work: inTurn(async () => done(), async () => { await gate.pass(); return done() }) })
      house.expect(BACK)
      await acme.agents.hire(scripted('dev', 'work'))
      const { token } = await acme.keys.create({ name: 'seat', agent: 'dev' })
      await acme.agents.wake('dev')
      await clock.advance(MINUTE)
      clock.jump(-HOUR)
      await acme.agents.wake('dev')
      await clock.advance(MINUTE)
      const inHand = (await acme.runs.list({ where: { status: 'running' } })).rows
      like(await paperclip.access.callerOf(token), { kind: 'agent', by: { kind: 'agent', runId: inHand[0]?.id } })
      gate.open()
      await clock.advance(MINUTE)
    })

    on('H4: back at one node only moves nothing: the store goes by its own clock', async house => {
      const duty = await onDuty(house, { every: '10m' })
      await stopped(duty.paperclip, duty.clock)
      let asideMs = 0
      const clock = { now: () => new Date(duty.clock.now().getTime() + asideMs), monotonic: () => duty.clock.monotonic(), after: duty.clock.after.bind(duty.clock), during: duty.clock.during.bind(duty.clock) }
      const aside = house.another(duty, { ...LOOKS.options, clock: clock as unknown as typeof duty.clock })
      await aside.start()
      await duty.clock.advance(15 * MINUTE)
      asideMs = -HOUR
      await duty.clock.advance(45 * MINUTE)
      assert.equal((await duty.acme.audit.list({ limit: 500 })).rows.filter(({ action }) => action === 'agent.reanchor').length, 0)
      assert.ok(gapsOf(duty.ran).every(gap => gap > 8.9), `gaps: ${gapsOf(duty.ran).join(', ')}`)
      await checkSlots(duty)
      await stopped(aside, duty.clock)
      house.nodes.pop()
    })
  })
}
