import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processAdapter } from '@paperclip/adapters/process'
import { createPaperclip } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bundled, processesWith, started, type Program } from './fixtures/program.ts'
import { problemsOf } from './fixtures/ring.ts'

let program: Program, folder = ''
beforeAll(async () => { program = await bundled('../node.child.ts') }, 60_000)
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'paperclip-aside-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe.skipIf(process.platform !== 'linux')('two processes on one file (Linux: it looks into /proc)', () => {
  it('R7: a run is seen, cancelled and over for the one that did not begin it', async () => {
    const file = join(folder, 'paperclip.db'), store = await openSqlite({ file })
    const acme = await createPaperclip({ store, adapters: [processAdapter()] }).found({ slug: 'acme' })
    await acme.roles.set({ slug: 'worker' })
    await acme.agents.hire({ slug: 'sleeper', role: 'worker', adapter: { kind: 'process', config: { command: ['sh', join(import.meta.dirname, 'fixtures/sleeper.sh'), join(folder, 'asleep')] } }, budget: { limit: '$5' } })
    const task = await acme.tasks.create({ title: 'Sleep', assignee: 'sleeper' })

    const node = started(program, [file])
    await node.said(/asleep as (\d+)\./)
    const running = (await acme.runs.list({ where: { status: 'running' } })).rows
    expect(running).toHaveLength(1)
    const id = running[0]?.id ?? ''
    expect(await acme.agents.standing('sleeper')).toMatchObject({ run: { id } })
    expect(await acme.tasks.get(task.id)).toMatchObject({ status: 'in_progress', checkoutRunId: id })

    await acme.runs.cancel(id, 'Enough.')
    await expect.poll(async () => (await acme.runs.get(id)).status, { timeout: 20_000, interval: 50 }).toBe('cancelled')
    await expect.poll(() => processesWith(`PAPERCLIP_RUN_ID=${id}`), { timeout: 20_000, interval: 50 }).toEqual([])
    expect(await acme.runs.get(id)).toMatchObject({ reserved: 0, endedAt: expect.any(Date) })
    await acme.agents.hold('sleeper')
    expect(await problemsOf(acme)).toEqual([])
    expect(await acme.audit.reconcile()).toMatchObject({ ok: true })
    node.signal('SIGKILL')
    await node.exited
    await store.close()
  }, 60_000)
})
