import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPaperclip, type CompanyHandle, type Run } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundled, processesWith, started, type Program } from './fixtures/program.ts'
import { everyRow, problemsOf } from './fixtures/ring.ts'
import { foundTown, topUp, TOWN_LIMITS, townAdapters } from './fixtures/town.ts'
import { CRASH_POINTS } from './fixtures/witnessed-store.ts'

const IS_LONG = process.env['LONG'] === '1'
const CYCLES = IS_LONG ? 100 : 10
const SKIPPED = process.platform === 'linux' ? '' : ' (SKIPPED: there is no /proc here)'

/** One life of a node: how it was to end, when it was ready, when it ended. */
interface Life { point: string; ready: number; ended: number }

let program: Program, folder = '', file = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'paperclip-cycles-'))
  file = join(folder, 'paperclip.db')
  program = await bundled('busy-node.child.ts', 'in it')
}, 60_000)
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A killed node at every third life, else one that kills itself at a named point; the first has just deferred a run. */
const pointOf = (cycle: number): string => (cycle === 0 ? 'after-defer' : cycle % 3 === 2 ? 'any moment' : CRASH_POINTS.filter(point => point !== 'after-defer')[(cycle - Math.floor(cycle / 3) - 1) % 6] ?? '')

async function live(point: string): Promise<Life> {
  const times = point === 'after-defer' ? 1 : 1 + Math.floor(Math.random() * 12)
  const node = started(program, [file, folder], { env: { CRASH_AT: point, CRASH_AFTER: String(times) } })
  await node.said(/ready/).catch(() => {})                                // some points come before it can say so
  const ready = Date.now()
  let isKilled = false
  const timer = setTimeout(() => {
    isKilled = true
    node.signal('SIGKILL')
  }, point === 'any moment' ? Math.random() * 1_000 : 20_000)
  const { signal } = await node.exited
  clearTimeout(timer)
  expect({ signal, isKilled }, `${point}, ${times} times: ${node.text}`).toEqual({ signal: 'SIGKILL', isKilled: point === 'any moment' })
  return { point, ready, ended: Date.now() }
}

/** The last record that was acknowledged. */
const lastAcked = () => readFileSync(join(folder, 'acked'), 'utf8').trim().split('\n').map(line => line.split(' ')).map(([seq, hash = '']) => ({ seq: Number(seq), hash }))
  .reduce((last, one) => (one.seq > last.seq ? one : last))

async function inTown<T>(look: (town: CompanyHandle) => Promise<T>): Promise<T> {
  const store = await openSqlite({ file })
  try {
    return await look(await createPaperclip({ store, adapters: townAdapters() }).company('acme'))
  } finally {
    await store.close()
  }
}

/** R4: runs that were not rescued within their lease and a sweep, by a node that lived long enough to do it. */
function rescuedLate(runs: readonly Run[], lives: readonly Life[]): string[] {
  return runs.filter(({ status }) => status === 'lost').flatMap(({ id, startedAt, endedAt }) => {
    for (let n = lives.findIndex(({ ended }) => ended >= startedAt.getTime()) + 1; n > 0 && n < lives.length; n++) {
      const { ready, ended } = lives[n]!
      const deadline = Math.max(lives[n - 1]!.ended + TOWN_LIMITS.leaseMs, ready) + TOWN_LIMITS.sweepMs + 5_000             // and what a busy machine takes to do thirty of them
      if ((endedAt?.getTime() ?? Infinity) <= deadline) return []
      if (ended > deadline) return [`R4: ${id} was rescued ${(endedAt?.getTime() ?? NaN) - deadline} ms late by life ${n} (${lives[n]!.point})`]
    }
    return []
  })
}

describe.skipIf(SKIPPED !== '')('a company whose node is killed over and over', () => {
  it(`C1, C4, R1, R3, R4, B3, B4, A5: goes on after ${CYCLES} kills at any moment and at named points, with everything that was acknowledged, every run ended once, every cent in its place${SKIPPED}`, async () => {
    const store = await openSqlite({ file })
    await foundTown(store, folder)
    await store.close()

    const lives: Life[] = []
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      await inTown(topUp)
      lives.push(await live(pointOf(cycle)))
      await inTown(async town => {
        expect(await town.audit.verify(lastAcked()), `C1: after ${lives.at(-1)?.point}`).toMatchObject({ ok: true })
        if (!IS_LONG || cycle % 10 === 0) expect(await problemsOf(town), `after ${lives.at(-1)?.point}`).toEqual([])
      })
    }

    const last = await openSqlite({ file })
    const paperclip = createPaperclip({ store: last, adapters: townAdapters(), limits: TOWN_LIMITS })
    const town = await paperclip.company('acme')
    const ready = Date.now()
    await paperclip.start()
    const open = async () => (await everyRow(after => town.tasks.list({ after, limit: 500 }))).filter(({ status }) => status !== 'done')
    await expect.poll(async () => (await open()).map(({ title }) => title), { timeout: IS_LONG ? 180_000 : 60_000, interval: 250 }).toEqual(['Far away']).catch(async (error: unknown) => {
      const slow = await Promise.all((await open()).map(async ({ identifier, status, assigneeId }) => ({ identifier, status, standing: await town.agents.standing(assigneeId ?? '') })))
      throw new Error(`Not everything was done: ${JSON.stringify({ slow, health: await town.check() })}`, { cause: error })
    })
    await paperclip.stop()
    lives.push({ point: 'the last', ready, ended: Date.now() })

    const runs = await everyRow(after => town.runs.list({ after, limit: 500 }))
    const [deferred, ...others] = runs.filter(({ endedAt }) => endedAt === null)
    expect(others, 'no run stays open').toEqual([])
    expect(deferred, 'C4: a deferred run survives every node').toMatchObject({ status: 'deferred' })
    expect(deferred!.startedAt.getTime()).toBeLessThan(lives[0]!.ended)
    await town.runs.finish(deferred!.id, { fence: deferred!.fence, outcome: { kind: 'done', summary: 'Done, far away.', usage: [{ id: 'all', cost: 4_000 }] } })
    expect(await town.runs.get(deferred!.id)).toMatchObject({ status: 'succeeded', spent: 4_000, reserved: 0 })
    expect(await problemsOf(town)).toEqual([])
    expect(rescuedLate(runs, lives)).toEqual([])
    expect(runs.filter(({ status }) => status === 'lost').length, 'the kills really hit runs at work').toBeGreaterThan(CYCLES / 2)
    expect(existsSync(join(folder, 'complaints')) ? readFileSync(join(folder, 'complaints'), 'utf8') : '', 'C4: no agent begins beside what a dead node left of it').toBe('')
    expect(processesWith(`PAPERCLIP_COMPANY_ID=${town.id}`), 'C4: no process of the company lives').toEqual([])
    await last.close()
  }, IS_LONG ? 900_000 : 120_000)
})
