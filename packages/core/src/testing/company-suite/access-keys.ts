import assert from 'node:assert/strict'
import { runToken } from '../../operations/access/run-token.ts'
import { recordsOf } from './house-rules.ts'
import type { Topic } from './opened-company.ts'
import { allRefusedWith, like, refusedWith } from './steps.ts'

const WORK = { slug: 'dev', role: 'worker', adapter: { kind: 'scripted', config: { script: 'rest' } } } as const

export function accessKeys({ describe, on }: Topic): void {
  describe('a key', () => {
    on('acts in its own name, as far as its level reaches, until it is revoked', async house => {
      const { acme, paperclip } = await house.found()
      const { key, token } = await acme.keys.create({ name: 'ci', level: 'operator' })
      const caller = await paperclip.access.callerOf(token)
      assert.equal(caller?.kind, 'key')
      const ci = await paperclip.as({ kind: 'key', id: key.id }).company('acme')
      const task = await ci.tasks.create({ title: 'Ship it' })
      assert.deepEqual([task.createdByKind, task.createdById], ['key', key.id])
      assert.equal((await recordsOf(acme)).find(({ action }) => action === 'task.create')?.actorId, key.id)
      await refusedWith('forbidden', ci.update({ name: 'Mine' }))
      await refusedWith('forbidden', ci.keys.create({ name: 'another', level: 'owner' }))
      await acme.keys.revoke(key.id)
      assert.equal(await paperclip.access.callerOf(token), undefined)
      await refusedWith('not_found', ci.tasks.create({ title: 'Once more' }))
      await refusedWith('not_found', paperclip.as({ kind: 'key', id: key.id }).company('acme'))
    })

    on('P24: does the acts that it lists and no other, to the agents that it lists and no other, and each refusal stands in the log', async house => {
      const { acme, paperclip } = await house.found()
      await acme.agents.hire(WORK)
      await acme.agents.hire({ ...WORK, slug: 'dear' })
      const { key } = await acme.keys.create({ name: 'ci', level: 'owner', acts: ['task.create', 'agent.wake'], agents: ['dev'] })
      const ci = await paperclip.as({ kind: 'key', id: key.id }).company('acme')
      await ci.agents.wake('dev')
      await ci.tasks.create({ title: 'Ship it', assignee: 'dev' })
      await refusedWith('forbidden', ci.agents.wake('dear'))
      await refusedWith('forbidden', ci.tasks.create({ title: 'Ship it', assignee: 'dear' }))
      await refusedWith('forbidden', ci.agents.hold('dev'))
      await refusedWith('forbidden', ci.update({ name: 'Mine' }))
      const refusals = (await recordsOf(acme)).filter(({ noun, action }) => noun === 'accessKey' && action.endsWith('.refused'))
      assert.deepEqual(refusals.map(({ action, actorId }) => [action, actorId]), ['agent.wake', 'task.create', 'agent.hold', 'company.update'].map(kind => [`${kind}.refused`, key.id]))
    })

    on('P24: that was lent for one agent reaches no other by a deed on its work, and nothing that is about all of them', async house => {
      const { acme, paperclip } = await house.found()
      await acme.agents.hire(WORK)
      await acme.agents.hire({ ...WORK, slug: 'dear' })
      const { id: theirs } = await acme.tasks.create({ title: 'Theirs', assignee: 'dear', status: 'backlog' }), { id: own } = await acme.tasks.create({ title: 'Own', assignee: 'dev', status: 'backlog' })
      const { key } = await acme.keys.create({ name: 'ci', level: 'owner', agents: ['dev'] })
      const ci = await paperclip.as({ kind: 'key', id: key.id }).company('acme')
      like(await ci.tasks.update(own, { status: 'todo' }), { status: 'todo' })
      const before = (await recordsOf(acme)).length
      await allRefusedWith('forbidden', [
        ci.tasks.update(theirs, { status: 'todo' }), ci.tasks.cancel(theirs), ci.tasks.assign(theirs, { assignee: 'dev' }), ci.tasks.create({ title: 'T', assignee: 'dev', reviewer: 'dear' }), ci.documents.write(theirs, { key: 'plan', body: 'Mine' }),
        ci.budgets.set({ scope: 'company', limit: '$1' }), ci.pause(), ci.secrets.set({ slug: 'token', value: 'long enough' }), ci.keys.create({ name: 'more', level: 'owner' }), ci.agents.probe('dear'),
      ])
      assert.ok((await recordsOf(acme)).slice(before).every(({ action }) => action.endsWith('.refused')))
    })

    on('O15: that may make keys makes none that is more than itself', async house => {
      const { acme, paperclip } = await house.found()
      await acme.agents.hire(WORK)
      const { key } = await acme.keys.create({ name: 'ci', level: 'owner', acts: ['key.create', 'agent.wake'], expiresIn: '1h' })
      const ci = await paperclip.as({ kind: 'key', id: key.id }).company('acme'), less = { name: 'less', level: 'viewer', acts: ['agent.wake'], expiresIn: '10m' } as const
      for (const more of [{ acts: null }, { acts: ['agent.wake', 'agent.hire'] }, { agent: 'dev' }, { expiresIn: null }, { expiresIn: '2h' }]) await refusedWith('forbidden', ci.keys.create({ ...less, acts: [...less.acts], ...more }))
      like((await ci.keys.create({ ...less, acts: [...less.acts] })).key, { acts: ['agent.wake'], createdByKind: 'key', createdById: key.id })
    })

    on('never decides what was put to the board, deletes a company, or founds one', async house => {
      const { acme, paperclip } = await house.found()
      const { key } = await acme.keys.create({ name: 'ci', level: 'owner' })
      const mine = paperclip.as({ kind: 'key', id: key.id }), ci = await mine.company('acme')
      await refusedWith('forbidden', ci.approvals.approve('apr_1'))
      await refusedWith('forbidden', ci.delete({ confirm: 'acme' }))
      await refusedWith('forbidden', mine.found({ slug: 'globex' }))
      assert.throws(() => mine.access)
    })

    on('P05: is of one company: in another it is a stranger', async house => {
      const { acme, paperclip } = await house.found()
      const globex = await paperclip.found({ slug: 'globex' })
      const { key } = await acme.keys.create({ name: 'ci', level: 'owner' })
      await refusedWith('not_found', paperclip.as({ kind: 'key', id: key.id }).company('globex'))
      await refusedWith('not_found', globex.keys.revoke(key.id))
      await refusedWith('not_found', globex.keys.get(key.id))
      assert.deepEqual((await paperclip.as({ kind: 'key', id: key.id }).companies()).rows.map(({ slug }) => slug), ['acme'])
    })

    on('G04: is kept by its digest: nothing that is stored or listed would let anybody in', async house => {
      const { acme, paperclip, store } = await house.found()
      const { token } = await acme.keys.create({ name: 'ci' })
      const { rows: [shown] } = await acme.keys.list()
      assert.ok(shown && !('digest' in shown) && shown.lastUsedAt === null)
      const kept = await store.read(acme.id, async view => JSON.stringify([await view.list('accessKey', { by: 'createdAt' }), await view.list('audit', { by: 'seq' })]))
      assert.ok(!kept.includes(token) && !kept.includes(token.slice(20)))
      await paperclip.access.callerOf(token)
      assert.ok((await acme.keys.list()).rows[0]?.lastUsedAt instanceof Date)
    })

    on('runs out when it was said to', async house => {
      const { acme, paperclip, clock } = await house.found()
      const { token } = await acme.keys.create({ name: 'ci', expiresIn: '1h' })
      assert.ok(await paperclip.access.callerOf(token))
      await clock.advance(3_600_000)
      assert.equal(await paperclip.access.callerOf(token), undefined)
    })
  })

  describe('a key of an agent', () => {
    on('sits at its desk while it has a run in hand, and does nothing else', async house => {
      const seen: unknown[] = []
      let token = ''
      const { acme, paperclip, clock } = await house.found({ work: async ({ brief }) => {
        const caller = await paperclip.access.callerOf(token)
        if (caller?.kind !== 'agent' || !caller.by) throw new Error('no seat')
        const desk = await paperclip.access.seat(caller)
        seen.push((await desk.me()).slug)
        await desk.finish({ task: brief.focus?.identifier ?? '', result: 'Done.' })
        return { kind: 'done', summary: '' }
      } })
      await acme.agents.hire({ ...WORK, adapter: { kind: 'scripted', config: { script: 'work' } } })
      const made = await acme.keys.create({ name: 'dev', agent: 'dev', level: 'owner' })
      token = made.token
      await refusedWith('forbidden', (await paperclip.as({ kind: 'key', id: made.key.id }).company('acme')).tasks.create({ title: 'Mine' }))
      const idle = await paperclip.access.callerOf(token)
      assert.ok(idle?.kind === 'agent' && idle.by === null)
      await refusedWith('wrong_state', paperclip.access.seat(idle))
      await paperclip.start()
      const task = await acme.tasks.create({ title: 'Ship it', assignee: 'dev' })
      await clock.advance(1_000)
      assert.deepEqual(seen, ['dev'])
      assert.equal((await acme.tasks.get(task.id)).status, 'done')
      await acme.agents.terminate('dev')
      assert.equal(await paperclip.access.callerOf(token), undefined)
    })
  })

  describe('the token of a run', () => {
    on('P18, P19: is bound to its company, agent, run and fence, and dead with the run', async house => {
      const tokens: string[] = [], callers: unknown[] = []
      const { acme, paperclip, store, clock } = await house.found({ work: async ({ run, agent }) => {
        const fence = await store.read(acme.id, async view => (await view.get('alarm', agent.id))?.fence ?? 0)
        const by = { kind: 'agent', id: agent.id, runId: run.id, fence, depth: 0 } as const
        const token = (changed: object) => store.read(acme.id, view => runToken(view, acme.id, { ...by, ...changed }))
        tokens.push(await token({}), await token({ fence: fence + 1 }), await token({ runId: 'run_other' }), await token({ id: 'agt_other' }))
        for (const one of tokens) callers.push((await paperclip.access.callerOf(one))?.by)
        return { kind: 'done', summary: '' }
      } })
      await acme.agents.hire({ ...WORK, adapter: { kind: 'scripted', config: { script: 'work' } } })
      await paperclip.start()
      await acme.tasks.create({ title: 'Ship it', assignee: 'dev' })
      await clock.advance(1_000)
      const { id: agentId } = await acme.agents.get('dev')
      assert.deepEqual(callers.map(by => (by ? Reflect.get(Object(by), 'id') : by)), [agentId, undefined, undefined, undefined])
      for (const token of tokens) assert.equal(await paperclip.access.callerOf(token), undefined)
    })
  })
}
