import assert from 'node:assert/strict'
import { scripted } from '../trial.ts'
import { stopped, type House, type Topic } from './opened-company.ts'
import { done, Gate, like, only, refusedWith, SECOND, type Job } from './steps.ts'

const codeOf = (deed: Promise<unknown>): Promise<string> => deed.then(() => 'done', (error: unknown) => String(Reflect.get(Object(error), 'reason') ?? Reflect.get(Object(error), 'code')))

/** boss → dev, boss2 → reviewer, a stranger, a creator; ACME-1 is the dev's, reviewed by the reviewer, made by the creator. Each does `step` when it wakes. */
async function household(house: House, step: (job: Job) => Promise<unknown>) {
  const trial = await house.run({ work: async job => { await step(job); return done() }, create: async ({ desk }) => { await desk.propose({ kind: 'task.create', input: { title: 'Write', assignee: 'dev', reviewer: 'reviewer', status: 'backlog' } }); return done() } })
  const { acme, clock } = trial
  await acme.roles.set({ slug: 'creator', permissions: { 'task.create': 'company' } })
  await acme.roles.set({ slug: 'manager', permissions: { 'task.manage': 'reports' } })
  await acme.agents.hire({ ...scripted('boss', 'work'), role: 'manager' })
  await acme.agents.hire({ ...scripted('dev', 'work'), reportsTo: 'boss' })
  await acme.agents.hire({ ...scripted('junior', 'work'), reportsTo: 'dev' })
  for (const slug of ['reviewer', 'stranger']) await acme.agents.hire(scripted(slug, 'work'))
  await acme.agents.hire({ ...scripted('creator', 'create'), role: 'creator' })
  await acme.agents.wake('creator')
  await clock.advance(SECOND)
  await acme.agents.configure('creator', { adapter: scripted('creator', 'work').adapter })
  like(only((await acme.tasks.list()).rows), { identifier: 'ACME-1', createdByKind: 'agent' })
  return trial
}

