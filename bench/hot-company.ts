import { setTimeout as pause } from 'node:timers/promises'
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip, type CompanyHandle } from '@paperclip/core'
import { openPostgres } from '@paperclip/store-postgres'
import type Pg from 'pg'
import { alternate } from './alternate.ts'
import { median, quantile } from './median.ts'
import { fund, populate } from './populate.ts'
import { pg, postgres } from './postgres.ts'
import { row, type Row, type Size } from './report.ts'
import { keepers } from './stage.ts'

const HOT_CALLERS = 40
const NEIGHBOURS = 4
const EVERY_MS = 10
const SIZES = { full: { many: 200, seconds: 1.5, busy: { pairs: 7, warmup: 1 }, beside: { pairs: 7, warmup: 1 } }, small: { many: 20, seconds: 0.3, busy: { pairs: 3, warmup: 1 }, beside: { pairs: 3, warmup: 1 } } }

/**
 * One company that everybody writes in: how many transactions it gets through, each with its rule, two rows and an audit record, over bare ones on one connection that take the company's
 * lock, move its head and commit; and how much later its neighbours are served beside it than alone, who write now and then.
 */
export async function bench(size: Size): Promise<Row[]> {
  const { many, seconds, busy, beside } = SIZES[size]
  const server = await postgres(), database = await server.database('ours')
  const store = await openPostgres({ ...database, keepers })
  await populate(store, functionAdapter({ work: () => 'Nothing.' }), { companies: 1 + NEIGHBOURS, agents: 1 + NEIGHBOURS })
  await fund(store)
  const paperclip = createPaperclip({ store }), companies = await Promise.all(Array.from({ length: 1 + NEIGHBOURS }, (_, n) => paperclip.company(`company-${n}`)))
  const [hot, ...others] = companies
  if (!hot) throw new Error('There is no company.')
  const bare = await bareTransactions(database.unwalledUrl, hot.id)

  const written = await alternate({
    ours: () => timed(() => Promise.all(Array.from({ length: HOT_CALLERS }, () => write(hot, many / HOT_CALLERS)))),
    floor: () => timed(async () => { for (let n = 0; n < many; n++) await bare.run() }),
  }, busy)
  const p99 = async (act: () => Promise<unknown>) => {
    const took: number[] = [], until = performance.now() + seconds * 1_000
    const callers = others.map(async other => {
      while (performance.now() < until) {
        took.push(await timed(() => write(other, 1)))
        await pause(EVERY_MS)
      }
    })
    await Promise.all([act(), ...callers])
    return quantile(took, 0.99)
  }
  const heated = () => {
    const until = performance.now() + seconds * 1_000
    return Promise.all(Array.from({ length: HOT_CALLERS }, async () => { while (performance.now() < until) await write(hot, 1) }))
  }
  const neighbours = await alternate({ ours: () => p99(heated), floor: () => p99(async () => {}) }, beside)
  await bare.close()
  await store.close()
  await server.stop()
  const perSecond = (took: readonly number[]): readonly [number, string] => [many / (median(took) / 1_000), 'transactions/s']
  return [
    row('ratio', [1 / written.ratio, 'x'], { atLeast: 0.35 }),
    row('neighbours-p99-ratio', [neighbours.ratio, 'x'], { atMost: 3 }),
    row('hot', perSecond(written.ours)),
    row('bare', perSecond(written.floor)),
    row('neighbours-p99-beside', [median(neighbours.ours), 'ms']),
    row('neighbours-p99-alone', [median(neighbours.floor), 'ms']),
  ]
}

async function write(company: CompanyHandle, times: number): Promise<void> {
  for (let n = 0; n < times; n++) await company.agents.wake('agent-0')
}

const timed = async (act: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await act()
  return performance.now() - began
}

/** Begin, the lock, one update and the commit, in two flights. */
async function bareTransactions(connectionString: string, company: string): Promise<{ run(): Promise<void>; close(): Promise<void> }> {
  const options: Pg.ClientConfig & { pipeline: true } = { connectionString, pipeline: true }, client = new pg.Client(options)
  await client.connect()
  return {
    async run() {
      await client.query(`begin; select pg_advisory_xact_lock(hashtextextended(${pg.escapeLiteral(`paperclip company ${company}`)}, 0))`)
      await Promise.all([client.query({ name: 'move', text: 'update heads set key = key where company_id = $1', values: [company] }), client.query('commit')])
    },
    close: () => client.end(),
  }
}
