import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { childOf } from './child.ts'
import { everyLook, type Ask } from './every-look.ts'
import { answerTo, written } from './http-load.ts'
import { median } from './median.ts'
import { multiply, type History } from './multiply.ts'
import { row, type Row, type Size } from './report.ts'
import { folder } from './stage.ts'

const FULL = { runs: 1_000_000, records: 5_000_000, days: 730 }, SMALL = { runs: 10_000, records: 50_000, days: 730 }
const TIMES = 5
/** How many of the slowest are told by their address. */
const TOLD = 5

/**
 * How long every list and chart takes over HTTP in one company that has a million runs and five million audit records behind it. Real runs come first, `multiply.ts` makes a history of
 * them. Something is written before each round, so that no answer is one that was kept. `HISTORY` names a folder that keeps what was made, for as long as no table has changed.
 */
export async function bench(size: Size): Promise<Row[]> {
  const kept = process.env['HISTORY'], place = kept === undefined ? folder() : { path: kept, remove: () => {} }, began = performance.now()
  const { file, company } = await past(place.path, size === 'full' ? FULL : SMALL), filled = performance.now()
  const { ready: { port, token }, tell, end } = await childOf<{ port: number; token: string }>('history.child.ts', file, company)
  const ask: Ask = path => answerTo(port, written('GET', `/api/v1${path}`, { token }))
  const looks = await everyLook(ask, company), took = new Map<string, number[]>(looks.map(path => [path, []]))
  for (let time = 0; time < TIMES; time++) {
    await tell(time)
    for (const [path, times] of took) {
      const asked = performance.now(), { status, body } = await ask(path)
      if (status !== 200) throw new Error(`${path} was answered with ${status}: ${body.slice(0, 300)}`)
      times.push(performance.now() - asked)
    }
  }
  await end()
  place.remove()
  const middles = [...took].map(([path, times]) => ({ path, ms: median(times) })).sort((one, other) => other.ms - one.ms), [slowest] = middles
  return [
    row('slowest-ms', [slowest?.ms ?? Number.NaN, 'ms'], { atMost: 100 }),
    ...middles.slice(0, TOLD).map(({ path, ms }) => row(shown(path), [ms, 'ms'])),
    row('median-ms', [median(middles.map(({ ms }) => ms)), 'ms']),
    row('addresses', [looks.length, 'addresses']),
    row('fill-seconds', [(filled - began) / 1_000, 's']),
  ]
}

/** A company with a history in a database file in this folder: the one that is there already, or a new one. */
async function past(place: string, history: History): Promise<{ file: string; company: string }> {
  const file = join(place, 'paperclip.db'), note = join(place, 'company')
  if (existsSync(note)) return { file, company: readFileSync(note, 'utf8') }
  const { ready: { company }, end } = await childOf<{ company: string }>('history-company.child.ts', file)
  await end()
  multiply(file, history)
  writeFileSync(note, company)
  return { file, company }
}

/** An address, without what differs from one company to the next. */
const shown = (path: string): string => path.replace(/^\/companies\/[^/]+/, '').replaceAll(/[\w%]*_[0-9a-f-]{20,}[\w-]*/g, '…').replace(/after=.*/, 'after=…') || '/'
