import { join } from 'node:path'
import { alternate } from './alternate.ts'
import { childOf } from './child.ts'
import { answerTo, closedLoop, openLoop, written } from './http-load.ts'
import { median, quantile } from './median.ts'
import { row, type Row, type Size } from './report.ts'
import { folder } from './stage.ts'

const AGENTS = 1_000
const CONNECTIONS = 16
const AT_ONCE = 64
const TIMES = 5

/**
 * What the server adds to what it serves: an authenticated list of 50 of 1,000 agents, over a bare Fastify that sends the same bytes from memory; how long such a
 * list takes at half of what it can do; and creating tasks over HTTP, over the same done in the process of the server. The server has a process of its own.
 */
export async function bench(size: Size): Promise<Row[]> {
  const place = folder(), many = size === 'full' ? 4_000 : 200, seconds = size === 'full' ? 4 : 1
  const { ready: { ours, bare, token }, tell, end } = await childOf<{ ours: number; bare: number; token: string }>('api.child.ts', join(place.path, 'paperclip.db'), String(AGENTS))
  const list = written('GET', '/api/v1/companies/company-0/agents?limit=50', { token })
  const { status, body } = await answerTo(ours, list)
  if (status !== 200) throw new Error(`The list was refused: ${body}`)
  await tell({ page: body })
  const lists = await alternate({
    ours: () => closedLoop({ port: ours, request: list, connections: CONNECTIONS }, many),
    floor: () => closedLoop({ port: bare, request: written('GET', '/page'), connections: CONNECTIONS }, many),
  }, { pairs: TIMES, warmup: 2 })
  const perSecond = many / (median(lists.ours) / 1_000), latest: number[] = [], floors: number[] = []
  for (let time = 0; time < TIMES; time++) {
    latest.push(quantile(await openLoop({ port: ours, request: list, connections: AT_ONCE }, { perSecond: perSecond / 2, seconds }), 0.99))
    floors.push(quantile(await openLoop({ port: bare, request: written('GET', '/page'), connections: AT_ONCE }, { perSecond: perSecond / 2, seconds }), 0.99))
  }
  const creating = Math.floor(many / 2), create = written('POST', '/api/v1/companies/company-0/tasks', { token, body: { title: 'A task' } })
  const tasks = await alternate({
    ours: () => closedLoop({ port: ours, request: create, connections: AT_ONCE }, creating),
    floor: async () => (await tell<{ ms: number }>({ create: { many: creating, atOnce: AT_ONCE } })).ms,
  }, { pairs: TIMES, warmup: 1 })
  await end()
  place.remove()
  return [
    row('list-ratio', [1 / lists.ratio, 'x'], { atLeast: 0.4 }),
    row('lists', [perSecond, 'lists/s']),
    row('lists-floor', [many / (median(lists.floor) / 1_000), 'lists/s']),
    row('list-bytes', [body.length, 'bytes']),
    row('p99-half-load', [median(latest), 'ms'], { atMost: 10 }),
    row('p99-half-load-floor', [median(floors), 'ms']),
    row('create-task-ratio', [1 / tasks.ratio, 'x'], { atLeast: 0.5 }),
    row('tasks', [creating / (median(tasks.ours) / 1_000), 'tasks/s']),
    row('tasks-floor', [creating / (median(tasks.floor) / 1_000), 'tasks/s']),
  ]
}
