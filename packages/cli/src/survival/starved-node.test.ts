import { mkdtempSync, readdirSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processAdapter } from '@paperclip/adapters/process'
import { createPaperclip } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundled, processesWith, started, type Program } from './fixtures/program.ts'
import { everyRow, problemsOf } from './fixtures/ring.ts'

const AGENTS = 30
/** What a node takes by itself is about 30; each program takes three pipes. */
const DESCRIPTORS = 64
const SKIPPED = process.platform === 'linux' ? '' : ' (SKIPPED: there is no /proc here)'

let program: Program, folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'paperclip-starved-'))
  program = await bundled('starved-node.child.ts', 'in it')
}, 60_000)
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(SKIPPED !== '')('a node with hardly any file descriptors', () => {
  it(`F6, R3: fails runs it has no descriptors for as retryable, does them later, and leaks no descriptor, process or directory${SKIPPED}`, async () => {
    const file = join(folder, 'paperclip.db'), temporary = join(folder, 'temporary'), store = await openSqlite({ file })
    mkdirSync(temporary)
    const acme = await createPaperclip({ store, adapters: [processAdapter()] }).found({ slug: 'acme' })
    await acme.roles.set({ slug: 'worker' })
    const adapter = { kind: 'process', config: { command: ['sh', join(import.meta.dirname, 'fixtures/fitter.sh'), folder, '0.2'] } }
    for (let n = 0; n < AGENTS; n++) await acme.agents.hire({ slug: `agent-${n}`, role: 'worker', adapter, heartbeat: { cap: '$0.01' }, budget: { limit: '$1' } })
    const node = started(program, [file, temporary], { under: ['sh', '-c', `ulimit -n ${DESCRIPTORS}; exec "$@"`, 'sh'] })
    await node.said(/ready/)
    const descriptors: number[] = []
    let asked = 0
    const openNow = async () => {
      node.write('how many?')
      return Number(await node.said(new RegExp(`(?:open: [^]*){${asked++}}open: (\\d+)\\.`)))
    }
    for (let round = 1; round <= 2; round++) {
      for (let n = 0; n < AGENTS; n++) await acme.tasks.create({ title: 'Find room', assignee: `agent-${n}` })
      const running = async () => (await everyRow(after => acme.runs.list({ where: { status: 'running' }, after }))).length
      const open = async () => round * AGENTS - (await everyRow(after => acme.tasks.list({ where: { status: 'done' }, after }))).length
      await expect.poll(async () => await open() + await running(), { timeout: 40_000, interval: 100 }).toBe(0)
      descriptors.push(await openNow())
    }
    // a log may be written to its end after its run
    await expect.poll(async () => await openNow() - descriptors[0]!, { message: 'descriptors that leaked', timeout: 15_000, interval: 200 }).toBeLessThanOrEqual(1)
    node.signal('SIGTERM')
    expect(await node.exited, node.text).toEqual({ code: 0, signal: null })

    const runs = await everyRow(after => acme.runs.list({ after, limit: 500 })), failed = runs.filter(({ status }) => status !== 'succeeded')
    expect(failed.length, 'it really starved').toBeGreaterThan(10)
    expect([...new Set(failed.map(({ status, error }) => `${status} ${error?.kind}`))], JSON.stringify(failed.map(({ error }) => error?.message))).toEqual(['failed overloaded'])
    expect(readdirSync(temporary)).toEqual([])
    expect(processesWith(`PAPERCLIP_COMPANY_ID=${acme.id}`)).toEqual([])
    expect(await problemsOf(acme)).toEqual([])
    await store.close()
  }, 60_000)
})
