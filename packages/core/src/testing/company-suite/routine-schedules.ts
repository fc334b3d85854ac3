import assert from 'node:assert/strict'
import { scripted, type Trial } from '../trial.ts'
import { stopped, type House, type Topic } from './opened-company.ts'
import { DAY, HOUR, like, MINUTE, SECOND } from './steps.ts'

const FEW_SWEEPS = { options: { limits: { sweepMs: HOUR } } }

/** A company in which `dev` does nothing, from a time on. */
async function from(house: House, start: string, options: Parameters<House['run']>[1] = FEW_SWEEPS): Promise<Trial> {
  house.clock.jump(new Date(start).getTime() - house.clock.now().getTime())
  const trial = await house.run({}, options)
  await trial.acme.agents.hire({ ...scripted('dev', 'rest'), status: 'active', heartbeat: { every: '30d' } })
  await trial.acme.agents.hold('dev')
  return trial
}
const madeAt = async ({ acme }: Pick<Trial, 'acme'>) => (await acme.tasks.list({ by: 'number', limit: 500 })).rows.map(({ createdAt }) => createdAt.toISOString().slice(0, 16))

/** A routine of every half hour from 09:00, on a node that is away from about 09:05 until 12:05. */
async function away(house: House, policy: object): Promise<{ trial: Trial; back: () => Promise<void> }> {
  const trial = await from(house, '2026-01-05T09:00:00Z')
  await trial.acme.routines.set({ slug: 'r', assignee: 'dev', every: '30m', overlap: 'allow', ...policy })
  await trial.clock.advance(5 * MINUTE)
  await stopped(trial.paperclip, trial.clock)
  await trial.clock.advance(new Date('2026-01-05T12:05:00Z').getTime() - trial.clock.now().getTime())
  assert.deepEqual(await madeAt(trial), [])
  return { trial, back: async () => { await house.another(trial, FEW_SWEEPS.options).start(); await trial.clock.advance(SECOND) } }
}

