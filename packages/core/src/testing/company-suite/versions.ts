import assert from 'node:assert/strict'
import { versionOf } from '../../policy/version-of.ts'
import { scripted } from '../trial.ts'
import { recordsOf } from './house-rules.ts'
import type { Topic } from './opened-company.ts'
import { like, refusedWith } from './steps.ts'

const operator = (id: string) => ({ kind: 'operator', id }) as const

export function versions({ describe, on }: Topic): void {
  describe('a change of what was read', () => {
    on('is made while it is as it was, and refused once it is not', async house => {
      const { acme } = await house.found()
      const goal = await acme.goals.set({ title: 'Grow' }), ifVersion = versionOf(goal)
      assert.equal(versionOf(await acme.goals.get(goal.id)), ifVersion, 'reading it again gives the same version')
      const one = await acme.goals.update(goal.id, { title: 'Grow fast' }, { ifVersion }), before = await recordsOf(acme)
      assert.match(await refusedWith('stale_revision', acme.goals.update(goal.id, { title: 'Grow slowly' }, { ifVersion })), /has changed since it was read: it is at "[\w-]{22}" by now/)
      assert.deepEqual([await acme.goals.get(goal.id), await recordsOf(acme)], [one, before])
      like(await acme.goals.update(goal.id, { title: 'Grow slowly' }, { ifVersion: versionOf(one) }), { title: 'Grow slowly' })
    })

    on('is made by one of many who read the same', async house => {
      const { acme } = await house.found(), project = await acme.projects.set({ slug: 'site' }), ifVersion = versionOf(project)
      const outcomes = await Promise.all(Array.from({ length: 8 }, (_, n) => acme.projects.set({ slug: 'site', name: `Name ${n}` }, { ifVersion }).then(() => 'done', (error: unknown) => Reflect.get(Object(error), 'reason'))))
      assert.deepEqual(outcomes.sort(), ['done', ...Array.from({ length: 7 }, () => 'stale_revision')])
    })

    on('is refused where nothing is there, or not any more; any version goes with "*"', async house => {
      const { acme } = await house.found()
      await refusedWith('stale_revision', acme.projects.set({ slug: 'never' }, { ifVersion: '*' }))
      await refusedWith('not_found', acme.projects.get('never'))
      const tool = await acme.tools.set({ slug: 'git', connection: { kind: 'command', command: ['git'] } })
      like(await acme.tools.set({ slug: 'git', description: 'Versions.' }, { ifVersion: '*' }), { id: tool.id, description: 'Versions.' })
      await refusedWith('stale_revision', acme.tools.remove('git', { ifVersion: versionOf(tool) }))
      await acme.tools.remove('git', { ifVersion: versionOf(await acme.tools.get('git')) })
      await refusedWith('invalid_input', acme.propose({ kind: 'company.pause', input: {} }, { ifVersion: versionOf(tool) }))
    })

    on('is answered again by its key, whatever changed since; and the board is asked only about what was read', async house => {
      const { acme, paperclip } = await house.found(), note = await acme.notes.write({ body: 'One' }), ifVersion = versionOf(note)
      const first = await acme.notes.update(note.id, { body: 'Two' }, { ifVersion, key: 'k' })
      assert.deepEqual(await acme.notes.update(note.id, { body: 'Two' }, { ifVersion, key: 'k' }), first)
      const role = await acme.roles.set({ slug: 'writer' })
      await acme.roles.set({ slug: 'writer', title: 'Writes' })
      await acme.members.set({ id: 'olga', level: 'owner' })
      await acme.update({ boardMinimum: 2 })
      await refusedWith('stale_revision', acme.propose({ kind: 'role.set', input: { slug: 'writer', title: 'Mine' } }, { ifVersion: versionOf(role) }))
      assert.deepEqual((await acme.approvals.list()).rows, [])
      like(await (await paperclip.as(operator('olga')).company('acme')).propose({ kind: 'role.set', input: { slug: 'writer', title: 'Mine' } }, { ifVersion: versionOf(await acme.roles.get('writer')) }), { kind: 'waiting' })
    })

    on('hears nothing of how it stands from whoever may not make it', async house => {
      const { acme, paperclip } = await house.found()
      await acme.members.set({ id: 'viktor', level: 'viewer' })
      const viewer = await paperclip.as(operator('viktor')).company('acme')
      const goal = await acme.goals.set({ title: 'Grow' })
      await refusedWith('forbidden', viewer.goals.update(goal.id, { title: 'Mine' }, { ifVersion: 'wrong' }))
      const agent = await acme.agents.hire({ ...scripted('dev', 'rest'), status: 'draft' })
      await acme.agents.configure('dev', { name: 'Dev', ifRevision: agent.revision })
      await refusedWith('stale_revision', acme.agents.configure('dev', { name: 'Late', ifRevision: agent.revision }))
    })
  })
}
