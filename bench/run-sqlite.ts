import { join } from 'node:path'
import { openSqlite } from '@paperclip/store-sqlite'
import { alternate } from './alternate.ts'
import { Barrier } from './barrier.ts'
import { median } from './median.ts'
import { recording } from './recorder.ts'
import { Replay, transactionsIn } from './replay.ts'
import { row, type Row } from './report.ts'
import { folder, keepers, stage } from './stage.ts'

const FLIGHT = 64
/** Slices of runs one after another, and of runs 64 at a time. */
const ALONE = { pairs: 9, warmup: 3 }
const TOGETHER = { pairs: 15, warmup: 5 }

/**
 * Begin and settle of a run that does nothing, over the very statements it issues: the same parameters, prepared once, on the same driver, on a second
 * file that is always in the same state, in the very batches that ours were committed in. Ours alone are timed between the call of `transact` and its end; claims, briefs and the adapter are not.
 */
export async function bench(): Promise<Row[]> {
  const place = folder()
  const { connect, calls } = recording()
  const store = await openSqlite({ file: join(place.path, 'ours.db'), connect, keepers })
  const barrier = new Barrier(store), raw = new Replay(join(place.path, 'raw.db'))
  const { agents, wakeAll, paperclip } = await stage(barrier.store, FLIGHT)
  let statements = 0, works = 0

  /** One slice: every agent runs once, so many of them at a time. */
  const pair = (flight: number) => ({
    async ours() {
      const beats = await wakeAll()
      if (beats.length !== FLIGHT) throw new Error(`${beats.length} of ${FLIGHT} agents were claimed`)
      raw.follow(calls.splice(0))
      barrier.gather(flight)
      for (let at = 0; at < beats.length; at += flight) await Promise.all(beats.slice(at, at + flight).map(beat => beat.perform()))
      const took = barrier.took
      barrier.gather(0)
      return took
    },
    async floor() {
      const transactions = transactionsIn(calls.splice(0))
      statements = transactions.flat().length / FLIGHT
      works = (2 * FLIGHT) / transactions.length
      return raw.measure(transactions)
    },
  })

  const alone = await alternate(pair(1), ALONE)
  const together = await alternate(pair(FLIGHT), TOGETHER)
  const gain = { ours: median(alone.ours) / median(together.ours), raw: median(alone.floor) / median(together.floor) }
  await paperclip.stop()
  await store.close()
  raw.close()
  place.remove()
  const perSecond = (took: readonly number[]): readonly [number, string] => [agents.length / (median(took) / 1_000), 'runs/s']
  return [
    row('bookkeeping-ratio', [alone.ratio, 'x'], { atMost: 1.5 }),
    row('bookkeeping-ratio-64', [together.ratio, 'x'], { atMost: 1.75 }),
    row('group-commit-share', [gain.ours / gain.raw, 'x'], { atLeast: 0.7 }),
    row('ours-alone', perSecond(alone.ours)),
    row('floor-alone', perSecond(alone.floor)),
    row('ours-64', perSecond(together.ours)),
    row('floor-64', perSecond(together.floor)),
    row('group-commit-gain', [gain.ours, 'x']),
    row('group-commit-gain-floor', [gain.raw, 'x']),
    row('statements-per-run', [statements, '']),
    row('works-per-commit-64', [works, '']),
  ]
}
