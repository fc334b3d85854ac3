import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { problemsOf, type Program, type Running } from '@paperclip/cli/survival'
import { onPostgres } from '@paperclip/store-postgres/testing'
import { beforeAll, describe as skippable, expect } from 'vitest'
import { ended, go, nodeProgram, stage } from './fixtures/stage.ts'

const { describe, it } = onPostgres
/** What a spender reports at once: the quantum by which a budget may be overspent. */
const ONE_CALL = 4_000
const IS_LONG = process.env['LONG'] === '1'
const STORM_MS = 120_000
const AGENTS = 200, SPENDERS = 2, NODES = 3, ROOM = 8
/** One company does some fifteen transactions a second on a busy machine of two cores, and a task takes it eight. */
const CALM = { timeout: 300_000, interval: 250 }

const among = IS_LONG ? describe : skippable.skip

among(`nodes that are killed at random${IS_LONG ? '' : ' (skipped: two minutes of it, with LONG=1 only)'}`, () => {
  let program: Program
  beforeAll(async () => { program = await nodeProgram() }, 60_000)

  it(`C1, R1, R3, B1, A5: ${AGENTS} agents go on for ${STORM_MS / 1_000} seconds of it and beat again by themselves, with everything that was acknowledged and every cent in its place`, async () => {
    const { acme, folder, node, hire, runs, tasks } = await stage(program)
    await hire(AGENTS, 'clerk')
    for (let n = 0; n < SPENDERS; n++) {
      await acme.agents.hire({ slug: `spender-${n}`, role: 'worker', adapter: { kind: 'function', config: { function: 'spender' } }, heartbeat: { cap: '$0.01', every: '1s', idle: 'run' }, budget: { limit: '$0.05' } })
    }
    const give = (n: number) => acme.tasks.create({ title: 'Work', assignee: `agent-${n}` })
    for (let n = 0; n < AGENTS; n++) await give(n)

    const nodes: Running[] = await Promise.all(Array.from({ length: NODES }, (_, n) => node(`node-${n}`, { ROOM: String(ROOM) })))
    await go(nodes)
    const until = Date.now() + STORM_MS
    let kills = 0, anchor: { seq: number; hash: string } | undefined
    while (Date.now() < until || kills < NODES) {
      await pause(Math.random() * 800)
      const n = kills++ % NODES
      nodes[n]!.signal('SIGKILL')
      await nodes[n]!.exited
      for (let more = 0; more < AGENTS / 10; more++) await give(Math.floor(Math.random() * AGENTS))
      const verified = await acme.audit.verify(anchor)
      expect(verified, 'what was there is there').toMatchObject({ ok: true })
      if (verified.ok) anchor = { seq: verified.records, hash: verified.head }
      nodes[n] = await node(`node-${NODES + kills}`, { ROOM: String(ROOM) })
      await go([nodes[n]!])
    }
    for (let n = 0; n < AGENTS; n++) await give(n)
    const open = async () => (await tasks()).filter(({ status }) => status !== 'done').length
    await expect.poll(open, CALM).toBe(0)
    expect(await ended(nodes)).toEqual(nodes.map(() => 0))

    const lost = (await runs()).filter(({ status }) => status === 'lost')
    expect(lost.length, 'they died with runs in hand').toBeGreaterThan(0)
    expect(lost.length, 'no run is lost but those of killed nodes: none for a late renewal').toBeLessThanOrEqual(kills * ROOM)
    const acked = readFileSync(join(folder, 'acked'), 'utf8').trim().split('\n')
    expect(acked.length - new Set(acked).size, 'acknowledged, lost and done again').toBe(0)
    expect(await problemsOf(acme)).toEqual([])
    const budgets = (await acme.budgets.list({ limit: 500 })).rows.filter(({ limit }) => limit === 50_000)
    const balances = await Promise.all(budgets.map(({ id }) => acme.budgets.balance(id)))
    expect(balances).toHaveLength(SPENDERS)
    expect(balances.filter(({ spent, reserved }) => spent + reserved > 50_000 + ONE_CALL), 'more than one call over').toEqual([])
    expect(balances.filter(({ spent }) => spent > 0), 'there was a limit to break').toHaveLength(SPENDERS)
    console.log(`${kills} kills, ${(await runs()).length} runs, ${lost.length} of them lost`)
  }, STORM_MS + 420_000)
})
