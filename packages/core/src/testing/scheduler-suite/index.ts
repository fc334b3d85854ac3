import assert from 'node:assert/strict'
import type { Clock } from '../../ports/clock.ts'
import type { Scheduler } from '../../ports/scheduler.ts'
import { FakeClock } from '../fake-clock.ts'
import type { Runner } from '../runner.ts'
import { ScriptedBeat } from './scripted-beat.ts'

export interface SchedulerSuite {
  /** What is tested, such as "the timer scheduler". */
  name: string
  /** A new scheduler that runs `concurrency` at once and sleeps `sweepMs` at most. */
  make(options: { clock: Clock; concurrency: number; sweepMs: number }): Scheduler
  /** How many milliseconds after the write of another process it looks at the latest: 0 unless given. */
  lateMs?: number
}

interface Opened { scheduler: Scheduler; beat: ScriptedBeat; clock: FakeClock; now: () => number }

const CONCURRENCY = 3
const SWEEP_MS = 15_000
const DRAIN = { drainMs: 10_000 }

/** Every promise of the scheduler port as a test, for the runner that is handed in: `testScheduler({ describe, it }, { name, make })`. */
export function testScheduler({ describe, it }: Runner, { name, make, lateMs = 0 }: SchedulerSuite): void {
  const on = (title: string, test: (opened: Opened) => Promise<void>) => it(title, async () => {
    const clock = new FakeClock()
    const now = () => clock.now().getTime()
    const beat = new ScriptedBeat(now)
    const scheduler = make({ clock, concurrency: CONCURRENCY, sweepMs: SWEEP_MS })
    await test({ scheduler, beat, clock, now })
    beat.trouble = undefined
    const stopped = scheduler.stop(DRAIN)
    await clock.advance(0)
    beat.end()
    await stopped
    assert.equal(clock.waiting, 0, 'S2: a timer is left after stop')
    assert.equal(beat.watched, 0, 'S2: a watcher is left after stop')
  })

  describe(`${name} keeps the promises of a scheduler`, () => {
    on('claims what is due when it starts', async ({ scheduler, beat, clock, now }) => {
      beat.due(now() - 60_000, 'a')
      beat.due(now(), 'b')
      await scheduler.start(beat)
      await clock.advance(0)
      assert.deepEqual(beat.begun, ['a', 'b'])
    })

    on('H7: starts nothing before it is due', async ({ scheduler, beat, clock, now }) => {
      beat.due(now() + 5_000, 'a')
      await scheduler.start(beat)
      await clock.advance(4_999)
      assert.deepEqual(beat.begun, [])
      await clock.advance(1)
      assert.deepEqual(beat.begun, ['a'])
    })

    on('is woken early by a nudge', async ({ scheduler, beat, clock, now }) => {
      await scheduler.start(beat)
      await clock.advance(1_000)
      beat.due(now(), 'a')
      scheduler.nudge('com_1', 'a', new Date(now()))
      await clock.advance(0)
      assert.deepEqual(beat.begun, ['a'])
    })

    on('wakes at the time of a nudge, not before', async ({ scheduler, beat, clock, now }) => {
      await scheduler.start(beat)
      beat.due(now() + 2_000, 'a')
      scheduler.nudge('com_1', 'a', new Date(now() + 2_000))
      await clock.advance(1_999)
      assert.deepEqual(beat.begun, [])
      await clock.advance(1)
      assert.deepEqual(beat.begun, ['a'])
    })

    on('is woken by the writes of another process', async ({ scheduler, beat, clock, now }) => {
      await scheduler.start(beat)
      beat.due(now(), 'a')
      beat.changed()
      await clock.advance(lateMs)
      assert.deepEqual(beat.begun, ['a'])
    })

    on('looks again without being told, at least every sweep', async ({ scheduler, beat, clock, now }) => {
      await scheduler.start(beat)
      beat.due(now(), 'a')
      await clock.advance(SWEEP_MS)
      assert.deepEqual(beat.begun, ['a'])
    })

    on('sees what falls due while it claims', async ({ scheduler, beat, clock, now }) => {
      beat.meanwhile = () => {
        beat.meanwhile = () => {}
        beat.due(now() + 1, 'b')
        clock.jump(1)
      }
      beat.due(now(), 'a')
      await scheduler.start(beat)
      await clock.advance(0)
      assert.deepEqual(beat.begun, ['a', 'b'])
    })

    on('looks soon again, and not at once, for what somebody else has taken', async ({ scheduler, beat, clock, now }) => {
      beat.taken = 1
      await scheduler.start(beat)
      assert.equal(beat.limits.length, 1)
      await clock.advance(1_000)
      assert.ok(beat.limits.length > 1 && beat.limits.length <= 11, `it looked ${beat.limits.length} times in a second`)
      beat.taken = 0
      beat.due(now(), 'a')
      await clock.advance(1_000)
      assert.deepEqual(beat.begun, ['a'])
    })

    on('starts what is due by its own clock soon after it is by the store\'s, which is behind', async ({ scheduler, beat, clock, now }) => {
      await scheduler.start(beat)
      for (const [agent, behindMs] of [['a', 5], ['b', 20], ['c', 100]] as const) {
        beat.behindMs = behindMs
        beat.due(now(), agent)
        scheduler.nudge('com_1', agent, new Date(now()))
        await clock.advance(behindMs - 1)
        assert.ok(!beat.begun.includes(agent), `${agent} is not due yet`)
        await clock.advance(behindMs + 20)
        assert.ok(beat.begun.includes(agent), `${agent} waits for more than twice as long as the store is behind`)
      }
    })

    on('never has more in hand than it may, nor claims more than it has room for', async ({ scheduler, beat, clock, now }) => {
      beat.due(now(), ...Array.from({ length: 10 }, (_, n) => `agent-${n}`))
      await scheduler.start(beat)
      await clock.advance(0)
      assert.equal(beat.working, CONCURRENCY)
      assert.ok(beat.limits.every(limit => limit <= CONCURRENCY))
      for (let ended = 0; ended < 10; ended++) {
        beat.end(beat.begun[ended])
        await clock.advance(0)
      }
      assert.equal(beat.most, CONCURRENCY)
      assert.equal(new Set(beat.begun).size, 10)
    })

    on('goes on as soon as there is room again', async ({ scheduler, beat, clock, now }) => {
      beat.due(now(), 'a', 'b', 'c', 'd')
      await scheduler.start(beat)
      await clock.advance(0)
      beat.end('b')
      await clock.advance(0)
      assert.deepEqual(beat.begun, ['a', 'b', 'c', 'd'])
    })

    on('says that its store cannot be reached, and tries again', async ({ scheduler, beat, clock, now }) => {
      beat.trouble = new Error('the store is away')
      beat.due(now(), 'a')
      await scheduler.start(beat)
      assert.deepEqual(beat.failures, [beat.trouble])
      beat.trouble = undefined
      await clock.advance(SWEEP_MS)
      assert.deepEqual(beat.begun, ['a'])
    })

    on('R4: takes up what is due within a second after its store was away for a moment, and asks ever less often while it stays away', async ({ scheduler, beat, clock, now }) => {
      await scheduler.start(beat)
      for (const agent of ['a', 'b']) {
        beat.trouble = new Error('the store is away')
        beat.due(now(), agent)
        scheduler.nudge('com_1', agent, new Date(now()))
        const asked = beat.limits.length
        await clock.advance(SWEEP_MS * 4)
        assert.ok(beat.limits.length - asked <= 12, `it asked ${beat.limits.length - asked} times in four sweeps`)
        beat.trouble = undefined
        await clock.advance(SWEEP_MS)
        assert.ok(beat.begun.includes(agent))
        beat.trouble = new Error('the store is away for a moment')
        beat.due(now(), `${agent} soon`)
        scheduler.nudge('com_1', `${agent} soon`, new Date(now()))
        await clock.advance(0)
        beat.trouble = undefined
        await clock.advance(1_000)
        assert.ok(beat.begun.includes(`${agent} soon`), 'it sleeps a whole sweep')
        beat.end()
        await clock.advance(0)
      }
    })

    on('asks for nothing while nothing is due', async ({ scheduler, beat, clock }) => {
      await scheduler.start(beat)
      const asked = beat.limits.length
      await clock.advance(SWEEP_MS * 4)
      assert.ok(beat.limits.length - asked <= 4, 'it asks once per sweep at most')
    })

    on('S1: claims nothing more once it stops, and waits for what it has', async ({ scheduler, beat, clock, now }) => {
      beat.due(now(), 'a')
      await scheduler.start(beat)
      await clock.advance(0)
      const stopped = scheduler.stop(DRAIN)
      const claims = beat.limits.length
      beat.due(now(), 'b')
      beat.changed()
      scheduler.nudge('com_1', 'b', new Date(now()))
      await clock.advance(1_000)
      beat.end('a')
      assert.deepEqual(await stopped, { drained: true, aborted: 0 })
      assert.deepEqual({ begun: beat.begun, claims: beat.limits.length }, { begun: ['a'], claims })
    })

    on('S1: aborts what does not end in time', async ({ scheduler, beat, clock, now }) => {
      beat.due(now(), 'a', 'b')
      await scheduler.start(beat)
      await clock.advance(0)
      const stopped = scheduler.stop(DRAIN)
      await clock.advance(DRAIN.drainMs)
      assert.deepEqual(await stopped, { drained: false, aborted: 2 })
      assert.deepEqual(beat.aborted, ['a', 'b'])
    })
  })
}
