import { join } from 'node:path'
import { median, quantile } from './median.ts'
import { driver } from './recorder.ts'
import { folder } from './stage.ts'

interface Pace { perSecond: number; slices: number; sliceSeconds: number }

/** How late a bare timer is that writes a row and waits for the disk twice before it acts, as a claim and a beginning do: the median over slices of each one's 99th percentile, in milliseconds. */
export async function rawLateness({ perSecond, slices, sliceSeconds }: Pace): Promise<number> {
  const place = folder(), database = driver(join(place.path, 'raw.db'))
  database.exec('pragma synchronous = full; pragma journal_mode = wal; create table rows (id integer primary key, text text)')
  const insert = database.prepare('insert into rows (text) values (?)')
  const many = perSecond * slices * sliceSeconds, first = Date.now() + 200, late: number[] = []
  await new Promise<void>(resolve => {
    const next = (at: number): void => {
      if (at === many) return resolve()
      const due = first + (at * 1_000) / perSecond
      setTimeout(() => {
        for (const deed of ['claim', 'begin']) {
          database.exec('begin immediate')
          insert.run(deed)
          database.exec('commit')
        }
        late.push(Date.now() - due)
        next(at + 1)
      }, Math.max(due - Date.now(), 0))
    }
    next(0)
  })
  database.close()
  place.remove()
  return median(slicesOf(late, slices).map(slice => quantile(slice, 0.99)))
}

/** As many parts of a list, in its order. */
export function slicesOf<T>(list: readonly T[], many: number): T[][] {
  const each = Math.ceil(list.length / many)
  return Array.from({ length: many }, (_, n) => list.slice(n * each, (n + 1) * each))
}
