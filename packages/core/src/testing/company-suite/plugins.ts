import assert from 'node:assert/strict'
import { definePlugin, type Notice, type PluginRule } from '../../ports/plugin.ts'
import { scripted } from '../trial.ts'
import { recordsOf } from './house-rules.ts'
import type { Topic } from './opened-company.ts'
import { done, finishes, HOUR, inTurn, like, only, refusedWith, SECOND, type Job } from './steps.ts'

const ruled = (...rules: PluginRule[]) => ({ options: { plugins: [definePlugin({ name: 'rules', rules })] } })
const opinion = (on: string, verdict: 'allow' | 'ask' | 'forbid'): PluginRule => ({ kind }) => (kind === on ? verdict : undefined)

export function plugins({ describe, on }: Topic): void {
  describe('a plugin', () => {
    on('is asked of each act: the strictest opinion wins, and none can loosen the house rule', async house => {
      const { acme, paperclip } = await house.found({}, ruled(
        opinion('task.create', 'allow'), opinion('task.create', 'forbid'), opinion('goal.set', 'ask'), opinion('goal.set', 'allow'), opinion('company.update', 'allow'),
      ))
      assert.match(await refusedWith('forbidden', acme.tasks.create({ title: 'T' })), /rule of a plugin/)
      await refusedWith('needs_approval', acme.goals.set({ title: 'G' }))
      like(await acme.propose({ kind: 'goal.set', input: { title: 'G' } }), { kind: 'waiting' })
      await acme.members.set({ id: 'olga', level: 'operator' })
      await refusedWith('forbidden', (await paperclip.as({ kind: 'operator', id: 'olga' }).company('acme')).update({ mission: 'Mine' }))
      like((await recordsOf(acme)).filter(({ action }) => action.endsWith('.refused')).map(({ action, actorId }) => [action, actorId]), [['task.create.refused', 'operator:local'], ['company.update.refused', 'olga']])
    })

    on('whose rule throws forbids the act, and the run that tried it goes on', async house => {
      house.expect(/plugin rule threw/)
      const refusals: string[] = []
      const { acme, clock, complaints } = await house.run({ work: async job => {
        refusals.push(await refusedWith('forbidden', job.desk.say({ to: 'dev', body: 'x' })))
        return finishes(job)
      } }, ruled(({ kind }) => { if (kind === 'message.say') throw new Error('Broken rule'); return undefined }))
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(SECOND)
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
      assert.deepEqual([refusals.length, complaints.length], [1, 1])
    })

    on('may keep an agent from running, for as long as it says so', async house => {
      let verdict: 'forbid' | 'allow' = 'forbid'
      const { acme, clock, adapter } = await house.run({ work: finishes }, ruled(({ kind }) => (kind === 'run.begin' ? verdict : undefined)))
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(3 * HOUR)
      assert.equal(adapter.jobs.length, 0)
      verdict = 'allow'
      await clock.advance(HOUR)
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
    })

    on('that listens or notifies can throw what it likes: it is logged, and no run feels it', async house => {
      house.expect(/listener threw/i)
      const boom = (): never => { throw new Error('Boom') }
      const { acme, clock, complaints } = await house.run({ work: inTurn(async ({ desk, brief, spend }: Job) => {
        await spend({ id: 'a', cost: null })
        await desk.block({ task: brief.focus?.identifier ?? '', reason: 'No key.' })
        return done()
      }) }, { options: { plugins: [definePlugin({ name: 'sync', on: boom, notify: boom }), definePlugin({ name: 'async', on: async () => boom(), notify: async () => boom() })] } })
      acme.on(boom)
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(SECOND)
      like(only((await acme.runs.list()).rows), { status: 'succeeded' })
      like(await acme.tasks.get('ACME-1'), { status: 'blocked' })
      assert.ok(complaints.length > 30)
    })

    on('carries notices of approvals and incidents to people, after they were written', async house => {
      const notices: Notice[] = []
      const { acme, clock } = await house.run({ work: async ({ desk, brief }: Job) => { await desk.block({ task: brief.focus?.identifier ?? '', reason: 'No key.' }); return done() } },
        { options: { plugins: [definePlugin({ name: 'mail', notify: notice => void notices.push(notice), rules: [opinion('goal.set', 'ask')] })] } })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(SECOND)
      await acme.propose({ kind: 'goal.set', input: { title: 'G' } })
      like(notices, [{ kind: 'incident', companyId: acme.id, incident: { kind: 'task_blocked' } }, { kind: 'approval', companyId: acme.id, approval: { actKind: 'goal.set' } }])
    })
  })

  describe('a refusal', () => {
    on('stands in the log, on the run, and in the brief of the next run', async house => {
      const notices: string[][] = []
      const { acme, clock } = await house.run({ work: inTurn(async ({ desk, brief }: Job) => {
        notices.push(brief.notices)
        await refusedWith('forbidden', desk.delegate({ title: 'Above me', assignee: 'boss' }))
        await refusedWith('not_found', desk.finish({ task: 'ACME-99', result: '' }))
        await refusedWith('invalid_input', desk.say({ to: 'boss', body: '' }))
        return done()
      }, async job => { notices.push(job.brief.notices); return finishes(job) }) })
      await acme.agents.hire({ ...scripted('boss', 'rest'), status: 'draft' })
      await acme.agents.hire({ ...scripted('dev', 'work'), reportsTo: 'boss', heartbeat: { every: '1m' } })
      await acme.tasks.create({ title: 'Build', assignee: 'dev' })
      await clock.advance(5 * 60 * SECOND)
      like(notices, [[], [/^"delegate" was refused: .*only/, /^"finish" was refused: .*ACME-99/, /^"say" was refused: .*body/]])
      like((await recordsOf(acme)).filter(({ action }) => action.endsWith('.refused')).map(({ action, actorKind }) => `${actorKind} ${action}`), [
        'agent task.create.refused', 'agent desk.delegate.refused', 'agent desk.finish.refused', 'agent desk.say.refused',
      ])
      assert.equal((await acme.tasks.list()).rows.length, 1)
    })
  })
}
