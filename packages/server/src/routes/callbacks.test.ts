import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { httpAdapter } from '@paperclip/adapters/http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { realServer } from '../testing/real-server.ts'

interface Posted { callback: string; access: { url: string; token: string } | null }

/** A company whose agent works behind an address, which says that it goes on for long. */
async function deferring() {
  const posted: Posted[] = []
  let seen = (): void => {}
  const elsewhere = createServer(async (request, response) => {
    let text = ''
    for await (const part of request.setEncoding('utf8')) text += part
    posted.push(JSON.parse(text) as Posted)
    response.writeHead(202).end()
    seen()
  }).listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  onTestFinished(() => void elsewhere.close())
  const house = await realServer({ paperclip: { adapters: [httpAdapter({ allow: ['127.0.0.1'] })] } })
  const { acme, paperclip } = house
  await acme.roles.set({ slug: 'worker' })
  await acme.agents.hire({ slug: 'dev', role: 'worker', adapter: { kind: 'http', config: { url: `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/` } }, budget: { limit: '$20' } })
  await acme.tasks.create({ title: 'Ship it', assignee: 'dev' })
  const deferred = new Promise<void>(resolve => {
    const stop = paperclip.on(event => {
      if (event.kind !== 'record' || event.record.action !== 'run.defer') return
      stop()
      resolve()
    })
  })
  await Promise.all([paperclip.start(), new Promise<void>(resolve => { seen = resolve }), deferred])
  const { callback, access } = posted[0] ?? expect.fail('nothing was posted')
  const finish = async (bearer: string | null, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${access?.url}/api/v1/runs/finish`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...bearer === null ? {} : { authorization: `Bearer ${bearer}` }, ...headers } })
    return { status: answer.status, body: await answer.json() as Record<string, unknown> }
  }
  const onlyRun = async () => (await acme.runs.list({ limit: 1 })).rows[0] ?? expect.fail('no run')
  return { ...house, callback, access, finish, onlyRun }
}

const DONE = { outcome: 'done', summary: 'Built.', usage: [{ id: 'all', cost: 70_000 }], desk: [{ verb: 'finish', input: { task: 'ACME-1', result: 'Here.' } }] }

describe('a callback over HTTP', () => {
  it('R3, I1: ends its deferred run, once; and the same with its key as often as it comes', async () => {
    const { acme, callback, access, url, finish, onlyRun } = await deferring()
    expect(access).toMatchObject({ url })
    expect(await finish(callback, DONE, { 'idempotency-key': 'k' })).toEqual({ status: 200, body: { id: (await onlyRun()).id, status: 'succeeded' } })
    expect((await finish(callback, DONE, { 'idempotency-key': 'k' })).status).toBe(200)
    expect(await finish(callback, { ...DONE, summary: 'Other.' }, { 'idempotency-key': 'k' })).toMatchObject({ status: 409, body: { reason: 'key_reused' } })
    expect(await finish(callback, DONE)).toMatchObject({ status: 409, body: { code: 'conflict', reason: 'stale_lease' } })
    expect(await onlyRun()).toMatchObject({ status: 'succeeded', summary: 'Built.', spent: 70_000 })
    expect(await acme.tasks.get('ACME-1')).toMatchObject({ status: 'done', result: 'Here.' })
  })

  it('P19: and the token of that run die together', async () => {
    const { callback, access, finish, url } = await deferring()
    const desk = () => fetch(`${url}/api/v1/desk`, { headers: { authorization: `Bearer ${access?.token}` } })
    expect((await desk()).status).toBe(200)
    await finish(callback, { outcome: 'failed', error: { kind: 'crashed', message: 'It fell over.' }, usage: [] })
    expect((await desk()).status).toBe(401)
  })

  it('lets a run go on for longer, and is refused with what is no outcome, naming the field', async () => {
    const { callback, finish, onlyRun } = await deferring()
    const until = new Date(Date.now() + 3 * 86_400_000).toISOString()
    expect(await finish(callback, { outcome: 'deferred', until })).toMatchObject({ status: 200, body: { status: 'deferred' } })
    expect((await onlyRun()).until?.toISOString()).toBe(until)
    expect(await finish(callback, { outcome: 'done' })).toMatchObject({ status: 400, body: { fields: [{ field: 'summary' }] } })
    expect(await finish(callback, { ...DONE, cost: 0 })).toMatchObject({ status: 400, body: { code: 'invalid_input' } })
    expect((await onlyRun()).status).toBe('deferred')
  })

  it('R2: that is forged, and any other proof there is, is refused before its body is looked at', async () => {
    const { acme, callback, access, finish, onlyRun } = await deferring()
    const { token: key } = await acme.keys.create({ name: 'ci', level: 'owner' })
    const [body = '', mark = ''] = callback.split('.')
    const last = mark.at(0) === 'A' ? 'B' : 'A'
    for (const proof of [null, 'x', body, `${body}.${last}${mark.slice(1)}`, access?.token ?? '', key]) {
      for (const said of [DONE, {}]) expect(await finish(proof, said)).toMatchObject({ status: 401, body: { code: 'unauthorized' } })
    }
    expect((await onlyRun()).status).toBe('deferred')
  })
})
