import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type LiveEvent } from '@paperclip/client'
import { expect, it } from 'vitest'
import { keyBy, startChild } from '../testing/start-child.ts'

/** A company one of whose agents works until a file is there, whatever else happens. */
function gatedCompany(folder: string): { config: string; open(): void } {
  const config = join(folder, 'gated.mjs'), gate = join(folder, 'gate')
  writeFileSync(config, `
    import { existsSync, watch } from 'node:fs'
    const gate = ${JSON.stringify(gate)}
    const opened = () => new Promise(resolve => {
      const watcher = watch(${JSON.stringify(folder)}, look)
      function look() { if (existsSync(gate)) { watcher.close(); resolve() } }
      look()
    })
    const gated = { kind: 'gated', metering: 'call', schema: { type: 'object', properties: {} }, parse: config => config, async run({ brief, desk }) {
      await opened()
      await desk.finish({ task: brief.focus.identifier, result: 'Done in time.' })
      return { kind: 'done', summary: 'Came to its end.' }
    } }
    export default { adapters: [gated], found: async paperclip => {
      const acme = await paperclip.found({ slug: 'acme' })
      await acme.roles.set({ slug: 'worker', title: 'Worker' })
      for (const slug of ['ann', 'bo']) await acme.agents.hire({ slug, role: 'worker', adapter: { kind: 'gated' } })
      await acme.tasks.create({ title: 'Take your time', assignee: 'ann' })
    } }`)
  return { config, open: () => writeFileSync(gate, '') }
}

it('S1: a start that is told to end (SIGTERM) says that it takes no more, answers and tells until its run is over, closes its streams, and is gone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperclipai-graceful-')), { config, open } = gatedCompany(folder)
  const { url, link, said, signal, exited } = await startChild('--config', config, '--data', join(folder, 'data'))
  const token = await keyBy(link, 'acme'), acme = createClient({ url, token }), path = { company: 'acme' }
  await said('"run.begin"')
  const events: LiveEvent[] = [], hearers = new Set<() => void>()
  const raw = await fetch(`${url}/api/v1/companies/acme/events?after=0`, { headers: { authorization: `Bearer ${token}` } }), closed = raw.text()
  const following = new AbortController()
  const followed = (async () => {
    for await (const event of acme.events('acme', { after: 0, signal: following.signal })) {
      events.push(event)
      hearers.forEach(hear => hear())
    }
  })().catch(() => {})
  const heard = (action: string): Promise<void> => new Promise(resolve => {
    const look = () => {
      if (!events.some(event => event.kind === 'record' && event.record.action === action)) return
      hearers.delete(look)
      resolve()
    }
    hearers.add(look)
    look()
  })

  signal('SIGTERM')
  await said('"draining"')
  await expect.poll(async () => (await fetch(`${url}/api/v1/readyz`)).status, { timeout: 5_000 }).toBe(503)
  expect((await fetch(`${url}/api/v1/healthz`)).status).toBe(200)
  const late = await acme.post('/companies/{company}/tasks', { path, body: { title: 'Too late', assignee: 'bo' } })
  expect(late).toMatchObject({ status: 'todo' })
  await heard('task.create')
  open()
  await heard('task.finish')
  const { exit, err } = await exited, lines = err.trimEnd().split('\n').map(line => JSON.parse(line) as object)
  expect({ exit, lines }).toMatchObject({ exit: 0, lines: [{ level: 'warn', message: 'This node is not ready.', error: { message: 'This node was told to stop, and takes no work any more.' } }] })
  expect(lines).toHaveLength(1)
  expect(await closed, 'the stream was ended, not cut off').toMatch(/"action":"run\.succeeded"[^]*\n\n$/)
  following.abort()
  await followed
  await expect(fetch(url)).rejects.toThrow()
  const again = await startChild('--data', join(folder, 'data'), '--config', config)
  const after = createClient({ url: again.url, token })
  expect(await after.get('/companies/{company}/tasks/{task}', { path: { ...path, task: 'ACME-1' } })).toMatchObject({ status: 'done', result: 'Done in time.' })
  expect(await after.get('/companies/{company}/audit/verify', { path })).toMatchObject({ ok: true })
  again.signal('SIGTERM')
  expect(await again.exited).toEqual({ exit: 0, err: '' })
}, 90_000)
