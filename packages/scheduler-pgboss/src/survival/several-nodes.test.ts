import { problemsOf, type Program } from '@paperclip/cli/survival'
import { usd } from '@paperclip/core'
import { onPostgres } from '@paperclip/store-postgres/testing'
import { beforeAll, expect } from 'vitest'
import { ended, go, nodeProgram, stage } from './fixtures/stage.ts'

const { describe, it } = onPostgres
const TASKS = 16
const SOON = { timeout: 20_000, interval: 50 }

describe('several processes on one PostgreSQL', () => {
  let program: Program
  beforeAll(async () => { program = await nodeProgram() }, 60_000)

  it('R1, R3, A5: eight never run one agent twice at once, and do each of its tasks once', async () => {
    const { acme, node, hire, runs, tasks, complaints } = await stage(program)
    await hire(1, 'alone')
    for (let n = 0; n < TASKS; n++) await acme.tasks.create({ title: 'Be alone', assignee: 'agent-0' })
    const nodes = await Promise.all(Array.from({ length: 8 }, (_, n) => node(`node-${n}`, { ROOM: '1', LOOK_MS: '100' })))                 // they look all the time, so that they really compete
    await go(nodes)
    await expect.poll(async () => (await tasks()).filter(({ status }) => status !== 'done').length, SOON).toBe(0)
    expect(await ended(nodes)).toEqual(nodes.map(() => 0))
    expect(complaints()).toBe('')
    expect(new Set((await tasks()).map(({ result }) => result)).size, 'they really compete').toBeGreaterThan(1)
    expect((await runs()).map(({ status }) => status)).toEqual(Array.from({ length: TASKS }, () => 'succeeded'))
    expect(await problemsOf(acme)).toEqual([])
  }, 60_000)

  it('R2, R1: one that was stopped past its lease finds its run taken over, and changes nothing', async () => {
    const { acme, node, hire, runs } = await stage(program)
    await hire(1, 'stubborn')
    await acme.tasks.create({ title: 'Hold on', assignee: 'agent-0' })
    const first = await node('first')
    await go([first])
    await first.said(/holding/)
    first.signal('SIGSTOP')
    const second = await node('second')
    await go([second])
    await second.said(/holding/)
    second.write('go on')
    expect(await acme.tasks.finished('ACME-1')).toMatchObject({ status: 'done', result: 'second' })
    await second.said(/deeds are over/)
    expect(await ended([second])).toEqual([0])

    const before = await acme.audit.verify()
    first.signal('SIGCONT')
    first.write('go on')
    await first.said(/deeds are over/)
    expect(first.text.match(/^(say|remember|finish):.*$/gm)).toEqual(['say', 'remember', 'finish'].map(deed => `${deed}:stale_lease`))
    expect(await ended([first]), first.text).toEqual([0])
    expect(await acme.audit.verify(), 'not one record is added').toEqual(before)
    expect((await runs()).map(({ status, spent, estimated }) => ({ status, spent, estimated }))).toEqual(expect.arrayContaining([{ status: 'lost', spent: usd(0.01), estimated: true }]))
    expect(await problemsOf(acme)).toEqual([])
  }, 60_000)

  it('R5, R4: twenty rescuers make one retry, and one sequence of events without a gap', async () => {
    const { acme, node, hire, runs } = await stage(program)
    await hire(1, 'patient')
    await acme.tasks.create({ title: 'Be there', assignee: 'agent-0' })
    const lost = await node('lost')
    await go([lost])
    await lost.said(/agent-0 waits/)
    const rescuers = await Promise.all(['a', 'b', 'c', 'd'].map(name => node(name, { NODES: '5', ROOM: '1', CONNECTIONS: '2' })))
    await go(rescuers)
    const killedAt = Date.now()
    lost.signal('SIGKILL')
    await Promise.any(rescuers.map(one => one.said(/agent-0 waits/)))
    expect(Date.now() - killedAt, 'within a lease and a sweep, and what a busy machine takes').toBeLessThan(1_500 + 300 + 3_000)
    rescuers.forEach(one => one.write('go on'))
    await acme.tasks.finished('ACME-1')
    expect(await ended(rescuers)).toEqual([0, 0, 0, 0])

    expect((await runs()).map(({ status }) => status).sort()).toEqual(['lost', 'succeeded'])
    const actions: string[] = []
    for await (const { noun, action } of acme.audit.feed()) if (noun === 'run') actions.push(action)
    expect(actions.filter(action => /begin|lost|succeeded/.test(action))).toEqual(['run.begin', 'run.lost', 'run.begin', 'run.succeeded'])
    expect(await problemsOf(acme)).toEqual([])
  }, 60_000)

  it('R7: a run of one is seen and cancelled by another', async () => {
    const { acme, node, hire, runs } = await stage(program)
    await hire(1, 'waiter')
    await acme.tasks.create({ title: 'Wait', assignee: 'agent-0' })
    const one = await node('one')
    await go([one])
    await one.said(/agent-0 waits/)
    const [run] = await runs()
    await acme.agents.hold('agent-0')
    await acme.runs.cancel(run?.id ?? '', 'Enough.')
    await one.said(/agent-0 was told to end/)
    await expect.poll(async () => (await runs()).map(({ status }) => status), SOON).toEqual(['cancelled'])
    expect(await ended([one])).toEqual([0])
    expect(await problemsOf(acme)).toEqual([])
  }, 60_000)

  it('S1, S2: one that is told to stop lets its runs end, and what comes meanwhile runs on another', async () => {
    const { acme, node, hire, tasks } = await stage(program)
    await hire(4, 'patient')
    for (const n of [0, 1]) await acme.tasks.create({ title: 'Begun', assignee: `agent-${n}` })
    const first = await node('first', { ROOM: '2', DRAIN_MS: '20000' }), second = await node('second', { ROOM: '2' })
    await go([first])
    await first.said(/(?:agent-\d waits[^]*){2}/)
    await go([second])
    first.signal('SIGTERM')
    for (const n of [2, 3]) await acme.tasks.create({ title: 'Came later', assignee: `agent-${n}` })
    await second.said(/(?:agent-\d waits[^]*){2}/)
    first.write('go on')
    expect(await first.exited, first.text).toEqual({ code: 0, signal: null })
    expect(/left: (.*)/.exec(first.text)?.[1], 'no socket and no timer').toBe('[]')
    second.write('go on')
    await expect.poll(async () => (await tasks()).map(({ title, result }) => `${title}: ${result}`).sort(), SOON).toEqual(['Begun: first', 'Begun: first', 'Came later: second', 'Came later: second'])
    expect(await ended([second])).toEqual([0])
    expect(await problemsOf(acme)).toEqual([])
  }, 60_000)

  it('S1: what one aborts at its deadline is handed back at once, and runs on another', async () => {
    const { acme, node, hire, runs } = await stage(program)
    await hire(2, 'waiter')
    for (const n of [0, 1]) await acme.tasks.create({ title: 'Wait', assignee: `agent-${n}` })
    const first = await node('first', { DRAIN_MS: '100' }), second = await node('second')
    await go([first])
    await first.said(/(?:agent-\d waits[^]*){2}/)
    await go([second])
    expect(await ended([first])).toEqual([3])
    await second.said(/(?:agent-\d waits[^]*){2}/)
    expect((await runs()).map(({ status }) => status).sort()).toEqual(['cancelled', 'cancelled', 'running', 'running'])
    second.signal('SIGKILL')
    await second.exited
    expect(await problemsOf(acme)).toEqual([])
  }, 60_000)
})
