import assert from 'node:assert/strict'
import { scripted } from '../trial.ts'
import type { Topic } from './opened-company.ts'
import { done, failing, finishes, HOUR, inTurn, like, MINUTE, only, refusedWith, SECOND } from './steps.ts'

export function taskFlow({ describe, on }: Topic): void {
  describe('the flow of tasks', () => {
    on('goes through a review by the reviewer, who may send it back', async house => {
      const heard: string[] = []
      const { acme, clock, adapter } = await house.run({
        work: async job => {
          heard.push(...job.brief.inbox.map(({ cause }) => `dev:${cause}`))
          if (job.brief.focus) await refusedWith('forbidden', job.desk.review({ task: job.brief.focus.identifier, verdict: 'accept' }))
          return finishes(job)
        },
        judge: inTurn(
          async ({ desk, brief: { focus } }) => { await desk.review({ task: focus?.identifier ?? '', verdict: 'send_back', comment: 'Add a test.' }); return done() },
          async ({ desk, brief: { focus } }) => { await desk.review({ task: focus?.identifier ?? '', verdict: 'accept' }); return done() },
        ),
      })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.agents.hire(scripted('qa', 'judge'))
      await acme.tasks.create({ title: 'Reviewed', assignee: 'dev', reviewer: 'qa' })
      await clock.advance(SECOND)
      assert.deepEqual(adapter.jobs.map(({ agent }) => agent.slug), ['dev', 'qa', 'dev', 'qa'])
      like(await acme.tasks.get('ACME-1'), { status: 'done', result: 'Done.' })
      assert.deepEqual((await acme.tasks.thread('ACME-1')).rows.map(({ body }) => body), ['Add a test.'])
      assert.deepEqual(heard, ['dev:assignment', 'dev:message', 'dev:review'])
    })

    on('lets an operator decide a review, and refuses the assignee and others', async house => {
      const { acme, clock } = await house.run({ work: finishes, rival: async ({ desk }) => { await refusedWith('forbidden', desk.review({ task: 'ACME-1', verdict: 'accept' })); return done() } })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.agents.hire({ ...scripted('qa', 'rest'), status: 'draft' })
      await acme.agents.hire(scripted('rival', 'rival'))
      await acme.tasks.create({ title: 'Reviewed', assignee: 'dev', reviewer: 'qa' })
      await clock.advance(SECOND)
      await acme.agents.wake('rival')
      await clock.advance(SECOND)
      like(await acme.tasks.get('ACME-1'), { status: 'in_review' })
      await refusedWith('wrong_state', acme.tasks.finish('ACME-1'))
      await acme.tasks.review('ACME-1', { verdict: 'accept' })
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
      like((await acme.runs.list({ direction: 'down' })).rows[0], { status: 'succeeded' })
    })

    on('tells a new reviewer of what waits for a review', async house => {
      const { acme, clock } = await house.run({ work: finishes, judge: async ({ desk, brief: { focus } }) => { await desk.review({ task: focus?.identifier ?? '', verdict: 'accept' }); return done() } })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.agents.hire({ ...scripted('slow', 'rest'), status: 'draft' })
      await acme.agents.hire(scripted('qa', 'judge'))
      await acme.tasks.create({ title: 'Reviewed', assignee: 'dev', reviewer: 'slow' })
      await clock.advance(SECOND)
      await acme.tasks.assign('ACME-1', { reviewer: 'qa' })
      await clock.advance(SECOND)
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
    })

    on('waits for every blocker, goes on when the last is done, and tells the parent of its child', async house => {
      const causes: string[][] = []
      const { acme, clock, adapter } = await house.run({ work: finishes, lead: async ({ brief }) => { causes.push(brief.run.causes); return done() } })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.agents.hire({ ...scripted('lead', 'lead'), heartbeat: { wakeOn: ['child_done'], jitterPercent: 0 } })
      await acme.tasks.create({ title: 'Parent', assignee: 'lead', status: 'backlog' })
      for (const title of ['One', 'Two']) await acme.tasks.create({ title })
      await acme.tasks.create({ title: 'After both', assignee: 'dev', blockedBy: ['ACME-2', 'ACME-3'], parent: 'ACME-1' })
      await acme.tasks.finish('ACME-2')
      await clock.advance(2 * HOUR)
      like(await acme.tasks.get('ACME-4'), { status: 'blocked' })
      assert.equal(adapter.jobs.length, 0)
      assert.deepEqual((await acme.tasks.blockers('ACME-4')).rows.map(({ identifier }) => identifier), ['ACME-2', 'ACME-3'])
      await acme.tasks.finish('ACME-3')
      await clock.advance(SECOND)
      like(await acme.tasks.get('ACME-4'), { status: 'done' })
      assert.deepEqual(causes, [['child_done']])
    })

    on('escalates a wait that became vain: what it waits for was cancelled', async house => {
      const { acme } = await house.found()
      await acme.agents.hire({ ...scripted('boss', 'rest'), status: 'draft' })
      await acme.agents.hire({ ...scripted('dev', 'rest'), reportsTo: 'boss', status: 'draft' })
      await acme.tasks.create({ title: 'First' })
      await acme.tasks.create({ title: 'Second', assignee: 'dev', blockedBy: ['ACME-1'] })
      await acme.tasks.cancel('ACME-1')
      like(await acme.tasks.get('ACME-2'), { status: 'blocked' })
      like((await acme.incidents.list({ where: { status: 'open' } })).rows, [{ kind: 'task_blocked', detail: /ACME-2 waits for ACME-1, which was cancelled/ }])
      like((await acme.agents.inbox('boss')).rows, [{ cause: 'raise', noun: 'incident' }])
      await acme.tasks.unblock('ACME-2')
      assert.deepEqual((await acme.incidents.list({ where: { status: 'open' } })).rows, [])
    })

    on('refuses tasks that would wait for each other, with the way around', async house => {
      const { acme } = await house.found()
      await acme.tasks.create({ title: 'A' })
      await acme.tasks.create({ title: 'B', blockedBy: ['ACME-1'] })
      await acme.tasks.create({ title: 'C', blockedBy: ['ACME-2'] })
      assert.match(await refusedWith('cycle', acme.tasks.block('ACME-1', { blockedBy: ['ACME-3'] })), /ACME-1 → ACME-3 → ACME-2 → ACME-1/)
      await refusedWith('cycle', acme.tasks.block('ACME-1', { blockedBy: ['ACME-1'] }))
      like(await acme.tasks.get('ACME-1'), { status: 'todo' })
      await acme.tasks.cancel('ACME-1')
      like(await acme.tasks.get('ACME-2'), { status: 'blocked' })
      await acme.tasks.unblock('ACME-2')
      like(await acme.tasks.get('ACME-2'), { status: 'todo' })
      await refusedWith('wrong_state', acme.tasks.block('ACME-2', { blockedBy: ['ACME-1'] }))
    })

    on('escalates what is blocked for a reason to the manager, once, and closes that when it goes on', async house => {
      const { acme, clock, adapter } = await house.run({ stuck: async ({ desk, brief: { focus } }) => { if (focus) await desk.block({ task: focus.identifier, reason: 'No key.' }); return done() } })
      await acme.agents.hire(scripted('boss', 'rest'))
      await acme.agents.hire({ ...scripted('dev', 'stuck'), reportsTo: 'boss' })
      await acme.tasks.create({ title: 'Locked', assignee: 'dev' })
      await clock.advance(SECOND)
      like(only((await acme.incidents.list()).rows), { kind: 'task_blocked', status: 'open', detail: /No key/ })
      assert.deepEqual(adapter.jobs.map(({ agent }) => agent.slug), ['dev', 'boss'])
      await clock.advance(3 * HOUR)
      assert.equal(adapter.jobs.length, 2)
      await acme.tasks.unblock('ACME-1')
      like(only((await acme.incidents.list()).rows), { status: 'closed' })
    })

    on('P3: parks a task after 3 failed runs, wakes the manager, and takes it up again when it is reopened', async house => {
      const work = inTurn(async () => failing('crashed'), async () => failing('network'), async () => failing('crashed'), finishes)
      const { acme, clock, adapter } = await house.run({ work })
      await acme.agents.hire(scripted('boss', 'rest'))
      await acme.agents.hire({ ...scripted('dev', 'work'), reportsTo: 'boss' })
      await acme.tasks.create({ title: 'Poison', assignee: 'dev' })
      await clock.advance(HOUR)
      like(await acme.tasks.get('ACME-1'), { failedRuns: 3, status: 'in_progress', checkoutRunId: null })
      assert.ok((await acme.tasks.get('ACME-1')).parkedAt)
      like(only((await acme.incidents.list()).rows.filter(({ kind }) => kind === 'task_parked')), { status: 'open', detail: /3 runs in a row failed/ })
      assert.equal(adapter.jobs.at(-1)?.agent.slug, 'boss')
      await clock.advance(3 * HOUR)
      assert.equal(adapter.jobs.filter(({ agent }) => agent.slug === 'dev').length, 3)
      await acme.tasks.reopen('ACME-1')
      like(await acme.tasks.get('ACME-1'), { parkedAt: null, failedRuns: 0 })
      like(only((await acme.incidents.list()).rows.filter(({ kind }) => kind === 'task_parked')), { status: 'closed' })
      await clock.advance(SECOND)
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
    })

    on('parks a task after 3 runs that did nothing to it; anything done to it counts afresh', async house => {
      const idle = async () => done(), touch = async ({ desk }: Parameters<typeof finishes>[0]) => { await desk.say({ task: 'ACME-1', body: 'Still at it.' }); return done() }
      const { acme, clock, adapter } = await house.run({ work: inTurn(idle, idle, touch, idle) })
      await acme.agents.hire(scripted('boss', 'rest'))
      await acme.agents.hire({ ...scripted('dev', 'work'), reportsTo: 'boss', heartbeat: { every: '1m', jitterPercent: 0 } })
      await acme.tasks.create({ title: 'Ignored', assignee: 'dev' })
      await clock.advance(20 * MINUTE)
      assert.equal(adapter.jobs.filter(({ agent }) => agent.slug === 'dev').length, 6)
      like(await acme.tasks.get('ACME-1'), { idleRuns: 3 })
      like(only((await acme.incidents.list()).rows), { kind: 'task_parked', detail: /without doing anything/ })
      assert.equal(adapter.jobs.at(-1)?.agent.slug, 'boss')
    })

    on('never lets an agent take up again what was parked for it', async house => {
      const refusals: string[] = []
      const { acme, clock } = await house.run({ work: async ({ desk, brief }) => {
        if (!brief.focus) refusals.push(await refusedWith('forbidden', desk.propose({ kind: 'task.reopen', input: { task: 'ACME-1' } })))
        return done()
      } })
      await acme.agents.hire({ ...scripted('dev', 'work'), heartbeat: { every: '1m' } })
      await acme.tasks.create({ title: 'Ignored', assignee: 'dev' })
      await clock.advance(10 * MINUTE)
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      assert.equal(refusals.length, 1)
      assert.ok((await acme.tasks.get('ACME-1')).parkedAt)
    })

    on('goes on at once with the next task that somebody else gave, by stage, priority, due date and age', async house => {
      const order: string[] = []
      const { acme, clock } = await house.run({ work: async job => { order.push(job.brief.focus?.title ?? '-'); return finishes(job) } })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.agents.hold('dev')
      await acme.tasks.create({ title: 'old', assignee: 'dev' })
      await acme.tasks.create({ title: 'low', assignee: 'dev', priority: 'low' })
      await acme.tasks.create({ title: 'due', assignee: 'dev', dueAt: new Date(clock.now().getTime() + HOUR) })
      await acme.tasks.create({ title: 'critical', assignee: 'dev', priority: 'critical' })
      await acme.agents.resume('dev')
      await clock.advance(SECOND)
      assert.deepEqual(order, ['critical', 'due', 'old', 'low'])
    })

    on('tells the reviewer again of a review that was parked, when it is reopened or given to another', async house => {
      const { acme, clock } = await house.run({
        work: finishes, broken: async () => failing('unknown'),
        judge: async ({ desk, brief: { focus } }) => { if (focus) await desk.review({ task: focus.identifier, verdict: 'accept' }); return done() },
      })
      for (const [slug, script] of [['dev', 'work'], ['qa', 'broken'], ['qb', 'judge']] as const) await acme.agents.hire(scripted(slug, script))
      for (const title of ['One', 'Two']) await acme.tasks.create({ title, assignee: 'dev', reviewer: 'qa' })
      for (let tries = 0; tries < 7; tries++) {
        await clock.advance(HOUR)
        await acme.agents.resume('qa')
      }
      await clock.advance(HOUR)
      like((await acme.tasks.list()).rows.map(({ status, parkedAt }) => [status, parkedAt !== null]), [['in_review', true], ['in_review', true]])
      await acme.tasks.assign('ACME-1', { reviewer: 'qb' })
      await acme.agents.configure('qa', { adapter: { kind: 'scripted', config: { script: 'judge' } } })
      await acme.agents.resume('qa')
      await acme.tasks.reopen('ACME-2')
      await clock.advance(HOUR)
      like((await acme.tasks.list()).rows.map(({ status }) => status), ['done', 'done'])
      assert.deepEqual((await acme.incidents.list({ where: { status: 'open' } })).rows.filter(({ kind }) => kind === 'task_parked'), [])
    })

    on('works again on what was sent back while it was parked', async house => {
      const { acme, clock } = await house.run({ work: finishes, broken: async () => failing('unknown') })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.agents.hire(scripted('qa', 'broken'))
      await acme.tasks.create({ title: 'One', assignee: 'dev', reviewer: 'qa' })
      await clock.advance(HOUR)
      assert.ok((await acme.tasks.get('ACME-1')).parkedAt)
      await acme.tasks.review('ACME-1', { verdict: 'send_back' })
      await clock.advance(SECOND)
      like(await acme.tasks.get('ACME-1'), { status: 'in_review', parkedAt: null })
    })

    on('forgets an old reason when a task waits for another, and never makes ready what still waits', async house => {
      const { acme } = await house.found()
      for (const title of ['First', 'Second']) await acme.tasks.create({ title })
      await acme.tasks.block('ACME-2', { reason: 'no key' })
      await acme.tasks.update('ACME-2', { status: 'backlog' })
      like(await acme.tasks.update('ACME-2', { status: 'todo' }), { status: 'todo', blockedReason: null })
      await acme.tasks.block('ACME-2', { reason: 'no key' })
      await acme.tasks.cancel('ACME-2')
      await acme.tasks.reopen('ACME-2')
      await acme.tasks.block('ACME-2', { blockedBy: ['ACME-1'] })
      await acme.tasks.update('ACME-2', { status: 'backlog' })
      like(await acme.tasks.update('ACME-2', { status: 'todo' }), { status: 'blocked' })
      await acme.tasks.finish('ACME-1')
      like(await acme.tasks.get('ACME-2'), { status: 'todo' })
    })
  })
}
