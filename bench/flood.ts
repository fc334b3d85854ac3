import { join } from 'node:path'
import { childOf } from './child.ts'
import { restingLoop, written } from './http-load.ts'
import { median, quantile } from './median.ts'
import { row, type Row, type Size } from './report.ts'
import { folder } from './stage.ts'

const AGENTS = 1_000, REST_MS = 10
const TIMES = 5

interface Served { ours: number; token: string; theirs: string }
interface Late { p50: number; p99: number }

/**
 * How much longer a list takes one company while somebody asks without a pause on 256 connections: with a key of another company, and as nobody. Beside it, the same while they ask a second server on the
 * same machine, which takes as much of its cores and nothing of the first one's turns.
 */
export async function bench(size: Size): Promise<Row[]> {
  const places = [folder(), folder()], many = size === 'full' ? 400 : 50, agents = String(size === 'full' ? AGENTS : 50)
  const servers = await Promise.all(places.map(({ path }) => childOf<Served>('api.child.ts', join(path, 'paperclip.db'), agents)))
  const [first, second] = servers.map(({ ready }) => ready)
  if (!first || !second) throw new Error('Two servers were to be there.')
  const request = written('GET', '/api/v1/companies/company-0/agents?limit=50', { token: first.token })
  const late = async (): Promise<Late> => {
    const took = await restingLoop({ port: first.ours, request }, { many, restMs: REST_MS })
    return { p50: quantile(took, 0.5), p99: quantile(took, 0.99) }
  }
  const beside = async ({ ours }: Served, token: string): Promise<Late> => {
    const flood = await childOf('flood.child.ts', String(ours), token, '/api/v1/companies/others/agents?limit=50')
    const found = await late()
    await flood.end()
    return found
  }
  const found: Record<'quiet' | 'known' | 'elsewhere' | 'nobody' | 'nobodyElsewhere', Late>[] = []
  for (let time = -1; time < TIMES; time++) {
    const all = {
      quiet: await late(), known: await beside(first, first.theirs), elsewhere: await beside(second, second.theirs), nobody: await beside(first, 'pck_0_1'), nobodyElsewhere: await beside(second, 'pck_0_1'),
    }
    if (time >= 0) found.push(all)                                         // the first only warms up
  }
  for (const { end } of servers) await end()
  for (const place of places) place.remove()
  return [
    row('p99-ratio', [median(found.map(({ known, elsewhere }) => known.p99 / elsewhere.p99)), 'x'], { atMost: 2 }),
    row('p99-ratio-strangers', [median(found.map(({ nobody, nobodyElsewhere }) => nobody.p99 / nobodyElsewhere.p99)), 'x'], { atMost: 2 }),
    ...(['quiet', 'known', 'elsewhere', 'nobody', 'nobodyElsewhere'] as const).flatMap(name => [
      row(`p50-${name}`, [median(found.map(each => each[name].p50)), 'ms']),
      row(`p99-${name}`, [median(found.map(each => each[name].p99)), 'ms']),
    ]),
  ]
}
