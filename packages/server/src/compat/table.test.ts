import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { seated } from '../testing/seated.ts'
import { everyIncumbentRoute } from './every-incumbent-route.ts'
import { missingTexts } from './missing-routes.ts'

const DOC = readFileSync(new URL('../../../../docs/compatibility.md', import.meta.url), 'utf8')
const TABLE = [...DOC.matchAll(/^\| (\w+) \| `([^`]+)` \| (\d{3}) \|/gm)].map(([, method = '', path = '', status = '']) => ({ method, path, status: Number(status) }))

it('the table of the docs names every route of the mount, and no other', () => {
  expect(TABLE.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(everyIncumbentRoute.map(({ method, path }) => `${method} ${path}`).sort())
  for (const { path } of missingTexts) expect(DOC).toContain(`\`${path.replace('/llms/', '')}\``)
})

it('P11, T1: every route answers as the table says, nobody with 401, no board and no key, and another company with 404', async () => {
  const house = await seated({ permissions: { 'agent.hire': 'team', 'agent.wake': 'team', 'task.create': 'team' } }), { acme, job } = house
  const task = (await acme.tasks.get('ACME-1')).id, me = job.agent.id
  const comment = (await acme.messages.say({ task, body: 'Hello' })).id, { token: boardKey } = await acme.keys.create({ name: 'ci', level: 'owner' })
  await acme.agents.activate('report')
  const hire = { name: 'New Hand', role: 'engineer', adapterType: 'sits', reportsTo: me }
  const BODIES: Record<string, unknown> = {
    'POST /companies/:company/issues': { title: 'More', assigneeAgentId: (await acme.agents.get('report')).id }, 'POST /issues/:issue/checkout': { agentId: me }, 'POST /issues/:issue/comments': { body: 'Yes' }, 'PATCH /issues/:issue': { comment: 'Going on.' },
    'PUT /issues/:issue/documents/:key': { body: 'Text' }, 'POST /companies/:company/cost-events': { agentId: me, costCents: 1 }, 'POST /companies/:company/agent-hires': hire,
    'POST /companies/:company/approvals': { type: 'hire_agent', payload: { ...hire, name: 'Another' } }, 'POST /agents/:agent/wakeup': {}, 'POST /agents/:agent/heartbeat/invoke': {}, 'POST /issues/:issue/release': undefined,
  }
  const parts: Record<string, string> = { company: acme.id, issue: task, comment, key: 'plan', agent: me, run: job.run.id }
  for (const { method, path, status } of TABLE) {
    if (path.includes(':approval')) parts['approval'] = (await acme.approvals.list()).rows[0]?.id ?? 'none'
    const at = path.replace(/:(\w+)/g, (_, part: string) => parts[part] ?? part)
    const body = `${method} ${path}` in BODIES ? BODIES[`${method} ${path}`] : method === 'GET' ? undefined : {}
    expect((await house.there(method, at, body, { authorization: '' })).status, `${method} ${path}`).toBe(401)
    expect((await house.there(method, at, body, { authorization: `Bearer ${boardKey}` })).status, `${method} ${path}`).toBe(403)
    expect((await house.there(method, at, body, { 'x-paperclip-run-id': 'run_another' })).status, `${method} ${path}`).toBe(403)
    if (path.includes(':company')) expect((await house.there(method, at.replace(acme.id, 'cmp_none'), body)).status, `${method} ${path}`).toBe(404)
    const { status: answered, told } = await house.there(method, at, body)
    expect([answered, answered >= 400 && answered !== 501 ? told : null], `${method} ${path}`).toEqual([status, null])
    if (status === 501) expect(told).toMatchObject({ status: 501, error: expect.stringMatching(/is not there: ./) })
  }
}, 60_000)

it('P11: the texts beside it say that they are not there, to agents alone', async () => {
  const { app, key } = await seated()
  for (const { path } of missingTexts) {
    const ask = (headers: Record<string, string> = {}) => app.inject({ url: path.replace(':adapter', 'process.txt'), headers: { host: 'localhost:4400', ...headers } })
    expect((await ask()).statusCode).toBe(401)
    const { statusCode, body } = await ask({ authorization: `Bearer ${key}` })
    expect([statusCode, JSON.parse(body)]).toEqual([501, expect.objectContaining({ error: expect.stringContaining(`GET ${path} is not there: `) })])
  }
})
