import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bundled, started, type Program } from './fixtures/program.ts'
import { everyRow, problemsOf } from './fixtures/ring.ts'

const NODES = ['one', 'two', 'three', 'four']

let program: Program, folder = ''
beforeAll(async () => { program = await bundled('rival-node.child.ts') }, 60_000)
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'paperclip-nodes-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('four nodes on one file', () => {
  it.each([[1, 40], [20, 4]])('R1, R3, A5: never run one of %i agents twice at once, and do each of its %i tasks once', async (agents, tasks) => {
    const file = join(folder, 'paperclip.db'), store = await openSqlite({ file })
    const acme = await createPaperclip({ store, adapters: [functionAdapter({ alone: () => {} })] }).found({ slug: 'acme' })
    await acme.roles.set({ slug: 'worker' })
    for (let n = 0; n < agents; n++) await acme.agents.hire({ slug: `agent-${n}`, role: 'worker', adapter: { kind: 'function', config: { function: 'alone' } }, heartbeat: { cap: '$0.01' } })
    for (let n = 0; n < agents * tasks; n++) await acme.tasks.create({ title: 'Be alone', assignee: `agent-${n % agents}` })

    await acme.pause()
    const share = String(agents * tasks / 2)
    const nodes = NODES.map(name => started(program, [file, folder, name, share]))
    await Promise.all(nodes.map(node => node.said(/started/)))
    await acme.resume()
    const open = async () => agents * tasks - (await everyRow(after => acme.tasks.list({ where: { status: 'done' }, after, limit: 500 }))).length
    await expect.poll(open, { timeout: 40_000, interval: 50 }).toBe(0)
    nodes.forEach(node => node.signal('SIGTERM'))
    expect(await Promise.all(nodes.map(({ exited }) => exited))).toEqual(NODES.map(() => ({ code: 0, signal: null })))

    expect(existsSync(join(folder, 'complaints')) ? readFileSync(join(folder, 'complaints'), 'utf8') : '').toBe('')
    expect(await problemsOf(acme)).toEqual([])
    const runs = await everyRow(after => acme.runs.list({ after, limit: 500 }))
    expect(runs.map(({ status }) => status)).toEqual(Array.from({ length: agents * tasks }, () => 'succeeded'))
    const did = new Set((await everyRow(after => acme.tasks.list({ after, limit: 500 }))).map(({ result }) => result))
    expect(did.size, 'a node that has done half of the work stops, and others go on').toBeGreaterThan(1)
    await store.close()
  }, 60_000)
})
