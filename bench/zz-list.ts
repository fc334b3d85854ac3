import { join } from 'node:path'
import { childOf } from './child.ts'
import { answerTo, closedLoop, openLoop, written } from './http-load.ts'
import { quantile } from './median.ts'
import { folder } from './stage.ts'
const place = folder()
const { ready: { ours, token }, tell, end } = await childOf<{ ours: number; bare: number; token: string }>('api.child.ts', join(place.path, 'paperclip.db'), '1000')
const list = written('GET', '/api/v1/companies/company-0/agents?limit=50', { token })
const { body } = await answerTo(ours, list)
await tell({ page: body })
let per = 0
for (let i = 0; i < 5; i++) { const ms = await closedLoop({ port: ours, request: list, connections: 16 }, 4000); per = 4000 / (ms / 1000); console.log('lists/s', per.toFixed(0)) }
for (let i = 0; i < 3; i++) { const l = await openLoop({ port: ours, request: list, connections: 64 }, { perSecond: per / 2, seconds: 4 }); console.log('p50/p90/p99/max', [0.5, 0.9, 0.99, 1].map(q => quantile(l, q).toFixed(2)).join(' ')) }
await end(); place.remove()
