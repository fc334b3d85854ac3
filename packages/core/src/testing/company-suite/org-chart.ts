import assert from 'node:assert/strict'
import type { ChartNode } from '../../operations/agents/chart.ts'
import { scripted } from '../trial.ts'
import type { Topic } from './opened-company.ts'
import { done, endless, finishes, like, MINUTE, only, refusedWith, SECOND } from './steps.ts'

type Drawn = { [slug: string]: Drawn }
const drawn = (nodes: readonly ChartNode[]): Drawn => Object.fromEntries(nodes.map(({ agent, reports }) => [agent.slug, drawn(reports)]))
const under = (slug: string, reportsTo: string | null) => ({ ...scripted(slug, 'rest'), reportsTo })

export function orgChart({ describe, on }: Topic): void {
  describe('the org chart', () => {
    on('is a forest', async house => {
      const { acme } = await house.found()
      for (const [slug, boss] of [['ceo', null], ['cto', 'ceo'], ['dev', 'cto'], ['ops', 'cto'], ['clerk', null]] as const) await acme.agents.hire(under(slug, boss))
      assert.deepEqual(drawn(await acme.agents.chart()), { ceo: { cto: { dev: {}, ops: {} } }, clerk: {} })
    })

    on('refuses a cycle with the names in it, and changes nothing', async house => {
      const { acme } = await house.found()
      for (const [slug, boss] of [['ceo', null], ['cto', 'ceo'], ['dev', 'cto']] as const) await acme.agents.hire(under(slug, boss))
      assert.match(await refusedWith('cycle', acme.agents.move('ceo', 'dev')), /"ceo" cannot report to "dev".*dev → cto → ceo/)
      await refusedWith('cycle', acme.agents.move('cto', 'cto'))
      assert.deepEqual(drawn(await acme.agents.chart()), { ceo: { cto: { dev: {} } } })
    })

    on('moves an agent with its team, and up to the board', async house => {
      const { acme } = await house.found()
      for (const [slug, boss] of [['ceo', null], ['cto', 'ceo'], ['dev', 'cto'], ['coo', 'ceo']] as const) await acme.agents.hire(under(slug, boss))
      await acme.agents.move('cto', 'coo')
      assert.deepEqual(drawn(await acme.agents.chart()), { ceo: { coo: { cto: { dev: {} } } } })
      await acme.agents.move('cto', null)
      assert.deepEqual(drawn(await acme.agents.chart()), { ceo: { coo: {} }, cto: { dev: {} } })
    })

    on('refuses an unknown manager, a terminated one, and a slug that is taken', async house => {
      const { acme } = await house.found()
      await acme.agents.hire(under('boss', null))
      await refusedWith('not_found', acme.agents.hire(under('dev', 'nobody')))
      await refusedWith('exists', acme.agents.hire(under('boss', null)))
      await acme.agents.hire(under('dev', 'boss'))
      await acme.agents.terminate('boss')
      await refusedWith('wrong_state', acme.agents.move('dev', 'boss'))
      await refusedWith('wrong_state', acme.agents.hire(under('ops', 'boss')))
      await refusedWith('wrong_state', acme.agents.terminate('boss'))
    })

    on('gives the reports and the open tasks of a terminated agent to its manager', async house => {
      const { acme, clock, adapter } = await house.run({ work: finishes })
      await acme.agents.hire({ ...scripted('ceo', 'work') })
      await acme.agents.hire({ ...scripted('cto', 'rest'), reportsTo: 'ceo' })
      for (const slug of ['dev', 'ops']) await acme.agents.hire(under(slug, 'cto'))
      await acme.tasks.create({ title: 'Open', assignee: 'cto', notBefore: new Date(clock.now().getTime() + MINUTE) })
      await acme.tasks.create({ title: 'Planned', assignee: 'cto', status: 'backlog' })
      await acme.agents.terminate('cto')
      assert.deepEqual(drawn(await acme.agents.chart()), { ceo: { dev: {}, ops: {} } })
      const ceo = await acme.agents.get('ceo')
      like(await acme.tasks.get('ACME-1'), { assigneeId: ceo.id, status: 'todo' })
      like(await acme.tasks.get('ACME-2'), { assigneeId: ceo.id, status: 'backlog' })
      await clock.advance(40 * MINUTE)
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
      assert.ok(adapter.jobs.length > 0)
    })

    on('leaves the tasks of a terminated root to nobody, and what was parked is open again', async house => {
      const { acme, clock } = await house.run({ idle: async () => done() })
      await acme.agents.hire({ ...scripted('root', 'idle'), heartbeat: { every: '1m' } })
      await acme.tasks.create({ title: 'Too hard', assignee: 'root' })
      await clock.advance(10 * MINUTE)
      assert.ok((await acme.tasks.get('ACME-1')).parkedAt)
      await acme.agents.terminate('root')
      like(await acme.tasks.get('ACME-1'), { assigneeId: null, assigneeKind: null, status: 'todo', checkoutRunId: null, parkedAt: null, idleRuns: 0 })
    })

    on('hands every review of a terminated agent to its manager, also of work that is not handed in yet', async house => {
      const { acme, clock, adapter } = await house.run({
        work: finishes,
        judge: async ({ desk, brief: { focus } }) => {
          if (focus?.part === 'reviewer') await desk.review({ task: focus.identifier, verdict: 'accept' })
          return done()
        },
      })
      await acme.agents.hire(scripted('boss', 'judge'))
      await acme.agents.hire({ ...scripted('qa', 'rest'), reportsTo: 'boss' })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.agents.hold('dev')
      await acme.tasks.create({ title: 'Not begun', assignee: 'dev', reviewer: 'qa' })
      await acme.agents.terminate('qa')
      await acme.agents.resume('dev')
      await clock.advance(MINUTE)
      like(await acme.tasks.get('ACME-1'), { status: 'done', reviewerId: (await acme.agents.get('boss')).id })
      assert.deepEqual(adapter.jobs.map(({ agent }) => agent.slug), ['dev', 'boss'])
    })

    on('hands what waits for a review of a terminated agent over, but never to its own assignee', async house => {
      const { acme, clock } = await house.run({ work: finishes })
      await acme.agents.hire(scripted('boss', 'work'))
      await acme.agents.hire({ ...scripted('qa', 'rest'), reportsTo: 'boss' })
      await acme.tasks.create({ title: 'By the boss', assignee: 'boss', reviewer: 'qa' })
      await clock.advance(SECOND)
      like(await acme.tasks.get('ACME-1'), { status: 'in_review' })
      await acme.agents.terminate('qa')
      like(await acme.tasks.get('ACME-1'), { status: 'in_review', reviewerId: null })
    })

    on('gives what its reviewer takes over from a terminated agent back to do, for nobody reviews their own work', async house => {
      const { acme, clock } = await house.run({ work: async ({ desk, brief: { focus } }) => { if (focus?.part === 'assignee') await desk.finish({ task: focus.identifier, result: 'Done.' }); return done() } })
      await acme.agents.hire({ ...scripted('boss', 'rest'), status: 'draft' })
      await acme.agents.hire({ ...scripted('dev', 'work'), reportsTo: 'boss' })
      await acme.tasks.create({ title: 'Judged by the boss', assignee: 'dev', reviewer: 'boss' })
      await clock.advance(SECOND)
      like(await acme.tasks.get('ACME-1'), { status: 'in_review' })
      await acme.agents.terminate('dev')
      like(await acme.tasks.get('ACME-1'), { status: 'todo', assigneeId: (await acme.agents.get('boss')).id, reviewerId: null })
    })

    on('ends the run of an agent that is terminated, and withdraws its questions to the board', async house => {
      const { acme, clock } = await house.run({
        work: async job => {
          await job.desk.propose({ kind: 'agent.hire', input: { slug: 'more', role: 'worker', adapter: { kind: 'scripted', config: { script: 'rest' } } } })
          return endless(job)
        },
      })
      await acme.roles.set({ slug: 'worker', permissions: { 'agent.hire': 'team' } })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Endless', assignee: 'dev' })
      await clock.advance(SECOND)
      like((await acme.approvals.list()).rows, [{ status: 'pending' }])
      await acme.agents.terminate('dev')
      await clock.advance(SECOND)
      like((await acme.runs.list()).rows, [{ status: 'cancelled' }])
      like((await acme.approvals.list()).rows, [{ status: 'cancelled' }])
      await clock.advance(60 * MINUTE)
      like(await acme.agents.standing('dev'), { state: 'terminated', dueAt: null })
      await refusedWith('wrong_state', acme.tasks.create({ title: 'Too late', assignee: 'dev' }))
    })

    on('lets a draft hold work without an alarm; activating it is an act that wakes it', async house => {
      const { acme, clock, adapter } = await house.run({ work: finishes })
      await acme.agents.hire({ ...scripted('dev', 'work'), status: 'draft' })
      await acme.tasks.create({ title: 'Wait for it', assignee: 'dev' })
      await acme.messages.say({ to: 'dev', body: 'Welcome.' })
      await clock.advance(120 * MINUTE)
      assert.equal(adapter.jobs.length, 0)
      like(await acme.agents.standing('dev'), { state: 'draft', dueAt: null, nextBeat: null, tasks: 1 })
      await refusedWith('wrong_state', acme.agents.wake('dev'))
      await acme.agents.activate('dev')
      await clock.advance(SECOND)
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
      await refusedWith('wrong_state', acme.agents.activate('dev'))
    })

    on('stops an activation by a probe that fails, with what to do', async house => {
      let probe: { ok: true; detail: string } | { ok: false; problem: string; fix: string } = { ok: false, problem: 'There is no such program', fix: 'Install it.' }
      const { acme } = await house.found({}, { adapter: { probe: async () => probe } })
      assert.match(await refusedWith('invalid_input', acme.agents.hire(scripted('hasty', 'rest'))), /no such program.*Install it/)
      await acme.agents.hire({ ...scripted('dev', 'rest'), status: 'draft' })
      assert.match(await refusedWith('invalid_input', acme.agents.activate('dev')), /no such program.*Install it/)
      like(await acme.agents.get('dev'), { status: 'draft' })
      like(await acme.agents.probe('dev'), { ok: false })
      probe = { ok: true, detail: 'It is there.' }
      like(await acme.agents.activate('dev'), { status: 'active' })
    })

    on('refuses a wrong adapter at hire and leaves nothing behind', async house => {
      const { acme } = await house.found()
      const before = await acme.audit.verify()
      const wrong = (adapter: Parameters<typeof acme.agents.hire>[0]['adapter']) => acme.agents.hire({ slug: 'dev', role: 'worker', adapter, budget: { limit: '$1' } })
      assert.match(await refusedWith('invalid_input', wrong({ kind: 'scripted', config: { script: 'nonsense' } })), /script/)
      assert.match(await refusedWith('invalid_input', wrong({ kind: 'scripted', config: { script: 'rest', more: 1 } })), /more/)
      assert.match(await refusedWith('invalid_input', wrong({ kind: 'telepathy' })), /there is: scripted/)
      await refusedWith('invalid_input', wrong({ kind: 'scripted', config: { script: 'rest' }, perRun: '$1' }))
      assert.deepEqual([(await acme.agents.list()).rows, (await acme.budgets.list()).rows], [[], []])
      assert.deepEqual(await acme.audit.verify(), before)
    })

    on('lets no agent lift a hold that was put on another', async house => {
      const { acme, clock } = await house.run({ boss: async ({ desk }) => {
        await desk.propose({ kind: 'agent.resume', input: { agent: 'dev' } }).catch(() => {})
        return done()
      } })
      await acme.roles.set({ slug: 'manager', permissions: { 'agent.hold': 'team' } })
      await acme.agents.hire({ ...scripted('boss', 'boss'), role: 'manager' })
      await acme.agents.hire({ ...scripted('dev', 'rest'), reportsTo: 'boss' })
      await acme.agents.hold('dev', 'by the board')
      await acme.agents.wake('boss')
      await clock.advance(SECOND)
      like(await acme.agents.standing('dev'), { state: 'held', holds: [{ cause: 'operator' }] })
      like((await acme.runs.list()).rows[0], { notices: [/only the board lifts that/] })
    })

    on('refuses a schedule that never falls due, at hire and when it is configured', async house => {
      const { acme } = await house.found()
      const never = { cron: '0 3 * * *', activeHours: { from: '09:00', to: '17:00' } }
      assert.match(await refusedWith('invalid_input', acme.agents.hire({ ...scripted('dev', 'rest'), heartbeat: never })), /heartbeat: never falls into its active hours/)
      await acme.agents.hire(scripted('dev', 'rest'))
      await refusedWith('invalid_input', acme.agents.configure('dev', { heartbeat: never }))
      like(await acme.agents.get('dev'), { revision: 1 })
    })

    on('keeps each configuration as a revision, and goes back to any', async house => {
      const { acme } = await house.found({ other: async () => done() })
      await acme.agents.hire(scripted('dev', 'rest'))
      await acme.agents.configure('dev', { adapter: { kind: 'scripted', config: { script: 'other' } }, heartbeat: { every: '1h' } })
      await refusedWith('stale_revision', acme.agents.configure('dev', { name: 'Late', ifRevision: 1 }))
      await refusedWith('invalid_input', acme.agents.configure('dev', { adapter: { kind: 'scripted', config: { script: 'nonsense' } } }))
      like(await acme.agents.rollback('dev', 1), { revision: 3, adapter: { config: { script: 'rest' } }, heartbeat: { schedule: { everyMs: 30 * MINUTE } } })
      assert.deepEqual((await acme.agents.revisions('dev')).rows.map(({ number }) => number), [1, 2, 3])
      await refusedWith('not_found', acme.agents.rollback('dev', 9))
      const record = only((await acme.audit.list({ direction: 'down', limit: 2 })).rows.filter(({ noun }) => noun === 'agent'))
      like(record, { action: 'agent.rollback', after: { revision: 3 } })
    })
  })
}
