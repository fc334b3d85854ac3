import { setTimeout as pause } from 'node:timers/promises'
import { problemsOf, type Program } from '@paperclip/cli/survival'
import { isPaperclipError } from '@paperclip/core'
import { onPostgres, socketOf, tcpProxy, throughPort } from '@paperclip/store-postgres/testing'
import { beforeAll, expect, it as skippable } from 'vitest'
import { leasesOf } from './fixtures/short-leases.ts'
import { ended, go, nodeProgram, stage } from './fixtures/stage.ts'

const { describe, it } = onPostgres
const AGENTS = 2
/** A lease is so many answers long, as the 60 s that it lasts unless told otherwise are with answers that take 2 s. */
const ANSWERS = 30
const IS_LONG = process.env['LONG'] === '1'

describe('nodes whose database is slow', () => {
  let program: Program
  beforeAll(async () => { program = await nodeProgram() }, 60_000)

  /** Asks again for what a company has no turn for yet. */
  async function patiently(act: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        return void await act()
      } catch (error) {
        if (!isPaperclipError(error) || error.code !== 'unavailable') throw error
      }
    }
  }

  /** Two nodes that hear every answer so late: one agent holds a lease for longer than it lasts, others come and go meanwhile. */
  async function through(slowMs: number): Promise<void> {
    const times = ANSWERS * slowMs / leasesOf(1).leaseMs, { leaseMs } = leasesOf(times)
    const kit = await stage(program), soon = { timeout: 40 * ANSWERS * slowMs, interval: 50 }
    await kit.hire(AGENTS, 'alone')
    await kit.acme.agents.hire({ slug: 'thinker', role: 'worker', adapter: { kind: 'function', config: { function: 'thinker' } }, heartbeat: { cap: '$0.01' }, budget: { limit: '$100' } })
    const proxies = [await tcpProxy(socketOf(kit.database.url)), await tcpProxy(socketOf(kit.database.url))]
    const nodes = await Promise.all(proxies.map(({ port }, n) => kit.node(`node-${n}`, { URL: throughPort(kit.database.url, port), LEASE_TIMES: String(times), DEADLINE_MS: String(10 * slowMs), DRAIN_MS: '60000' })))
    const give = (title: string, assignee: string) => patiently(() => kit.acme.tasks.create({ title, assignee }, { key: `${title} of ${assignee}` }))
    await go(nodes)
    proxies.forEach(proxy => { proxy.weather = { kind: 'slow', ms: slowMs } })
    await give('Think', 'thinker')
    await Promise.any(nodes.map(node => node.said(/thinker thinks/)))
    for (let round = 0; round < 2; round++) {
      for (let n = 0; n < AGENTS; n++) await give(`Work ${round}`, `agent-${n}`)
      await pause(0.6 * leaseMs)                                   // twice: its first lease is long over then
    }
    nodes.forEach(node => node.write('go on'))
    await expect.poll(async () => (await kit.tasks()).filter(({ status }) => status !== 'done').length, soon).toBe(0)
    await expect.poll(async () => (await kit.runs()).filter(({ status }) => status === 'running').length, soon).toBe(0)
    const runs = await kit.runs()
    // a deed that waited in vain for its turn in its company is refused, and its run fails and comes again: nothing queues without end
    expect(runs.filter(({ status, failure }) => status !== 'succeeded' && failure !== 'network'), 'runs that were lost, cancelled, or failed for another reason').toEqual([])
    expect(runs.find(({ summary }) => summary === 'I thought about it.'), 'one lease, held for all its thinking').toMatchObject({ estimated: false })
    expect(kit.complaints()).toBe('')
    expect(await ended(nodes)).toEqual([0, 0])
    expect(await problemsOf(kit.acme)).toEqual([])
  }

  const long = IS_LONG ? it : skippable.skip
  long('F3, R1, R3: with every answer 2 s late and leases of 60 s lose no run and double none, hold a lease for longer than it lasts, and do all that is to be done (with LONG=1)', () => through(2_000), 900_000)
})
