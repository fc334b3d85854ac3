import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createSocket, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Adapter } from '@paperclip/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { served } from '../testing/served.ts'

const AGENT = fileURLToPath(new URL('./fixtures/agent.mjs', import.meta.url))
const start = promisify(execFile)

async function freePort(): Promise<number> {
  const probe = createSocket().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  await new Promise<void>(resolve => { probe.close(() => resolve()) })
  return port
}

/** A company on a listening server whose agents are the fixture, started anew for each run with what the existing application gives it. */
async function company() {
  const port = await freePort(), url = `http://127.0.0.1:${port}`, keys = new Map<string, string>()
  let named: string | null = null
  const script: Adapter = {
    kind: 'script', metering: 'call', schema: { type: 'object', properties: {} } as never, parse: config => config,
    async run({ agent, run, log }) {
      const env = { PATH: process.env['PATH'] ?? '', PAPERCLIP_API_URL: url, PAPERCLIP_API_KEY: keys.get(agent.id) ?? '', PAPERCLIP_RUN_ID: run.id, PAPERCLIP_AGENT_ID: agent.id, PAPERCLIP_COMPANY_ID: run.companyId, PAPERCLIP_TASK_ID: named ?? run.taskId ?? '' }
      const { stdout } = await start(process.execPath, [AGENT], { env })
      log({ stream: 'stdout', level: 'info', text: stdout })
      return { kind: 'done', summary: stdout.trim() }
    },
  }
  const house = await served({ paperclip: { adapters: [script] }, server: { compatibility: true, publicUrls: [url] } })
  await house.app.listen({ host: '127.0.0.1', port })
  const { id } = await house.acme.agents.hire({ slug: 'dev', role: 'worker', adapter: { kind: 'script', config: {} } })
  keys.set(id, (await house.acme.keys.create({ name: 'dev', agent: 'dev' })).token)
  onTestFinished(async () => {
    await house.paperclip.stop({ drainMs: 1_000 })
    await house.app.close()
  })
  return { ...house, name: (task: string) => { named = task } }
}

const ended = (acme: Awaited<ReturnType<typeof served>>['acme']): Promise<void> => new Promise(resolve => {
  const unhear = acme.on(event => {
    if (event.kind !== 'record' || !/^run\.(succeeded|failed|cancelled|timed_out)$/.test(event.record.action)) return
    unhear()
    resolve()
  })
})

describe('an agent written for the existing application', () => {
  it('works unchanged: reads who it is and what to do, checks out, comments, writes, reports its cost and hands in', async () => {
    const { acme, paperclip } = await company()
    await acme.tasks.create({ title: 'Build', assignee: 'dev' })
    const over = ended(acme)
    await paperclip.start()
    await over
    expect((await acme.runs.list()).rows).toMatchObject([{ status: 'succeeded', summary: 'ACME-1 done', spent: 15_000, notices: [] }])
    expect(await acme.tasks.get('ACME-1')).toMatchObject({ status: 'done', result: 'Done: it is all there.' })
    expect((await acme.tasks.thread('ACME-1')).rows.map(({ body }) => body)).toEqual(['I start on "Build".', 'Done: it is all there.'])
    expect(await acme.documents.read('ACME-1', 'plan')).toMatchObject({ body: '1. Do it.' })
    expect((await acme.audit.verify()).ok).toBe(true)
  }, 30_000)

  it('that is told 409 drops the issue, and goes on with its own', async () => {
    const { acme, paperclip, name } = await company()
    await acme.agents.hire({ slug: 'other', role: 'worker', adapter: { kind: 'script', config: {} }, status: 'draft' })
    const theirs = await acme.tasks.create({ title: 'Theirs', assignee: 'other' })
    await acme.tasks.create({ title: 'Mine', assignee: 'dev' })
    name(theirs.id)
    const over = ended(acme)
    await paperclip.start()
    await over
    expect((await acme.runs.list()).rows[0]).toMatchObject({ status: 'succeeded', summary: `dropped ${theirs.id}\nACME-2 done` })
    expect(await acme.tasks.get('ACME-1')).toMatchObject({ status: 'todo', checkoutRunId: null })
  }, 30_000)
})
