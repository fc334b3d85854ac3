import assert from 'node:assert/strict'
import { scripted } from '../trial.ts'
import type { Topic } from './opened-company.ts'
import { done, HOUR, inTurn, like, MINUTE, only, refusedWith, SECOND, type Job } from './steps.ts'

export function conversations({ describe, on }: Topic): void {
  describe('conversations', () => {
    on('reach no further on a thread than the role allows to speak', async house => {
      const { acme, clock } = await house.run({ chatty: async ({ desk }) => {
        for (const task of ['ACME-1', 'ACME-2']) await desk.say({ task, body: 'Hello' }).catch(() => {})
        return done()
      } })
      await acme.roles.set({ slug: 'quiet', permissions: { 'message.send': 'reports' } })
      await acme.agents.hire({ ...scripted('boss', 'chatty'), role: 'quiet' })
      await acme.agents.hire({ ...scripted('mine', 'rest'), reportsTo: 'boss', status: 'draft' })
      await acme.agents.hire({ ...scripted('stranger', 'rest'), status: 'draft' })
      await acme.tasks.create({ title: 'Near', assignee: 'mine' })
      await acme.tasks.create({ title: 'Far', assignee: 'stranger' })
      await acme.agents.wake('boss')
      await clock.advance(SECOND)
      like((await acme.tasks.thread('ACME-1')).rows.map(({ body }) => body), ['Hello'])
      like((await acme.tasks.thread('ACME-2')).rows, [])
    })

    on('say something to an agent, who finds it in its brief with who said it', async house => {
      const inbox: unknown[] = []
      const { acme, clock } = await house.run({ listen: async ({ brief, desk }: Job) => { inbox.push(...brief.inbox, ...(await desk.inbox()).rows); return done() } })
      await acme.agents.hire({ ...scripted('dev', 'listen'), heartbeat: { wakeOn: ['message'] } })
      await acme.messages.say({ to: 'dev', body: 'Ship it.' })
      await clock.advance(SECOND)
      const told = { cause: 'message', noun: 'message', message: { kind: 'say', from: 'Local operator', fromKind: 'operator', body: 'Ship it.', task: null } }
      like(inbox, [told, told])
      like((await acme.agents.inbox('dev')).rows, [])
    })

    on('go on on the thread of a task, where its assignee hears them, and its reviewer once it is in review', async house => {
      const heard: string[] = []
      const { acme, clock } = await house.run({
        work: inTurn(async ({ desk }: Job) => { await desk.finish({ task: 'ACME-1', result: 'Done.' }); return done() }, async ({ brief }: Job) => { heard.push(`dev ${brief.inbox.length}`); return done() }),
        judge: async ({ brief, desk }: Job) => {
          heard.push(`qa ${brief.inbox.map(({ cause }) => cause).join()} ${brief.focus?.thread.map(({ body }) => body).join()}`)
          await desk.say({ task: 'ACME-1', body: 'I look.' })
          return done()
        },
      })
      for (const [slug, script] of [['dev', 'work'], ['qa', 'judge'], ['other', 'work']] as const) await acme.agents.hire({ ...scripted(slug, script), heartbeat: { every: '1h', wakeOn: ['assignment', 'message', 'review'] } })
      await acme.tasks.create({ title: 'Build', assignee: 'dev', reviewer: 'qa', status: 'backlog' })
      await acme.messages.say({ task: 'ACME-1', body: 'Mind the gap.' })
      await acme.tasks.update('ACME-1', { status: 'todo' })
      await clock.advance(SECOND)
      assert.deepEqual(heard, ['qa review Mind the gap.', 'dev 1'])
      like((await acme.tasks.thread('ACME-1')).rows.map(({ body, fromKind }) => [body, fromKind]), [['Mind the gap.', 'operator'], ['I look.', 'agent']])
      await refusedWith('invalid_input', acme.messages.say({ body: 'To nobody.' }))
    })

    on('ask, and the answer wakes who has asked', async house => {
      const runs: unknown[] = []
      const { acme, clock } = await house.run({
        ask: inTurn(async ({ desk }: Job) => { await desk.ask({ to: 'expert', body: 'Which way?' }); return done() }, async ({ brief }: Job) => { runs.push(brief.run.causes, brief.inbox); return done() }),
        answer: async ({ brief, desk }: Job) => {
          for (const item of brief.inbox) if (item.noun === 'message' && item.message.kind === 'ask') await desk.answer({ ask: item.message.id, body: 'That way.' })
          return done()
        },
      })
      await acme.agents.hire(scripted('dev', 'ask'))
      await acme.agents.hire({ ...scripted('expert', 'answer'), heartbeat: { wakeOn: ['message'] } })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like(runs, [['answer'], [{ cause: 'answer', message: { kind: 'answer', body: 'That way.', from: 'expert', fromKind: 'agent' } }]])
      const [ask, answer] = (await acme.messages.list()).rows
      like(answer, { askId: ask?.id })
      assert.ok(ask?.answeredAt)
      await refusedWith('wrong_state', acme.messages.answer(ask?.id ?? '', 'Too late.'))
      await refusedWith('not_found', acme.messages.answer(answer?.id ?? '', 'Not a question.'))
    })

    on('let nobody but the one who was asked, or an operator, answer', async house => {
      const { acme, clock } = await house.run({
        ask: inTurn(async ({ desk }: Job) => { await desk.ask({ to: 'board', body: 'May I?' }); return done() }, async () => done()),
        meddle: async ({ desk }: Job) => { await refusedWith('forbidden', desk.answer({ ask: only((await acme.messages.list()).rows).id, body: 'Yes.' })); return done() },
      })
      for (const [slug, script] of [['dev', 'ask'], ['rival', 'meddle']] as const) await acme.agents.hire(scripted(slug, script))
      for (const slug of ['dev', 'rival']) { await acme.agents.wake(slug); await clock.advance(SECOND) }
      like((await acme.runs.list()).rows, [{ status: 'succeeded' }, { status: 'succeeded', notices: [/not asked of you/] }])
      like(only((await acme.messages.list()).rows), { toKind: 'operator', toId: 'operator:local', answeredAt: null })
    })

    on('escalate a question that nobody answers in time to the manager, once', async house => {
      const { acme, clock, adapter } = await house.run({ ask: inTurn(async ({ desk }: Job) => { await desk.ask({ to: 'board', body: 'May I?', due: '2h' }); return done() }, async () => done()) })
      await acme.agents.hire(scripted('boss', 'rest'))
      await acme.agents.hire({ ...scripted('dev', 'ask'), reportsTo: 'boss' })
      await acme.agents.wake('dev')
      await clock.advance(119 * MINUTE)
      assert.deepEqual((await acme.incidents.list()).rows, [])
      await clock.advance(2 * MINUTE)
      like(only((await acme.incidents.list()).rows), { kind: 'ask_overdue', status: 'open', detail: /May I\?/ })
      assert.deepEqual(adapter.jobs.map(({ agent }) => agent.slug), ['dev', 'boss'])
      like(adapter.jobs[1]?.brief.inbox, [{ cause: 'raise', noun: 'incident', incident: { kind: 'ask_overdue' } }])
      await clock.advance(3 * HOUR)
      assert.equal(adapter.jobs.length, 2)
      await acme.messages.answer(only((await acme.messages.list()).rows).id, 'You may.')
      like(only((await acme.incidents.list()).rows), { status: 'closed' })
    })

    on('escalate each question: one that is overdue already does not hide the next', async house => {
      const { acme, clock, adapter } = await house.run({ ask: inTurn(
        async ({ desk }: Job) => { await desk.ask({ to: 'board', body: 'First?', due: '1h' }); return done() }, async ({ desk }: Job) => { await desk.ask({ to: 'board', body: 'Second?', due: '1h' }); return done() }, async () => done(),
      ) })
      await acme.agents.hire(scripted('boss', 'rest'))
      await acme.agents.hire({ ...scripted('dev', 'ask'), reportsTo: 'boss' })
      for (let times = 0; times < 2; times++) { await acme.agents.wake('dev'); await clock.advance(2 * HOUR) }
      like((await acme.incidents.list()).rows, [{ detail: /First/ }, { detail: /Second/ }])
      assert.deepEqual(adapter.jobs.map(({ agent }) => agent.slug), ['dev', 'boss', 'dev', 'boss'])
      await acme.messages.answer((await acme.messages.list()).rows[0]?.id ?? '', 'Yes.')
      like((await acme.incidents.list()).rows, [{ status: 'closed' }, { status: 'open' }])
    })

    on('escalate a question of an agent that is held meanwhile', async house => {
      const { acme, clock, adapter } = await house.run({ ask: inTurn(async ({ desk }: Job) => { await desk.ask({ to: 'board', body: 'May I?', due: '2h' }); return done() }, async () => done()) })
      await acme.agents.hire(scripted('boss', 'rest'))
      await acme.agents.hire({ ...scripted('dev', 'ask'), reportsTo: 'boss' })
      await acme.agents.wake('dev')
      await clock.advance(MINUTE)
      await acme.agents.hold('dev')
      await clock.advance(3 * HOUR)
      like(only((await acme.incidents.list()).rows), { kind: 'ask_overdue', status: 'open' })
      assert.deepEqual(adapter.jobs.map(({ agent }) => agent.slug), ['dev', 'boss'])
      like(await acme.agents.standing('dev'), { state: 'held', dueAt: null })
    })

    on('bring signals to an agent, and to everybody in a team', async house => {
      const payloads: unknown[] = []
      const { acme, clock } = await house.run({ listen: async ({ brief, agent }: Job) => { for (const item of brief.inbox) if (item.noun === 'signal') payloads.push([agent.slug, item.source, item.payload]); return done() } })
      for (const [slug, reportsTo] of [['boss', null], ['dev', 'boss'], ['junior', 'dev'], ['peer', null]] as const) await acme.agents.hire({ ...scripted(slug, 'listen'), reportsTo, heartbeat: { wakeOn: ['signal'] } })
      await acme.signals.send({ to: 'dev', source: 'webhook', payload: { text: 'Größe', n: [1, null, true] } })
      await clock.advance(SECOND)
      assert.deepEqual(payloads.splice(0), [['dev', 'webhook', { text: 'Größe', n: [1, null, true] }]])
      await acme.signals.send({ to: 'boss', audience: 'team', source: 'siren', payload: 'Fire' })
      await clock.advance(SECOND)
      assert.deepEqual(payloads.sort(), [['boss', 'siren', 'Fire'], ['dev', 'siren', 'Fire'], ['junior', 'siren', 'Fire']])
    })

    on('are told in a brief that is plain data, with all an agent needs to know', async house => {
      const { acme, clock, adapter } = await house.run()
      const goal = await acme.goals.set({ title: 'Ship', metric: { start: 0, target: 10, current: 4, unit: 'features' } })
      await acme.projects.set({ slug: 'app', goal: goal.id })
      await acme.agents.hire(scripted('boss', 'rest'))
      await acme.agents.hire({ ...scripted('dev', 'rest'), reportsTo: 'boss', instructions: 'Be brief.', heartbeat: { cap: '$0.50', timeout: '10m' } })
      await acme.agents.hire({ ...scripted('junior', 'rest'), reportsTo: 'dev', status: 'draft' })
      await acme.goals.set({ title: 'My own', owner: 'dev' })
      await acme.tasks.create({ title: 'Build', description: 'The door.', acceptance: 'It opens.', assignee: 'dev', project: 'app', labels: ['wood'], dueAt: new Date('2026-02-01T00:00:00Z') })
      await acme.tasks.create({ title: 'Hinge', parent: 'ACME-1', assignee: 'junior' })
      await clock.advance(SECOND)
      const brief = adapter.jobs[0]?.brief
      assert.deepEqual(JSON.parse(JSON.stringify(brief)), brief)
      like(brief, {
        paperclip: 1, company: { slug: 'acme', mission: 'Make the best widgets.' },
        agent: { slug: 'dev', instructions: 'Be brief.', role: { slug: 'worker', permissions: [] }, manager: { slug: 'boss' }, reports: [{ slug: 'junior', role: 'Worker' }] },
        run: { causes: ['goal', 'assignment'], slot: null, capMicros: 500_000, startedAt: '2026-01-05T09:00:00.000Z', endsBy: '2026-01-05T09:10:00.000Z' },
        focus: { identifier: 'ACME-1', description: 'The door.', acceptance: 'It opens.', labels: ['wood'], dueAt: '2026-02-01T00:00:00.000Z', status: 'in_progress', part: 'assignee', children: [{ identifier: 'ACME-2', assignee: 'junior', part: 'other' }] },
        inbox: [{ noun: 'goal' }, { noun: 'task', cause: 'assignment' }], tasks: [{ identifier: 'ACME-1' }], goals: [{ title: 'My own' }, { title: 'Ship', progress: 0.4 }], notices: [],
      })
    })

    on('go on behind the last message of a thread, whatever the clocks of those who speak say', async house => {
      house.expect(/clock of this machine went back/)
      const heard: string[][] = []
      const trial = await house.run({ work: async ({ desk }: Job) => {
        const last = (await desk.thread({ task: 'ACME-1' })).rows.at(-1)?.id ?? ''
        house.clock.jump(-HOUR)
        for (const body of ['Stop!', 'At once!']) await trial.acme.messages.say({ task: 'ACME-1', body })
        await other.messages.say({ task: 'ACME-1', body: 'You heard it.' })
        heard.push((await desk.thread({ task: 'ACME-1', after: last })).rows.map(({ body }) => body))
        return done()
      } })
      const { acme, clock } = trial, other = await house.another(trial, { ids: { next: prefix => `${prefix}_-${clock.monotonic()}`, secret: () => 'f'.repeat(64) } }).company('acme')
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Build', assignee: 'dev', status: 'backlog' })
      await acme.messages.say({ task: 'ACME-1', body: 'Hello.' })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      assert.deepEqual(heard[0], ['Stop!', 'At once!', 'You heard it.'])
      assert.deepEqual((await acme.tasks.thread('ACME-1')).rows.map(({ body }) => body), ['Hello.', 'Stop!', 'At once!', 'You heard it.'])
    })
  })
}
