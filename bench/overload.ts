import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { childOf } from './child.ts'
import { answerTo, openLoop, written } from './http-load.ts'
import { median, quantile } from './median.ts'
import { row, type Row, type Size } from './report.ts'
import { folder } from './stage.ts'

const AGENTS = 1_000, CONNECTIONS = 64, PER_SECOND = 50
const TIMES = 5

/**
 * How much longer a list takes, at the 99th percentile, while agents of another company, processes that the server has started, burn twice as many cores as there are. Quiet and burning
 * alternate, and so does a bare server that sends the same bytes, to be read beside it.
 */
export async function bench(size: Size): Promise<Row[]> {
  const place = folder(), seconds = size === 'full' ? 10 : 1
  const { ready: { ours, bare, token }, tell, end } = await childOf<{ ours: number; bare: number; token: string }>('api.child.ts', join(place.path, 'paperclip.db'), String(size === 'full' ? AGENTS : 50), String(2 * availableParallelism()))
  const list = written('GET', '/api/v1/companies/company-0/agents?limit=50', { token }), { body } = await answerTo(ours, list)
  await tell({ page: body })
  const late = async (port: number, request: string): Promise<number> => quantile(await openLoop({ port, request, connections: CONNECTIONS }, { perSecond: PER_SECOND, seconds }), 0.99)
  const both = async () => ({ ours: await late(ours, list), bare: await late(bare, written('GET', '/page')) })
  const found: { quiet: { ours: number; bare: number }; burning: { ours: number; bare: number } }[] = []
  for (let time = -1; time < TIMES; time++) {
    const quiet = await both()
    await tell({ burn: 'on' })
    const burning = await both()
    await tell({ burn: 'off' })
    if (time >= 0) found.push({ quiet, burning })                          // the first only warms up
  }
  await end()
  place.remove()
  return [
    row('p99-ratio', [median(found.map(({ quiet, burning }) => burning.ours / quiet.ours)), 'x'], { atMost: 3 }),
    row('p99-quiet', [median(found.map(({ quiet }) => quiet.ours)), 'ms']),
    row('p99-burning', [median(found.map(({ burning }) => burning.ours)), 'ms']),
    row('p99-ratio-floor', [median(found.map(({ quiet, burning }) => burning.bare / quiet.bare)), 'x']),
  ]
}
