import assert from 'node:assert/strict'
import { scripted, type TrialOptions } from '../trial.ts'
import { recordsOf } from './house-rules.ts'
import { stopped, type House, type Topic } from './opened-company.ts'
import { allRefusedWith, DAY, done, HOUR, like, MINUTE, only, refusedWith, SECOND, type Job } from './steps.ts'

const operator = (id: string) => ({ kind: 'operator', id }) as const
const NEW = { slug: 'new', role: 'worker', adapter: { kind: 'scripted', config: { script: 'rest' } }, budget: { limit: '$2' } }

/** A company whose agent `boss` has asked the board for a hire, once. */
async function asked(house: House, options: Omit<TrialOptions, 'script'> = {}) {
  const heard: unknown[] = []
  const trial = await house.run({ boss: async ({ desk, brief }: Job) => {
    heard.push(...brief.inbox.flatMap(item => (item.noun === 'approval' ? [item.approval] : [])))
    if (brief.run.causes.includes('operator')) await desk.propose({ kind: 'agent.hire', input: NEW, reason: 'Too much work.' })
    return done()
  } }, options)
  const { acme, clock } = trial
  await acme.roles.set({ slug: 'manager', permissions: { 'agent.hire': 'team' } })
  await acme.agents.hire({ ...scripted('boss', 'boss'), role: 'manager', budget: { limit: '$50' } })
  await acme.agents.wake('boss')
  await clock.advance(SECOND)
  const approval = only((await acme.approvals.list()).rows)
  return { ...trial, approval, heard }
}