export function routineSchedules({ describe, on }: Topic): void {
  describe('the schedule of a routine', () => {
    on('H1: falls due at each slot, counted from when it was set, and says when that is', async house => {
      const trial = await from(house, '2026-01-05T09:00:07Z')
      const { acme, clock } = trial
      await acme.routines.set({ slug: 'r', assignee: 'dev', every: '10m', overlap: 'allow' })
      assert.deepEqual(await acme.routines.nextDue('r'), new Date('2026-01-05T09:10:07Z'))
      await clock.advance(35 * MINUTE)
      assert.deepEqual(await madeAt(trial), ['2026-01-05T09:10', '2026-01-05T09:20', '2026-01-05T09:30'])
      assert.deepEqual(await acme.routines.nextDue('r'), new Date('2026-01-05T09:40:07Z'))
      await acme.routines.set({ slug: 'r', title: 'Renamed' })
      assert.deepEqual(await acme.routines.nextDue('r'), new Date('2026-01-05T09:40:07Z'), 'a change of something else keeps the phase')
      await acme.routines.set({ slug: 'r', every: '1h' })
      assert.deepEqual(await acme.routines.nextDue('r'), new Date('2026-01-05T10:35:07Z'))
    })

    on('H6: of a cron pattern falls due in its own zone', async house => {
      const trial = await from(house, '2026-01-05T00:00:00Z')
      await trial.acme.routines.set({ slug: 'berlin', assignee: 'dev', cron: '0 9 * * 1-5', zone: 'Europe/Berlin', overlap: 'allow' })
      await trial.acme.routines.set({ slug: 'kolkata', assignee: 'dev', cron: '0 9 * * *', zone: 'Asia/Kolkata', overlap: 'allow' })
      await trial.acme.routines.set({ slug: 'utc', assignee: 'dev', cron: '0 9 * * *', overlap: 'allow' })
      await trial.clock.advance(DAY)
      assert.deepEqual(await madeAt(trial), ['2026-01-05T03:30', '2026-01-05T08:00', '2026-01-05T09:00'])
    })

    for (const [name, cron, windows, expected] of [
      ['in the hour that is skipped falls due once, right after', '30 2 * * *', ['2026-03-28T01:29', '2026-03-29T00:20', '2026-03-30T00:29'], ['2026-03-28T01:30', '2026-03-29T01:', '2026-03-30T00:30']],
      ['in the hour that is repeated falls due once', '30 2 * * *', ['2026-10-24T00:29', '2026-10-25T00:20', '2026-10-26T01:29'], ['2026-10-24T00:30', '2026-10-25T0', '2026-10-26T01:30']],
      ['at noon keeps to the clock on the wall', '0 12 * * *', ['2026-03-28T10:59', '2026-03-29T09:20', '2026-03-30T09:59'], ['2026-03-28T11:00', '2026-03-29T10:00', '2026-03-30T10:00']],
    ] as const) {
      on(`H5: ${name}`, async house => {
        const trial = await from(house, `${windows[0].slice(0, 10)}T00:00:00Z`, {})
        await trial.acme.routines.set({ slug: 'r', assignee: 'dev', cron, zone: 'Europe/Berlin', overlap: 'allow' })
        for (const [day, start] of windows.entries()) {
          trial.clock.jump(new Date(`${start}:00Z`).getTime() - trial.clock.now().getTime())                              // the quiet hours between are passed over
          await trial.clock.advance(day === 1 ? 90 * MINUTE : 3 * MINUTE)
        }
        const made = await madeAt(trial)
        assert.equal(made.length, 3, made.join())
        made.forEach((at, n) => assert.ok(at.startsWith(expected[n] ?? '-'), `${at} is ${expected[n]}`))
      })
    }

    for (const [name, policy, made, skipped] of [
      ['once, unless said', {}, 1, 0], ['once', { catchUp: 'once' }, 1, 0], ['not at all', { catchUp: 'skip' }, 0, 0], ['up to four times', { catchUp: { all: 4 } }, 4, 0], ['as often as it was missed, up to a hundred', { catchUp: { all: 100 } }, 6, 0],
      ['one at a time, where another one waits for it', { catchUp: { all: 4 }, overlap: 'skip' }, 1, 3],
    ] as const) {
      on(`H2: that six slots passed without is caught up on ${name}; then it keeps its phase`, async house => {
        const { trial, back } = await away(house, policy)
        await back()
        assert.deepEqual(await madeAt(trial), Array.from({ length: made }, () => '2026-01-05T12:05'))
        like(await trial.acme.routines.get('r'), { skipped })
        assert.deepEqual(await trial.acme.routines.nextDue('r'), new Date('2026-01-05T12:30:00Z'))
        await trial.clock.advance(30 * MINUTE)
        assert.equal((await madeAt(trial)).length, 'overlap' in policy ? 1 : made + 1)
      })
    }

    on('H2: that was missed for a year is caught up on in no time', async house => {
      const trial = await from(house, '2026-01-05T09:00:00Z')
      await trial.acme.routines.set({ slug: 'r', assignee: 'dev', every: '1m', overlap: 'skip', catchUp: { all: 3 } })
      await stopped(trial.paperclip, trial.clock)
      await trial.clock.advance(365 * DAY)
      await trial.acme.routines.set({ slug: 's', assignee: 'dev', every: '30d' })
      await house.another(trial, FEW_SWEEPS.options).start()
      await trial.clock.advance(1)
      like(await trial.acme.routines.get('r'), { skipped: /^[23]$/ })
      assert.equal((await madeAt(trial)).length, 1)
    })

    on('H1: is answered once by two nodes on one store, each time', async house => {
      const trial = await from(house, '2026-01-05T09:00:00Z')
      for (let n = 0; n < 3; n++) await house.another(trial, FEW_SWEEPS.options).start()
      for (const slug of ['a', 'b', 'c']) await trial.acme.routines.set({ slug, assignee: 'dev', every: '10m', overlap: 'allow' })
      await trial.clock.advance(HOUR + MINUTE)
      assert.equal((await madeAt(trial)).length, 18)
      assert.equal(new Set((await trial.acme.audit.list({ limit: 500 })).rows.filter(({ action }) => action === 'routine.due').map(({ entityId, after }) => `${entityId} ${String(after?.['lastSlot'])}`)).size, 18)
    })

    on('H1, C1: is not answered twice by a node that starts again, nor forgotten', async house => {
      const trial = await from(house, '2026-01-05T09:00:00Z')
      await trial.acme.routines.set({ slug: 'r', assignee: 'dev', every: '10m', overlap: 'allow' })
      await trial.clock.advance(10 * MINUTE)
      await stopped(trial.paperclip, trial.clock)
      const second = house.another(trial, FEW_SWEEPS.options)
      await second.start()
      await trial.clock.advance(MINUTE)
      assert.deepEqual(await madeAt(trial), ['2026-01-05T09:10'])
      await trial.clock.advance(9 * MINUTE)
      assert.deepEqual(await madeAt(trial), ['2026-01-05T09:10', '2026-01-05T09:20'])
    })

    on('H4: does not double when the clock on the wall goes back, nor storm when it goes on', async house => {
      house.expect(/clock of this machine went back/)
      const trial = await from(house, '2026-01-05T09:00:00Z')
      const { acme, clock } = trial
      await acme.routines.set({ slug: 'r', assignee: 'dev', cron: '*/10 * * * *', overlap: 'allow' })
      await clock.advance(31 * MINUTE)
      assert.equal((await madeAt(trial)).length, 3)
      clock.jump(-20 * MINUTE)
      await acme.routines.pause('r')
      await acme.routines.resume('r')
      await clock.advance(22 * MINUTE)
      assert.equal((await madeAt(trial)).length, 3, 'what was answered is not answered again')
      await clock.advance(8 * MINUTE)
      assert.equal((await madeAt(trial)).length, 4)
      clock.jump(10 * DAY)
      await clock.advance(2 * HOUR)
      assert.ok((await madeAt(trial)).length <= 4 + 1 + 12, `${(await madeAt(trial)).length} tasks`)
      await acme.routines.pause('r')
    })

    on('H4: goes on soon after a clock that was far ahead is set right', async house => {
      house.expect(/clock of this machine went back/)
      const trial = await from(house, '2026-01-05T09:00:00Z')
      const { acme, clock } = trial
      clock.jump(30 * DAY)
      await acme.routines.set({ slug: 'r', assignee: 'dev', every: '10m', overlap: 'allow' })
      await clock.advance(11 * MINUTE)
      assert.equal((await madeAt(trial)).length, 1)
      clock.jump(-30 * DAY)
      await acme.routines.set({ slug: 'r', every: '15m' })
      await clock.advance(HOUR)
      assert.ok((await madeAt(trial)).length >= 4, 'a schedule that is set anew counts from now')
    })
  })
}
