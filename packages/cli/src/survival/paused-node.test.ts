import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { functionAdapter } from '@paperclip/adapters/function'
import { processAdapter } from '@paperclip/adapters/process'
import { createPaperclip, usd } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bundled, started, type Program } from './fixtures/program.ts'
import { everyRow, problemsOf } from './fixtures/ring.ts'
import { SHORT_LEASES } from './short-leases.ts'

const SKIPPED = process.platform === 'linux' ? '' : ' (SKIPPED: there is no /proc here)'

let program: Program, folder = ''
beforeAll(async () => { program = await bundled('paused-node.child.ts') }, 60_000)
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'paperclip-paused-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

const stateOf = (pid: string): string => (existsSync(`/proc/${pid}/stat`) ? /\) (.)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? '' : 'gone')

describe.skipIf(SKIPPED !== '')('a node that is stopped past its leases and goes on', () => {
  it(`R2, R1, R3, X1: finds its runs taken over, changes nothing by any deed, spend or settlement, and what it had started is ended${SKIPPED}`, async () => {
    const file = join(folder, 'paperclip.db'), store = await openSqlite({ file })
    const adapters = [functionAdapter({
      stubborn: async ({ brief: { focus }, desk, spend }) => {
        await spend({ id: 'anew', cost: 2_000 })
        await desk.finish({ task: focus?.identifier ?? '', result: 'Theirs.' })
      },
    }), processAdapter()]
    const second = createPaperclip({ store, adapters, limits: SHORT_LEASES })
    const acme = await second.found({ slug: 'acme' })
    await acme.roles.set({ slug: 'worker' })
    const heartbeat = { cap: '$0.10' }, budget = { limit: '$5' }
    await acme.agents.hire({ slug: 'stubborn', role: 'worker', heartbeat, budget, adapter: { kind: 'function', config: { function: 'stubborn' } } })
    await acme.agents.hire({ slug: 'sleeper', role: 'worker', heartbeat, budget, adapter: { kind: 'process', config: { command: ['sh', join(import.meta.dirname, 'fixtures/sleeper.sh'), join(folder, 'been-here')] } } })
    await acme.tasks.create({ title: 'Hold on', assignee: 'stubborn' })
    await acme.tasks.create({ title: 'Sleep', assignee: 'sleeper' })

    const first = started(program, [file])
    await first.said(/holding/)
    const sleeping = await first.said(/asleep as (\d+)\./)
    await expect.poll(async () => (await acme.runs.list()).rows.map(({ spent }) => spent).sort()).toEqual([0, 3_000])
    first.signal('SIGSTOP')

    const atTakeOver: string[] = []
    acme.on(event => {
      if (event.kind === 'record' && event.record.action === 'run.begin') atTakeOver.push(stateOf(sleeping))
    })
    await second.start()
    expect(await acme.tasks.finished('ACME-1')).toMatchObject({ status: 'done', result: 'Theirs.' })
    expect(await acme.tasks.finished('ACME-2')).toMatchObject({ status: 'done', result: 'Awake.' })
    await second.stop()
    expect(atTakeOver.at(-1), 'what the stopped node had started ends before the agent runs again').toMatch(/gone|Z/)

    const before = await acme.audit.verify()
    first.signal('SIGCONT')
    first.write('go on')
    await first.said(/deeds are over/)
    expect(first.text.match(/^(say|remember|finish):.*$/gm)).toEqual(['say', 'remember', 'finish'].map(deed => `${deed}:stale_lease`))
    expect(first.text, 'noted at most, for a settlement that writes nothing').toMatch(/^spend:(done|stale_lease)$/m)
    first.signal('SIGTERM')
    expect(await first.exited, first.text).toEqual({ code: 0, signal: null })
    expect(await acme.audit.verify(), 'not one record is added').toEqual(before)

    const runs = await everyRow(after => acme.runs.list({ after }))
    expect(runs.map(({ status }) => status).sort()).toEqual(['lost', 'lost', 'succeeded', 'succeeded'])
    expect(runs.filter(({ status }) => status === 'lost').map(({ spent, estimated }) => ({ spent, estimated }))).toEqual([1, 2].map(() => ({ spent: usd(0.1), estimated: true })))
    expect(await problemsOf(acme)).toEqual([])
    await store.close()
  }, 60_000)
})