export function approvals({ describe, on }: Topic): void {
  describe('an approval', () => {
    on('holds an act for the board: approving performs that very act, in the name of who proposed it', async house => {
      const { acme, approval, heard, clock } = await asked(house)
      like(approval, { status: 'pending', actKind: 'agent.hire', input: NEW, reason: 'Too much work.', proposedByKind: 'agent', expiresAt: new Date(clock.now().getTime() - SECOND + 7 * DAY) })
      assert.equal((await acme.agents.list()).rows.length, 1)
      const boss = await acme.agents.get('boss')
      like(await acme.approvals.approve(approval.id, 'Welcome.'), { approval: { status: 'approved', decidedById: 'operator:local', note: 'Welcome.', decidedAlone: false }, value: { slug: 'new', reportsTo: boss.id, status: 'active' } })
      like((await recordsOf(acme)).find(({ action, after }) => action === 'agent.hire' && after?.['slug'] === 'new'), { actorKind: 'operator', actorId: 'operator:local', onBehalfOf: boss.id, runId: approval.runId })
      await clock.advance(SECOND)
      like(heard, [{ id: approval.id, act: 'agent.hire', status: 'approved', note: 'Welcome.', taskId: null }])
      await refusedWith('wrong_state', acme.approvals.approve(approval.id))
      await refusedWith('wrong_state', acme.approvals.reject(approval.id))
      assert.equal((await acme.agents.list()).rows.length, 2)
    })

    on('tells whoever put it to the board at which of its tasks that was', async house => {
      const heard: unknown[] = []
      const { acme, clock } = await house.run({ boss: async ({ desk, brief }: Job) => {
        heard.push(...brief.inbox.flatMap(item => (item.noun === 'approval' ? [item.approval] : [])))
        if (heard.length === 0) await desk.propose({ kind: 'agent.hire', input: NEW, reason: 'Too much work.' })
        return done()
      } })
      await acme.roles.set({ slug: 'manager', permissions: { 'agent.hire': 'team' } })
      await acme.agents.hire({ ...scripted('boss', 'boss'), role: 'manager', budget: { limit: '$50' } })
      const task = await acme.tasks.create({ title: 'Grow', assignee: 'boss' })
      await clock.advance(SECOND)
      await acme.approvals.reject(only((await acme.approvals.list()).rows).id, 'No money.')
      await clock.advance(SECOND)
      like(heard, [{ status: 'rejected', taskId: task.id }])
    })

    on('O08: is not decided by whoever only looks, by a key or by a stranger, and each is noted on them: once a minute, however often they ask', async house => {
      const { acme, paperclip, approval, clock } = await asked(house)
      await acme.members.set({ id: 'vera', level: 'viewer' })
      await acme.members.set({ id: 'olga', level: 'operator' })
      const { key } = await acme.keys.create({ name: 'ci', level: 'owner' }), callers = [operator('vera'), operator('olga'), { kind: 'key', id: key.id } as const]
      const [vera, olga, ci] = await Promise.all(callers.map(by => paperclip.as(by).company('acme')))
      assert.ok(vera && olga && ci)
      await acme.members.set({ id: 'olga', level: null })
      const refusals = async () => (await recordsOf(acme)).filter(({ action }) => action.endsWith('.refused')).map(({ action, noun, actorId }) => `${action} ${noun} ${actorId}`)
      const run = approval.runId ?? assert.fail(), outcome = { kind: 'done', summary: '' } as const
      for (let time = 0; time < 3; time++) {
        for (const [caller, code] of [[vera, 'forbidden'], [ci, 'forbidden'], [olga, 'not_found']] as const) {
          for (const verb of ['approve', 'reject', 'repropose'] as const) await refusedWith(code, caller.approvals[verb](approval.id))
          await refusedWith(code, caller.runs.finish(run, { fence: 1, outcome }))
          await refusedWith(code, caller.delete({ confirm: 'acme' }))
        }
      }
      const deeds = ['approval.approve', 'approval.reject', 'approval.repropose', 'run.finish', 'company.delete'], each = ['member vera', `accessKey ${key.id}`, 'company olga'].flatMap(who => deeds.map(deed => `${deed}.refused ${who}`))
      assert.deepEqual(await refusals(), each)
      await clock.advance(MINUTE)
      await refusedWith('forbidden', vera.approvals.approve(approval.id))
      assert.deepEqual(await refusals(), [...each, 'approval.approve.refused member vera'])
      like(await acme.approvals.get(approval.id), { status: 'pending' })
    })

    on('that is rejected does nothing, and says why', async house => {
      const { acme, approval, heard, clock } = await asked(house)
      like(await acme.approvals.reject(approval.id, 'No money.'), { approval: { status: 'rejected' }, value: null })
      await clock.advance(SECOND)
      like(heard, [{ status: 'rejected', note: 'No money.' }])
      assert.equal((await acme.agents.list()).rows.length, 1)
    })

    on('goes stale when a configuration changed that the rule has read, and can be proposed again', async house => {
      const { acme, approval } = await asked(house)
      await acme.agents.configure('boss', { instructions: 'Do other things.' })
      assert.match(await refusedWith('stale_approval', acme.approvals.approve(approval.id)), /"boss" has changed .*revision 1, now 2/)
      like(await acme.approvals.get(approval.id), { status: 'stale' })
      assert.equal((await acme.agents.list()).rows.length, 1)
      const again = await acme.approvals.repropose(approval.id)
      like(again, { status: 'pending', proposedById: approval.proposedById, hash: approval.hash, reads: [{ revision: 2 }] })
      like(await acme.approvals.approve(again.id), { value: { slug: 'new' } })
      await refusedWith('wrong_state', acme.approvals.repropose(again.id))
    })

    on('goes stale when the role may not do it any more', async house => {
      const { acme, approval } = await asked(house)
      await acme.roles.set({ slug: 'manager', permissions: {} })
      assert.match(await refusedWith('stale_approval', acme.approvals.approve(approval.id)), /does not grant/)
      assert.equal((await acme.agents.list()).rows.length, 1)
    })

    on('expires after seven days', async house => {
      const { acme, approval, clock, paperclip } = await asked(house)
      await stopped(paperclip, clock)
      await clock.advance(approval.expiresAt.getTime() - clock.now().getTime() - MINUTE)
      like(await acme.approvals.get(approval.id), { status: 'pending' })
      await clock.advance(MINUTE)
      await refusedWith('stale_approval', acme.approvals.approve(approval.id))
      like(await acme.approvals.get(approval.id), { status: 'expired' })
      assert.equal((await acme.agents.list()).rows.length, 1)
    })

    on('stays open where the act cannot be done now', async house => {
      const { acme, approval } = await asked(house)
      await acme.agents.hire(scripted('new', 'rest'))
      await refusedWith('exists', acme.approvals.approve(approval.id))
      like(await acme.approvals.get(approval.id), { status: 'pending' })
      like(await acme.approvals.reject(approval.id), { approval: { status: 'rejected' } })
    })

    on('G07: is never decided by an agent, nor by a viewer, nor by who is not on the board', async house => {
      const { acme, approval, paperclip } = await asked(house)
      await acme.members.set({ id: 'viewer', level: 'viewer' })
      const viewer = await paperclip.as(operator('viewer')).company('acme')
      await allRefusedWith('forbidden', [viewer.approvals.approve(approval.id), viewer.approvals.reject(approval.id), viewer.approvals.repropose(approval.id)])
      like(await acme.approvals.get(approval.id), { status: 'pending' })
      assert.ok(!(await recordsOf(acme)).some(({ action, actorKind }) => action.startsWith('approval.a') && action !== 'approval.ask' && actorKind === 'agent'))
    })

    on('takes two where the board says so: whoever proposed does not decide, unless there is nobody else', async house => {
      const { acme, paperclip } = await house.found()
      await acme.update({ boardMinimum: 2 })
      await refusedWith('needs_approval', acme.agents.hire(scripted('dev', 'rest')))
      const alone = await acme.propose({ kind: 'agent.hire', input: scripted('dev', 'rest') })
      assert.ok(alone.kind === 'waiting')
      like(await acme.approvals.approve(alone.approval.id), { approval: { status: 'approved', decidedAlone: true } })
      const olga = await acme.propose({ kind: 'member.set', input: { id: 'olga', level: 'operator' } })
      assert.ok(olga.kind === 'waiting')
      await acme.approvals.approve(olga.approval.id)
      const second = await acme.propose({ kind: 'agent.hire', input: scripted('ops', 'rest') })
      assert.ok(second.kind === 'waiting')
      await refusedWith('forbidden', acme.approvals.approve(second.approval.id))
      like((await recordsOf(acme)).at(-1), { action: 'approval.approve.refused', noun: 'member', actorId: 'operator:local' })
      like(await (await paperclip.as(operator('olga')).company('acme')).approvals.approve(second.approval.id), { approval: { decidedById: 'olga', decidedAlone: false }, value: { slug: 'ops' } })
      await acme.tasks.create({ title: 'Work needs no second pair of eyes' })
      await refusedWith('needs_approval', acme.agents.hold('ops'))
      await refusedWith('needs_approval', acme.budgets.set({ scope: 'company', limit: '$5' }))
    })
  })

  describe('a board of two', () => {
    on('takes what a key proposed as proposed by whoever made the key, or made the key that made it', async house => {
      const { acme, paperclip } = await house.found(), bob = paperclip.as(operator('bob'))
      await acme.members.set({ id: 'bob', level: 'owner' })
      const withKey = (id: string) => paperclip.as({ kind: 'key', id }).company('acme')
      const first = (await acme.keys.create({ name: 'first', level: 'owner' })).key, second = (await (await withKey(first.id)).keys.create({ name: 'second', level: 'owner' })).key
      await acme.update({ boardMinimum: 2 })
      for (const { id, name } of [first, second]) {
        const asked = await (await withKey(id)).propose({ kind: 'agent.hire', input: scripted(name, 'rest') })
        assert.ok(asked.kind === 'waiting')
        await refusedWith('forbidden', acme.approvals.approve(asked.approval.id))
        like(await (await bob.company('acme')).approvals.approve(asked.approval.id), { approval: { status: 'approved', decidedById: 'bob', decidedAlone: false }, value: { slug: name } })
      }
    })

    on('decides alone what one\'s own key proposed where there is nobody else, and that stands there', async house => {
      const { acme, paperclip } = await house.found()
      const { key } = await acme.keys.create({ name: 'mine', level: 'owner' })
      await acme.update({ boardMinimum: 2 })
      const asked = await (await paperclip.as({ kind: 'key', id: key.id }).company('acme')).propose({ kind: 'agent.hire', input: scripted('dev', 'rest') })
      assert.ok(asked.kind === 'waiting')
      like(await acme.approvals.approve(asked.approval.id), { approval: { status: 'approved', decidedAlone: true } })
    })
  })

  describe('a key of idempotency', () => {
    on('I1: does a deed once, and gives the same answer', async house => {
      const { acme } = await house.found()
      const [first, second] = await Promise.all([1, 2].map(() => acme.tasks.create({ title: 'T' }, { key: 'k1' })))
      assert.deepEqual(first, second)
      await acme.tasks.update('ACME-1', { title: 'Renamed' })
      assert.deepEqual(await acme.tasks.create({ title: 'T' }, { key: 'k1' }), first)
      assert.equal((await acme.tasks.list()).rows.length, 1)
      const { records } = await acme.audit.verify() as { records: number }
      await acme.tasks.create({ title: 'T' }, { key: 'k1' })
      like(await acme.audit.verify(), { records })
    })

    on('I1: is a conflict with another input, or another deed', async house => {
      const { acme } = await house.found()
      await acme.tasks.create({ title: 'T' }, { key: 'k1' })
      await refusedWith('key_reused', acme.tasks.create({ title: 'Other' }, { key: 'k1' }))
      await refusedWith('key_reused', acme.goals.set({ title: 'T' }, { key: 'k1' }))
      await refusedWith('invalid_input', acme.tasks.create({ title: 'T' }, { key: '' }))
      await refusedWith('invalid_input', acme.tasks.create({ title: 'T' }, { key: 'x'.repeat(201) }))
      assert.equal((await acme.tasks.list()).rows.length, 1)
    })

    on('I1: is kept for 24 hours, for each principal and company alone', async house => {
      const { acme, clock, paperclip } = await house.found()
      await acme.members.set({ id: 'olga', level: 'operator' })
      const other = await paperclip.found({ slug: 'other' })
      await acme.tasks.create({ title: 'T' }, { key: 'k1' })
      await (await paperclip.as(operator('olga')).company('acme')).tasks.create({ title: 'O' }, { key: 'k1' })
      await other.tasks.create({ title: 'X' }, { key: 'k1' })
      await clock.advance(24 * HOUR - SECOND)
      await acme.tasks.create({ title: 'T' }, { key: 'k1' })
      assert.equal((await acme.tasks.list()).rows.length, 2)
      await clock.advance(SECOND)
      await acme.tasks.create({ title: 'After a day' }, { key: 'k1' })
      assert.equal((await acme.tasks.list()).rows.length, 3)
    })

    on('I1: remembers the deed even if it could not be done by now, and forgets what was refused for want of an approval', async house => {
      let probe: 'ok' | 'not' = 'ok'
      const { acme } = await house.found({}, { adapter: { probe: async () => (probe === 'ok' ? { ok: true, detail: '' } : { ok: false, problem: 'It is away', fix: 'Wait.' }) } })
      const hired = await acme.agents.hire(scripted('dev', 'rest'), { key: 'hire' })
      probe = 'not'
      assert.deepEqual(await acme.agents.hire(scripted('dev', 'rest'), { key: 'hire' }), hired)
      await acme.update({ boardMinimum: 2 })
      await refusedWith('needs_approval', acme.agents.hold('dev', '', { key: 'hold' }))
      like(await acme.propose({ kind: 'agent.hold', input: { agent: 'dev' } }, { key: 'hold' }), { kind: 'waiting' })
    })
  })
}
