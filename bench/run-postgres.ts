import { openPostgres } from '@paperclip/store-postgres'
import { alternate } from './alternate.ts'
import { recording } from './asked-recorder.ts'
import { Barrier } from './barrier.ts'
import { median } from './median.ts'
import { flightsOf, type Flown } from './pg-recorder.ts'
import { PgReplay } from './pg-replay.ts'
import { postgres } from './postgres.ts'
import { row, type Row, type Size } from './report.ts'
import { keepers, stage } from './stage.ts'

const SIZES = { full: { agents: 64, pairs: 15, warmup: 4 }, small: { agents: 8, pairs: 3, warmup: 1 } }

/**
 * Begin and settle of a run that does nothing, over the statements it asks its session for, each sent as a plain client would: the same parameters, in the same
 * flights, on the same server, in a second database that is always in the same state. What the driver makes one of is ours to gain. Ours alone are timed between the call of `transact` and its end; claims, briefs and the adapter are not.
 */
export async function bench(size: Size): Promise<Row[]> {
  const { agents: many, ...slices } = SIZES[size]
  const server = await postgres(), ours = await server.database('ours')
  const founding = await openPostgres({ ...ours, keepers })
  await (await stage(founding, many)).paperclip.stop()
  await founding.close()
  const copy = await server.database('raw', 'ours')

  const { store, noted, messages } = await recording(await openPostgres({ url: ours.url, keepers })), raw = await PgReplay.connect(copy.url)
  const barrier = new Barrier(store), { paperclip, wakeAll } = await stage(barrier.store, many)
  noted()
  let flown: Flown[] = [], sent = 0
  const measured = await alternate({
    async ours() {
      const beats = await wakeAll()
      if (beats.length !== many) throw new Error(`${beats.length} of ${many} agents were claimed`)
      await raw.measure(noted())
      barrier.gather(1)
      messages()
      for (const beat of beats) await beat.perform()
      const took = barrier.took
      barrier.gather(0)
      flown = noted()
      sent = messages()
      return took
    },
    floor: () => raw.measure(flown),
  }, slices)
  await paperclip.stop()
  await store.close()
  await raw.close()
  await server.stop()
  const perSecond = (took: readonly number[]): readonly [number, string] => [many / (median(took) / 1_000), 'runs/s']
  return [
    row('bookkeeping-ratio', [measured.ratio, 'x'], { atMost: 1.5 }),
    row('ours', perSecond(measured.ours)),
    row('floor', perSecond(measured.floor)),
    row('statements-per-run', [flown.flat().length / many, '']),
    row('messages-per-run', [sent / many, '']),
    row('flights-per-run', [flown.reduce((sum, one) => sum + flightsOf(one), 0) / many, '']),
    row('transactions-per-run', [flown.length / many, '']),
  ]
}
