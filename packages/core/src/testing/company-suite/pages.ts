import assert from 'node:assert/strict'
import type { Desk } from '../../ports/desk.ts'
import type { Page, PageQuery } from '../../ports/store.ts'
import { scripted } from '../trial.ts'
import type { Topic } from './opened-company.ts'
import { allRefusedWith, done, like, refusedWith, SECOND, type Job } from './steps.ts'

type List = (page: PageQuery) => Promise<Page<unknown>>

/** Every row of a list, so many at a time. */
async function walked(list: List, limit: number): Promise<unknown[]> {
  const rows: unknown[] = []
  let after: string | null = null
  do {
    const page: Page<unknown> = await list({ after, limit })
    assert.ok(page.rows.length <= limit)
    rows.push(...page.rows)
    after = page.next
  } while (after !== null)
  return rows
}

const NUMBERS = ['One', 'Two', 'Three', 'Four', 'Five']

export function pages({ describe, on }: Topic): void {
  describe('a page of what belongs to something', () => {
    on('holds as many rows as asked for, and leads on to the others, whatever it is of', async house => {
      const { acme, paperclip } = await house.run({ rest: async () => done() })
      await acme.agents.hire({ ...scripted('dev', 'rest'), status: 'draft' })
      const { id: task } = await acme.tasks.create({ title: 'Build', assignee: 'dev', status: 'backlog' })
      for (const [at, body] of NUMBERS.entries()) {
        await acme.messages.say({ task, body })
        await acme.messages.say({ to: 'dev', body })
        await acme.agents.review('dev', { body })
        await acme.agents.configure('dev', { instructions: body })
        await acme.documents.write(task, { key: body.toLowerCase(), body })
        await acme.documents.write(task, at === 0 ? { key: 'plan', body } : { key: 'plan', body, base: at })
        await acme.skills.set({ slug: 'writing', description: body, files: { 'SKILL.md': `---\nname: writing\ndescription: ${body}\n---\n${body}` } })
        await acme.notes.write({ body: `Word ${body}` })
        await acme.members.set({ id: `operator:${at}`, level: 'viewer' })
        await acme.invitations.create({ level: 'viewer' })
        await paperclip.access.inviteOwner()
        await acme.tasks.create({ title: body })
      }
      await acme.tasks.block(task, { blockedBy: ['ACME-2', 'ACME-3', 'ACME-4', 'ACME-5', 'ACME-6'] })
      const lists: Record<string, List> = {
        thread: page => acme.tasks.thread(task, page), blockers: page => acme.tasks.blockers(task, page), inbox: page => acme.agents.inbox('dev', page), reviews: page => acme.agents.reviews('dev', page),
        revisions: page => acme.agents.revisions('dev', page), documents: page => acme.documents.list(task, page), texts: page => acme.documents.revisions(task, 'plan', page), versions: page => acme.skills.versions('writing', page),
        notes: page => acme.notes.search('word', page), members: page => acme.members.list(page), invitations: page => acme.invitations.list(page), owners: page => paperclip.access.invitations(page),
      }
      for (const [name, list] of Object.entries(lists)) {
        const { rows, next } = await list({})
        assert.equal(next, null, name)
        assert.ok(rows.length >= 5, name)
        for (const limit of [1, 2, 5]) assert.deepEqual(await walked(list, limit), rows, `${name} by ${limit}`)
        await allRefusedWith('invalid_input', [list({ after: 'nonsense' }), list({ limit: 0 }), list({ limit: 501 })])
      }
      like((await acme.tasks.thread(task, { direction: 'down', limit: 2 })).rows, [{ body: 'Five' }, { body: 'Four' }])
      like((await acme.agents.revisions('dev', { direction: 'down', limit: 1 })).rows, [{ number: 6 }])
      await refusedWith('not_found', acme.tasks.thread('ACME-99', { limit: 1 }))
    })

    on('of a long thread holds a hundred messages unless said', async house => {
      const { acme } = await house.found()
      const { id } = await acme.tasks.create({ title: 'Talk' })
      for (let n = 0; n < 101; n++) await acme.messages.say({ task: id, body: `Message ${n}` })
      const first = await acme.tasks.thread(id)
      assert.equal(first.rows.length, 100)
      like(await acme.tasks.thread(id, { after: first.next }), { rows: [{ body: 'Message 100' }], next: null })
    })

    on('goes past invitations that lead nowhere any more', async house => {
      const { acme } = await house.found()
      const made: string[] = []
      for (let n = 0; n < 6; n++) made.push((await acme.invitations.create()).invitation.id)
      for (const id of made.slice(0, 3)) await acme.invitations.revoke(id)
      const first = await acme.invitations.list({ limit: 2 })
      assert.deepEqual(first.rows.map(({ id }) => id), made.slice(3, 5))
      like(await acme.invitations.list({ after: first.next, limit: 2 }), { rows: [{ id: made[5] }], next: null })
    })
  })

  describe('a page of an agent\'s desk', () => {
    on('leads through its inbox up to where its run began, and through what it has in hand, before what it has to do', async house => {
      const told: Record<string, unknown> = {}, failures: unknown[] = []
      const look = async (desk: Desk) => {
        await acme.messages.say({ to: 'dev', body: 'Too late for this run.' })
        await desk.take({ task: 'ACME-4' })
        const lists: Record<string, List> = {
          inbox: page => desk.inbox(page), tasks: page => desk.tasks(page), assigned: page => desk.assigned({ status: 'todo', ...page }), recall: page => desk.recall({ text: 'word', ...page }),
          colleagues: page => desk.colleagues(page), thread: page => desk.thread({ task: 'ACME-2', ...page }),
        }
        for (const [name, list] of Object.entries(lists)) {
          const { rows } = await list({ limit: 50 })
          told[name] = rows
          assert.deepEqual(await walked(list, 1), rows, name)
        }
        for (const page of [{ limit: 0 }, { limit: 501 }, { after: 'nonsense' }]) await allRefusedWith('invalid_input', [desk.inbox(page), desk.tasks(page)])
      }
      const { acme, clock } = await house.run({ work: async ({ desk }: Job) => { await look(desk).catch((error: unknown) => failures.push(error)); return done() }, rest: async () => done() })
      await acme.agents.hire({ ...scripted('dev', 'work'), status: 'draft' })
      await acme.agents.hire({ ...scripted('peer', 'rest'), status: 'draft' })
      for (const title of ['One', 'Two', 'Three', 'Four']) await acme.tasks.create({ title, assignee: 'dev', status: 'backlog' })
      for (const body of NUMBERS) {
        await acme.messages.say({ to: 'dev', body })
        await acme.messages.say({ task: 'ACME-2', body })
        await acme.notes.write({ body: `Word ${body}` })
        await acme.notes.write({ agent: 'dev', body: `Own word ${body}` })
      }
      await acme.agents.activate('dev')
      for (const task of ['ACME-1', 'ACME-2', 'ACME-3', 'ACME-4']) await acme.tasks.update(task, { status: 'todo' })
      await clock.advance(SECOND)
      assert.deepEqual(failures, [])
      like(told['tasks'], [{ identifier: 'ACME-1' }, { identifier: 'ACME-4' }, { identifier: 'ACME-2' }, { identifier: 'ACME-3' }])
      like(told['assigned'], [{ identifier: 'ACME-3' }, { identifier: 'ACME-2' }])
      assert.deepEqual([told['recall'], told['colleagues'], told['thread']].map(rows => (rows as unknown[]).length), [10, 2, 5])
      assert.ok(!JSON.stringify(told['inbox']).includes('Too late'))
    })
  })
}
