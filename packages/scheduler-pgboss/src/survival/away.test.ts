import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { problemsOf, type Program } from '@paperclip/cli/survival'
import { usd } from '@paperclip/core'
import { onPostgres, socketOf, tcpProxy, throughPort } from '@paperclip/store-postgres/testing'
import { beforeAll, expect, it as skippable } from 'vitest'
import { ended, go, nodeProgram, stage, type Stage } from './fixtures/stage.ts'

const { describe, it } = onPostgres
const SOON = { timeout: 30_000, interval: 50 }
const SHORT = { DEADLINE_MS: '500', LOOK_MS: '100' }, PATIENT = { ...SHORT, LEASE_TIMES: '4' }
const IS_LONG = process.env['LONG'] === '1'

describe('a node that cannot reach its database', () => {
  let program: Program
  beforeAll(async () => { program = await nodeProgram() }, 60_000)

  /** A node behind a network of its own, with a run in hand that has its task done and goes on thinking. */
  async function thinking(kit: Stage) {
    const proxy = await tcpProxy(socketOf(kit.database.url)), env = { ...PATIENT, URL: throughPort(kit.database.url, proxy.port) }
    await kit.hire(1, 'thinker')
    await kit.acme.tasks.create({ title: 'Think', assignee: 'agent-0' })
    const node = await kit.node('far', env)
    await go([node])
    await node.said(/agent-0 thinks/)
    const kept = () => { try { return readdirSync(join(kit.folder, 'spool-far')).filter(file => file.endsWith('.json')) } catch { return [] } }
    return { proxy, node, env, kept }
  }
  const one = { status: 'succeeded', summary: 'I thought about it.', spent: usd(0.003), estimated: false, reserved: 0 }

  it('F2: keeps the result of its run on its disk, and delivers it once when the database is back', async () => {
    const kit = await stage(program), { proxy, node, kept } = await thinking(kit)
    proxy.weather = { kind: 'black hole' }
    node.write('go on')
    await node.said(/has thought/)
    await expect.poll(kept, SOON).toHaveLength(1)
    expect((await kit.runs()).map(({ status }) => status)).toEqual(['running'])
    proxy.weather = { kind: 'fair' }
    await expect.poll(async () => (await kit.runs()).map(({ status }) => status), SOON).toEqual(['succeeded'])
    await expect.poll(kept, SOON).toEqual([])
    expect(await kit.runs()).toMatchObject([one])
    expect((await kit.acme.notes.list()).rows.map(({ body }) => body), 'its deed is done once').toEqual(['I have thought.'])
    expect(await ended([node])).toEqual([0])
    expect(await problemsOf(kit.acme)).toEqual([])
  }, 90_000)

  const long = IS_LONG ? it : skippable.skip
  long('F2, C1: killed while its result waits, the next process on its folder delivers it (with LONG=1)', async () => {
    const kit = await stage(program), { proxy, node, kept } = await thinking(kit)
    proxy.weather = { kind: 'black hole' }
    node.write('go on')
    await node.said(/has thought/)
    await expect.poll(kept, SOON).toHaveLength(1)
    node.signal('SIGKILL')
    await node.exited
    proxy.weather = { kind: 'fair' }
    const next = await kit.node('next', { ...PATIENT, SPOOL: 'far' })
    await go([next])
    await expect.poll(async () => (await kit.runs()).map(({ status }) => status), SOON).toEqual(['succeeded'])
    expect(await kit.runs()).toMatchObject([one])
    expect((await kit.acme.notes.list()).rows.map(({ body }) => body), 'its deed is done once').toEqual(['I have thought.'])
    await expect.poll(kept, SOON).toEqual([])
    expect(await ended([next])).toEqual([0])
    expect(await problemsOf(kit.acme)).toEqual([])
  }, 90_000)

  long('F2, B4, R1: whose run another has taken over meanwhile corrects its cost once, and changes nothing else (with LONG=1)', async () => {
    const kit = await stage(program), { proxy, node, kept } = await thinking(kit)
    proxy.weather = { kind: 'black hole' }
    node.write('go on')
    await node.said(/has thought/)
    await expect.poll(kept, SOON).toHaveLength(1)
    const other = await kit.node('near'), lost = async () => (await kit.runs()).find(({ status }) => status === 'lost')
    await go([other])
    await expect.poll(lost, SOON).toMatchObject({ spent: usd(0.01), estimated: true })
    proxy.weather = { kind: 'fair' }
    await expect.poll(kept, SOON).toEqual([])
    expect(await lost()).toMatchObject({ summary: null, spent: usd(0.003), estimated: false, notices: [expect.stringContaining('taken for lost')] })
    expect((await kit.acme.notes.list()).rows, 'its deed is dropped').toEqual([])
    expect(await ended([node, other])).toEqual([0, 0])
    expect(await problemsOf(kit.acme)).toEqual([])
  }, 90_000)

  it('R6, R1: behind a black hole ends its runs before their leases do, and another node takes the agent over', async () => {
    const kit = await stage(program), proxy = await tcpProxy(socketOf(kit.database.url))
    await kit.hire(2, 'waiter')
    for (const n of [0, 1]) await kit.acme.tasks.create({ title: 'Wait', assignee: `agent-${n}` })
    const far = await kit.node('far', { ...SHORT, URL: throughPort(kit.database.url, proxy.port) })
    await go([far])
    await far.said(/(?:agent-\d waits[^]*){2}/)
    const near = await kit.node('near')
    await go([near])
    const order: string[] = []
    proxy.weather = { kind: 'black hole' }
    await Promise.all([
      far.said(/(?:was told to end[^]*){2}/).then(() => order.push('told to end')),
      near.said(/agent-\d waits/).then(() => order.push('taken over')),
    ])
    expect(order).toEqual(['told to end', 'taken over'])
    await near.said(/(?:agent-\d waits[^]*){2}/)
    proxy.weather = { kind: 'fair' }
    near.signal('SIGKILL')
    await near.exited
    await ended([far])
    expect(await problemsOf(kit.acme)).toEqual([])
  }, 90_000)
})
