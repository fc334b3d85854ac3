import { openPostgres } from '@paperclip/store-postgres'
import { alternate } from './alternate.ts'
import { median } from './median.ts'
import { recordTransactions, type Flown } from './pg-recorder.ts'
import { PgReplay } from './pg-replay.ts'
import { postgres } from './postgres.ts'
import { row, type Row, type Size } from './report.ts'
import { keepers, stage } from './stage.ts'

const SIZES = { full: { agents: 32, pairs: 15, warmup: 2 }, small: { agents: 8, pairs: 3, warmup: 1 } }

/**
 * What the wall between companies costs: the statements of wakes, claims and runs, replayed by a role that row level security holds over the same by one that it
 * does not, each in a database that is always in the same state. Nothing of ours is around them, which would only hide the difference.
 */
export async function bench(size: Size): Promise<Row[]> {
  const { agents: many, ...slices } = SIZES[size]
  const server = await postgres(), ours = await server.database('ours')
  const founding = await openPostgres({ ...ours, keepers })
  await (await stage(founding, many)).paperclip.stop()
  await founding.close()
  const walled = await PgReplay.connect((await server.database('walled', 'ours')).url), open = await PgReplay.connect((await server.database('unwalled', 'ours')).unwalledUrl)

  const noted = recordTransactions(), store = await openPostgres({ url: ours.url, keepers })
  const { paperclip, wakeAll } = await stage(store, many)
  noted()
  let flown: Flown[] = []
  const measured = await alternate({
    async ours() {
      const beats = await wakeAll()
      for (const beat of beats) await beat.perform()
      flown = noted()
      return walled.measure(flown)
    },
    floor: () => open.measure(flown),
  }, slices)
  await paperclip.stop()
  await store.close()
  await walled.close()
  await open.close()
  await server.stop()
  const perSecond = (took: readonly number[]): readonly [number, string] => [flown.length / (median(took) / 1_000), 'transactions/s']
  return [
    row('rls-ratio', [measured.ratio, 'x'], { atMost: 1.15 }),
    row('walled', perSecond(measured.ours)),
    row('unwalled', perSecond(measured.floor)),
    row('statements-per-transaction', [flown.flat().length / flown.length, '']),
  ]
}
