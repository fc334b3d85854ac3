import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processAdapter } from '@paperclip/adapters/process'
import type { AdapterJob, CompanyHandle, Paperclip, Run } from '@paperclip/core'
import { scripted, scriptedAdapter } from '@paperclip/core/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { realServer } from '../testing/real-server.ts'
import { served, type Served } from '../testing/served.ts'

const AGENT = join(import.meta.dirname, '../testing/agents/caller.mjs')

interface Notes { key: string; url: string; me: { slug: string }; inbox: object[]; statuses: number[] }

/** The next run of a company that ends. */
const ended = (paperclip: Paperclip, company: CompanyHandle): Promise<Run> => new Promise(resolve => {
  const stop = paperclip.on(event => {
    if (event.kind !== 'record' || event.record.noun !== 'run' || !/^run\.(succeeded|failed|timed_out|cancelled|lost)$/.test(event.record.action)) return
    stop()
    resolve(company.runs.get(event.record.entityId))
  })
})

async function agentOutside() {
  const folder = mkdtempSync(join(tmpdir(), 'notes-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const house = await realServer({ paperclip: { adapters: [processAdapter()] } })
  await house.acme.roles.set({ slug: 'worker' })
  const notes = join(folder, 'notes.json')
  await house.acme.agents.hire({ slug: 'dev', role: 'worker', adapter: { kind: 'process', config: { command: [process.execPath, AGENT], env: { NOTES: notes, OTHER_RUN: 'run_other' } } } })
  await house.acme.tasks.create({ title: 'Ship it', assignee: 'dev' })
  await house.paperclip.start()
  const run = await ended(house.paperclip, house.acme)
  const told: Notes = JSON.parse(readFileSync(notes, 'utf8'))
  const replay = (path: string, init: RequestInit = {}) => fetch(`${house.url}${path}`, { ...init, headers: { authorization: `Bearer ${told.key}`, ...init.headers } })
  return { ...house, run, told, replay }
}

/** What the next run of an agent in this program is handed. */
async function access(house: Pick<Served, 'acme' | 'paperclip'>, seen: AdapterJob<unknown>['access'][]) {
  await house.acme.agents.wake('dev')
  await ended(house.paperclip, house.acme)
  return seen.at(-1)
}

describe('the access of a run', () => {
  it('is where a mounted server is reached, by itself, from when it is ready until it is closed', async () => {
    const seen: AdapterJob<unknown>['access'][] = []
    const house = await served({ paperclip: { adapters: [scriptedAdapter({ look: async job => { seen.push(job.access); return { kind: 'done', summary: '' } } })] }, server: { publicUrls: ['https://paperclip.example', 'http://localhost:4400'] } })
    onTestFinished(async () => void await house.paperclip.stop({ drainMs: 0 }))
    await house.acme.agents.hire({ ...scripted('dev', 'look'), heartbeat: { idle: 'run' } })
    await house.paperclip.start()
    expect(await access(house, seen)).toEqual({ kind: 'none' })
    await house.app.ready()
    expect(await access(house, seen)).toEqual({ kind: 'http', url: 'https://paperclip.example', token: expect.stringMatching(/^pcr_/) })
    await house.app.close()
    expect(await access(house, seen)).toEqual({ kind: 'none' })
  })

  it('P24: does nothing at the door of the board, and that it was tried there stands in the log of the agent\'s company alone', async () => {
    const answers: number[] = []
    const house: Served = await served({ paperclip: { adapters: [scriptedAdapter({ climb: async ({ access: at }) => {
      const token = at.kind === 'http' ? at.token : null
      for (const path of ['/companies/acme/pause', '/companies/acme/pause', `/companies/${house.acme.id}/approvals/x/approve`, '/companies/globex/pause', '/companies/nobodys/pause']) answers.push((await house.ask(token, 'POST', path, {})).statusCode)
      answers.push((await house.ask(token, 'GET', '/companies/acme/tasks')).statusCode)
      return { kind: 'done', summary: '' }
    } })] } })
    onTestFinished(async () => { await house.paperclip.stop({ drainMs: 0 }); await house.app.close() })
    const globex = await house.paperclip.found({ slug: 'globex' }), before = await globex.audit.head()
    await house.app.ready()
    const dev = await house.acme.agents.hire({ ...scripted('dev', 'climb'), heartbeat: { idle: 'run' } })
    await house.paperclip.start()
    await house.acme.agents.wake('dev')
    const run = await ended(house.paperclip, house.acme)
    expect(answers).toEqual(Array(6).fill(403))
    const refused = (await house.acme.audit.list({ limit: 500 })).rows.filter(({ action }) => action.endsWith('.refused'))
    expect(refused.map(({ action, actorKind, actorId, runId }) => [action, actorKind, actorId, runId])).toEqual(['company.pause.refused', 'approval.approve.refused'].map(action => [action, 'agent', dev.id, run.id]))
    expect(await globex.audit.head()).toEqual(before)
  })

  it.each([[[], 'publicUrls: must name at least one address'], [['paperclip.example'], 'The public address "paperclip.example" is none'], [['https://paperclip.example/app'], 'is none']])('is no guess: a server that is reached at %j is none', async (publicUrls, words) => {
    await expect(served({ server: { publicUrls } })).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining(words) })
  })

  it('P18: lets a process work at its own desk over HTTP, as its own run whatever it says, and nowhere else', async () => {
    const { acme, run, told, url } = await agentOutside()
    expect(run).toMatchObject({ status: 'succeeded' })
    expect(told).toMatchObject({ url, me: { slug: 'dev' }, inbox: [{ noun: 'task', task: { identifier: 'ACME-1' } }], statuses: [200, 200, 200, 403, 200] })
    expect(await acme.tasks.get('ACME-1')).toMatchObject({ status: 'done', result: 'Done over HTTP.' })
    const deeds = []
    for await (const { action, actorKind, runId } of acme.audit.feed()) if (action === 'message.say' || action === 'task.finish') deeds.push({ action, actorKind, runId })
    expect(deeds).toEqual([{ action: 'message.say', actorKind: 'agent', runId: run.id }, { action: 'task.finish', actorKind: 'agent', runId: run.id }])
  })

  it('P19: is worth nothing once the run has ended, and nothing on another server', async () => {
    const { replay, told, acme } = await agentOutside()
    for (const [path, init] of [['/api/v1/desk', {}], ['/api/v1/desk/say', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }]] as const) {
      const answer = await replay(path, init)
      expect([answer.status, (await answer.json() as { code: string }).code]).toEqual([401, 'unauthorized'])
    }
    const other = await realServer()
    expect((await fetch(`${other.url}/api/v1/desk`, { headers: { authorization: `Bearer ${told.key}` } })).status).toBe(401)
    expect((await acme.messages.list()).rows).toHaveLength(1)
  })

  it('P16: stands in no log, message or record, although the agent wrote it there', async () => {
    const { acme, run, told } = await agentOutside()
    const lines = (await acme.runs.log(run.id)).rows.map(({ text }) => text)
    const records = []
    for await (const record of acme.audit.feed()) records.push(record)
    const kept = JSON.stringify([lines, records, (await acme.messages.list()).rows, (await acme.runs.list()).rows, (await acme.tasks.list()).rows])
    expect(lines.some(line => line.startsWith('My key is '))).toBe(true)
    expect(kept).not.toContain(told.key)
  })
})