export function documents({ describe, on }: Topic): void {
  reachedThroughAChild({ describe, on })
  describe('a document', () => {
    on('keeps every revision, and each is written on the one that was read', async house => {
      const { acme } = await house.found()
      await acme.tasks.create({ title: 'T' })
      like(await acme.documents.write('ACME-1', { key: 'plan', body: 'One 🙂' }), { key: 'plan', title: 'plan', revision: 1 })
      like(await acme.documents.write('ACME-1', { key: 'plan', title: 'The plan', body: 'Two', base: 1 }), { title: 'The plan', revision: 2 })
      like(await acme.documents.write('ACME-1', { key: 'plan', body: '', base: 2 }), { title: 'The plan', revision: 3 })
      like(await acme.documents.read('ACME-1', 'plan'), { revision: 3, body: '', title: 'The plan' })
      like(await acme.documents.read('ACME-1', 'plan', 1), { revision: 1, body: 'One 🙂', title: 'plan' })
      like((await acme.documents.revisions('ACME-1', 'plan')).rows, [{ number: 1, authorKind: 'operator' }, { number: 2 }, { number: 3 }])
      await refusedWith('not_found', acme.documents.read('ACME-1', 'plan', 4))
      await refusedWith('not_found', acme.documents.read('ACME-1', 'none'))
    })

    on('that was changed since it was read is a conflict that says how to go on, and nothing is lost', async house => {
      const { acme } = await house.found()
      await acme.tasks.create({ title: 'T' })
      await acme.documents.write('ACME-1', { key: 'plan', body: 'One' })
      await acme.documents.write('ACME-1', { key: 'plan', body: 'Two', base: 1 })
      for (const base of [undefined, null, 1, 3, 99]) assert.match(await refusedWith('stale_revision', acme.documents.write('ACME-1', { key: 'plan', body: 'Mine', ...(base === undefined ? {} : { base }) })), /at revision 2.*"base": 2/)
      assert.match(await refusedWith('stale_revision', acme.documents.write('ACME-1', { key: 'new', body: 'x', base: 1 })), /no document "new"/)
      like((await acme.documents.list('ACME-1')).rows, [{ key: 'plan', revision: 2 }])
      like((await acme.documents.revisions('ACME-1', 'plan')).rows.map(({ body }) => body), ['One', 'Two'])
    })

    on('written by two agents at once is written by one; the other merges, and both texts stay', async house => {
      const gate = new Gate(), outcomes: string[] = []
      const { acme, clock } = await household(house, async ({ desk, agent }) => {
        const { revision } = await desk.read({ task: 'ACME-1', key: 'plan' })
        await gate.pass()
        const first = await codeOf(desk.write({ task: 'ACME-1', key: 'plan', body: `by ${agent.slug}`, base: revision }))
        outcomes.push(first)
        if (first === 'done') return
        const now = await desk.read({ task: 'ACME-1', key: 'plan' })
        await desk.write({ task: 'ACME-1', key: 'plan', body: `${now.body} and ${agent.slug}`, base: now.revision })
      })
      await acme.documents.write('ACME-1', { key: 'plan', body: 'Start' })
      for (const slug of ['dev', 'reviewer']) await acme.agents.wake(slug)
      await clock.advance(SECOND)
      gate.open()
      await clock.advance(SECOND)
      assert.deepEqual(outcomes.sort(), ['done', 'stale_revision'])
      const bodies = (await acme.documents.revisions('ACME-1', 'plan')).rows.map(({ body }) => body)
      assert.equal(bodies.length, 3)
      assert.match(bodies[2] ?? '', /^by (dev and reviewer|reviewer and dev)$/)
    })

    for (const [slug, may] of [['dev', 'done'], ['reviewer', 'done'], ['creator', 'done'], ['boss', 'done'], ['stranger', 'forbidden'], ['junior', 'forbidden']] as const) {
      on(`on a task is to ${slug} to read and write: ${may}`, async house => {
        const outcomes: string[] = []
        const { acme, clock } = await household(house, async ({ desk }) => {
          outcomes.push(await codeOf(desk.read({ task: 'ACME-1', key: 'plan' })), await codeOf(desk.write({ task: 'ACME-1', key: 'plan', body: 'Mine', base: 1 })), await codeOf(desk.write({ task: 'ACME-1', key: 'more', body: 'Mine' })))
        })
        await acme.documents.write('ACME-1', { key: 'plan', body: 'One' })
        await acme.agents.wake(slug)
        await clock.advance(SECOND)
        assert.deepEqual(outcomes, [may, may, may])
        like((await acme.documents.list('ACME-1')).rows, may === 'done' ? [{ revision: 2 }, { key: 'more' }] : [{ revision: 1 }])
        if (may === 'done') like((await acme.documents.revisions('ACME-1', 'plan')).rows[1], { authorKind: 'agent', authorId: (await acme.agents.get(slug)).id, runId: /^run/ })
      })
    }

    on('is in the brief of the task it lies on by its key, title and revision; its text is read when it is needed', async house => {
      const read: unknown[] = []
      const { acme, clock, adapter } = await house.run({ work: async ({ desk }) => { read.push(await desk.read({ key: 'plan' }), await desk.read({ key: 'plan', revision: 1 })); return done() } })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'T', assignee: 'dev', status: 'backlog' })
      await acme.documents.write('ACME-1', { key: 'plan', title: 'The plan', body: 'One' })
      await acme.documents.write('ACME-1', { key: 'plan', body: 'Two', base: 1 })
      await acme.tasks.update('ACME-1', { status: 'todo' } as never).catch(() => {})
      await acme.tasks.create({ title: 'U', assignee: 'dev' })
      await acme.documents.write('ACME-2', { key: 'plan', title: 'The plan', body: 'One' })
      await acme.documents.write('ACME-2', { key: 'plan', body: 'Two', base: 1 })
      await clock.advance(SECOND)
      const { focus } = adapter.jobs.find(({ brief }) => brief.focus !== null)?.brief ?? assert.fail()
      assert.deepEqual(focus?.documents.map(({ key, title, revision }) => ({ key, title, revision })), [{ key: 'plan', title: 'The plan', revision: 2 }])
      assert.ok(!JSON.stringify(focus?.documents).includes('Two'))
      like(read, [{ revision: 2, body: 'Two' }, { revision: 1, body: 'One' }])
    })

    on('counts as work on its task, and survives a new process', async house => {
      const trial = await house.run({ work: async ({ desk }) => { await desk.write({ key: 'plan', body: 'One' }); return done() } })
      const { acme, clock, paperclip } = trial
      await acme.agents.hire(scripted('dev', 'work'))
      const { id } = await acme.tasks.create({ title: 'T', assignee: 'dev' })
      await clock.advance(SECOND)
      like(only((await acme.runs.list()).rows).touched, [id])
      await stopped(paperclip, clock)
      like(await (await house.another(trial).company('acme')).documents.read('ACME-1', 'plan'), { body: 'One' })
    })

    on('is removed with all its revisions by whose task it is, and can be begun anew', async house => {
      const outcomes: string[] = []
      const { acme, clock } = await household(house, async ({ desk }) => { outcomes.push(await codeOf(desk.propose({ kind: 'document.remove', input: { task: 'ACME-1', key: 'plan' } }))) })
      await acme.documents.write('ACME-1', { key: 'plan', body: 'One' })
      for (const slug of ['stranger', 'junior', 'dev']) {
        await acme.agents.wake(slug)
        await clock.advance(SECOND)
      }
      assert.deepEqual(outcomes, ['forbidden', 'forbidden', 'done'])
      assert.deepEqual((await acme.documents.list('ACME-1')).rows, [])
      like(await acme.documents.write('ACME-1', { key: 'plan', body: 'Again' }), { revision: 1 })
      assert.equal((await acme.documents.revisions('ACME-1', 'plan')).rows.length, 1)
    })

    on('has a key that is a slug, a body that every store can hold, and at most a million characters', async house => {
      const { acme } = await house.found()
      await acme.tasks.create({ title: 'T' })
      for (const wrong of [{ key: '../x', body: 'x' }, { key: 'A', body: 'x' }, { key: 'a', body: 'x\0' }, { key: 'a', body: '\ud800' }, { key: 'a', body: 'x'.repeat(1_000_001) }, { key: 'a', body: 'x', title: ' ' }, { key: 'a', body: 'x', base: 0 }]) await refusedWith('invalid_input', acme.documents.write('ACME-1', wrong))
      await acme.documents.write('ACME-1', { key: 'a', body: 'x'.repeat(1_000_000) })
      await refusedWith('not_found', acme.documents.write('ACME-9', { key: 'a', body: 'x' }))
    })
  })
}

/** Somebody else's task is not opened by putting work of one's own under it. */
function reachedThroughAChild({ describe, on }: Pick<Topic, 'describe' | 'on'>): void {
  describe('the papers of a task of others', () => {
    on('T1: are not reached by an agent that puts work of its own under it', async house => {
      const outcomes: string[] = []
      const { acme, clock } = await house.run({ work: async ({ desk }) => {
        outcomes.push(await codeOf(desk.delegate({ title: 'Mine', assignee: 'eve', parent: 'ACME-1' })), await codeOf(desk.read({ task: 'ACME-1', key: 'plan' })))
        return done()
      } })
      await acme.agents.hire(scripted('eve', 'work'))
      await acme.tasks.create({ title: 'Of the board' })
      await acme.documents.write('ACME-1', { key: 'plan', body: 'For the board only.' })
      await acme.agents.wake('eve')
      await clock.advance(SECOND)
      assert.deepEqual(outcomes, ['forbidden', 'forbidden'])
    })
  })
}
