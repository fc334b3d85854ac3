import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { processAdapter } from '@paperclip/adapters/process'
import { createPaperclip } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EXIT } from '../exit-code.ts'
import { bundled, processesWith, started, type Program } from './fixtures/program.ts'
import { everyRow, problemsOf } from './fixtures/ring.ts'

const IN_FLIGHT = 20
const SKIPPED = process.platform === 'linux' ? '' : ' (SKIPPED: there is no /proc here)'

let program: Program, folder = ''
beforeAll(async () => { program = await bundled('stopping-node.child.ts') }, 60_000)
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'paperclip-stopping-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A company of which a node has 20 runs in flight; one agent more has nothing to do yet. */
async function inFlight() {
  const file = join(folder, 'paperclip.db'), gate = join(folder, 'gate'), store = await openSqlite({ file })
  const acme = await createPaperclip({ store, adapters: [processAdapter()] }).found({ slug: 'acme' })
  await acme.roles.set({ slug: 'worker' })
  const adapter = { kind: 'process', config: { command: ['sh', join(import.meta.dirname, 'fixtures/waiter.sh'), gate], graceMs: 1_000 } }
  for (let n = 0; n <= IN_FLIGHT; n++) await acme.agents.hire({ slug: `agent-${n}`, role: 'worker', adapter, heartbeat: { cap: '$0.01' }, budget: { limit: '$1' } })
  for (let n = 1; n <= IN_FLIGHT; n++) await acme.tasks.create({ title: 'Wait', assignee: `agent-${n}` })
  const node = started(program, [file])
  await node.said(new RegExp(`(?:waiting as [^]*){${IN_FLIGHT}}`))
  const takeLock = async () => {
    await store.close()
    const stranger = await openSqlite({ file, busyMs: 1 })
    return createPaperclip({ store: stranger }).found({ slug: 'another' }).then(() => 'free', String).finally(() => stranger.close())
  }
  return {
    acme, node,
    open: () => writeFileSync(gate, ''),
    runs: () => everyRow(after => acme.runs.list({ after })),
    /** S2: what must not be there once a node has ended. */
    async left() {
      return {
        problems: await problemsOf(acme), processes: processesWith(`PAPERCLIP_COMPANY_ID=${acme.id}`),
        handles: /left: (.*)/.exec(node.text)?.[1], lock: await takeLock(),
      }
    },
  }
}

const NOTHING = { problems: [], processes: [], handles: '[]', lock: 'free' }

describe.skipIf(SKIPPED !== '')('a node with 20 runs in flight that is told to end', () => {
  it(`S1, S2: claims nothing any more, lets every run finish, says so with its exit code, and leaves no process, no lock, no socket and no timer${SKIPPED}`, async () => {
    const { acme, node, open, runs, left } = await inFlight()
    node.signal('SIGTERM')
    await node.said(/draining/)
    await acme.tasks.create({ title: 'Too late', assignee: 'agent-0' })
    await pause(1_500)                    // a node that still looked for work, as this one does every 300 ms, would have claimed it in this time
    expect((await runs()).map(({ status, error }) => `${status} ${error?.message ?? ''}`)).toEqual(Array.from({ length: IN_FLIGHT }, () => 'running '))
    open()
    expect(await node.exited, node.text).toEqual({ code: EXIT.ok, signal: null })
    expect((await runs()).map(({ status }) => status)).toEqual(Array.from({ length: IN_FLIGHT }, () => 'succeeded'))
    expect(await acme.tasks.get(`ACME-${IN_FLIGHT + 1}`)).toMatchObject({ status: 'todo' })
    expect(await left()).toEqual(NOTHING)
  }, 60_000)

  it(`S1, S2: ends them at once at a second signal and hands them back, says that with its exit code, and leaves nothing either${SKIPPED}`, async () => {
    const { acme, node, runs, left } = await inFlight()
    node.signal('SIGTERM')
    await node.said(/draining/)
    const asked = performance.now()
    node.signal('SIGTERM')
    expect(await node.exited, node.text).toEqual({ code: EXIT.interrupted, signal: null })
    expect(performance.now() - asked).toBeLessThan(8_000)
    expect((await runs()).map(({ status, reserved }) => `${status} ${reserved}`)).toEqual(Array.from({ length: IN_FLIGHT }, () => 'cancelled 0'))
    const standing = await Promise.all(Array.from({ length: IN_FLIGHT }, (_, n) => acme.agents.standing(`agent-${n + 1}`)))
    expect(standing.filter(({ dueAt, failures, holds }) => dueAt !== null && failures === 0 && holds.length === 0), 'any node may take them up at once').toHaveLength(IN_FLIGHT)
    expect(await left()).toEqual(NOTHING)
  }, 60_000)
})
