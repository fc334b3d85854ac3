import assert from 'node:assert/strict'
import type { CompanyHandle } from '../../company.ts'
import type { TaskStatus } from '../../domain/task.ts'
import { scripted } from '../trial.ts'
import type { House, Topic } from './opened-company.ts'
import { allRefusedWith, done, finishes, Gate, HOUR, like, MINUTE, refusedWith, SECOND, type Job } from './steps.ts'

const LOCAL = { operator: 'operator:local' }

/** How an operator's task of each status comes about. */
const REACH: Readonly<Record<TaskStatus, (acme: CompanyHandle, house: House) => Promise<unknown>>> = {
  backlog: acme => acme.tasks.create({ title: 'T', assignee: LOCAL, status: 'backlog' }),
  todo: acme => acme.tasks.create({ title: 'T', assignee: LOCAL }),
  in_progress: async (acme, house) => { await REACH.todo(acme, house); await acme.tasks.take('ACME-1') },
  in_review: async (acme, { clock }) => {
    await acme.agents.hire(scripted('dev', 'work'))
    await acme.tasks.create({ title: 'T', assignee: 'dev', reviewer: 'qa' })
    await clock.advance(SECOND)
    await acme.tasks.assign('ACME-1', { assignee: LOCAL })
  },
  blocked: async (acme, house) => { await REACH.todo(acme, house); await acme.tasks.block('ACME-1', { reason: 'no key' }) },
  done: async (acme, house) => { await REACH.todo(acme, house); await acme.tasks.finish('ACME-1') },
  cancelled: async (acme, house) => { await REACH.todo(acme, house); await acme.tasks.cancel('ACME-1') },
}

const DEEDS = {
  plan: acme => acme.tasks.update('ACME-1', { status: 'backlog' }),
  ready: acme => acme.tasks.update('ACME-1', { status: 'todo' }),
  take: acme => acme.tasks.take('ACME-1'),
  release: acme => acme.tasks.release('ACME-1'),
  finish: acme => acme.tasks.finish('ACME-1', 'Done.'),
  accept: acme => acme.tasks.review('ACME-1', { verdict: 'accept' }),
  send_back: acme => acme.tasks.review('ACME-1', { verdict: 'send_back' }),
  block: acme => acme.tasks.block('ACME-1', { reason: 'no key' }),
  unblock: acme => acme.tasks.unblock('ACME-1'),
  cancel: acme => acme.tasks.cancel('ACME-1'),
  reopen: acme => acme.tasks.reopen('ACME-1'),
} satisfies Record<string, (acme: CompanyHandle) => Promise<unknown>>
type Deed = keyof typeof DEEDS

/** Where each deed leads from each status; all others are refused. To set the status a task has changes nothing. */
const ALLOWED: Readonly<Record<TaskStatus, Partial<Record<Deed, TaskStatus>>>> = {
  backlog: { plan: 'backlog', ready: 'todo', block: 'blocked', cancel: 'cancelled' },
  todo: { plan: 'backlog', ready: 'todo', take: 'in_progress', finish: 'done', block: 'blocked', cancel: 'cancelled' },
  in_progress: { take: 'in_progress', release: 'todo', finish: 'done', block: 'blocked', cancel: 'cancelled' },
  in_review: { accept: 'done', send_back: 'todo', cancel: 'cancelled' },
  blocked: { plan: 'backlog', unblock: 'todo', cancel: 'cancelled' },
  done: { reopen: 'todo' },
  cancelled: { reopen: 'todo' },
}

const deedsOf = (from: TaskStatus): [Deed, TaskStatus | undefined][] => Object.keys(DEEDS).map(name => [name as Deed, ALLOWED[from][name as Deed]])

export function tasks({ describe, on }: Topic): void {
  describe('tasks', () => {
    on('are numbered in order under the prefix of the company, and found by it', async house => {
      const { acme } = await house.found()
      await Promise.all(Array.from({ length: 12 }, (_, n) => acme.tasks.create({ title: `Task ${n}` })))
      assert.deepEqual((await acme.tasks.list()).rows.map(({ identifier }) => identifier), Array.from({ length: 12 }, (_, n) => `ACME-${n + 1}`))
      assert.equal((await acme.tasks.get('acme-7')).number, 7)
      await refusedWith('not_found', acme.tasks.get('ACME-13'))
    })

    for (const from of Object.keys(ALLOWED) as TaskStatus[]) {
      on(`go on from "${from}" as the table says, and nowhere else`, async house => {
        for (const [deed, to] of deedsOf(from)) {
          const { paperclip } = house.nodes[0] ?? await house.run({ work: finishes })
          const acme = await paperclip.found({ slug: `c-${deed.replace('_', '-')}`, prefix: 'ACME' })
          await acme.roles.set({ slug: 'worker' })
          await acme.agents.hire({ ...scripted('qa', 'rest'), status: 'draft' })
          await REACH[from](acme, house)
          if (to === undefined) await refusedWith('wrong_state', DEEDS[deed](acme))
          else await DEEDS[deed](acme)
          assert.equal((await acme.tasks.get('ACME-1')).status, to ?? from, `${deed} from ${from}`)
        }
      })
    }

    on('are done when an operator says so, whoever reviews them', async house => {
      const { acme } = await house.found()
      await acme.agents.hire({ ...scripted('qa', 'rest'), status: 'draft' })
      await acme.tasks.create({ title: 'T', assignee: LOCAL, reviewer: 'qa' })
      like(await acme.tasks.finish('ACME-1', 'I say so.'), { status: 'done', result: 'I say so.' })
    })

    on('refuse what they do not know, and a reviewer who is the assignee', async house => {
      const { acme } = await house.found()
      await acme.agents.hire(scripted('dev', 'rest'))
      await refusedWith('not_found', acme.tasks.create({ title: 'T', assignee: 'nobody' }))
      await refusedWith('not_found', acme.tasks.create({ title: 'T', assignee: { operator: 'stranger' } }))
      await refusedWith('not_found', acme.tasks.create({ title: 'T', project: 'none' }))
      await refusedWith('invalid_input', acme.tasks.create({ title: '  ' }))
      await refusedWith('wrong_state', acme.tasks.create({ title: 'T', assignee: 'dev', reviewer: 'dev' }))
      await acme.tasks.create({ title: 'T', assignee: 'dev', status: 'backlog' })
      await refusedWith('wrong_state', acme.tasks.assign('ACME-1', { reviewer: 'dev' }))
      assert.equal((await acme.tasks.list()).rows.length, 1)
    })

    on('belong to the project and goal of their parent, and tell why they exist', async house => {
      const { acme } = await house.found()
      const top = await acme.goals.set({ title: 'Be loved' }), goal = await acme.goals.set({ title: 'Ship the app', parent: top.id })
      await acme.projects.set({ slug: 'app', name: 'The app', goal: goal.id })
      await acme.tasks.create({ title: 'Login', project: 'app' })
      await acme.tasks.create({ title: 'Form', parent: 'ACME-1' })
      await acme.tasks.create({ title: 'Button', parent: 'ACME-2' })
      like(await acme.tasks.get('ACME-3'), { projectId: (await acme.projects.get('app')).id })
      assert.deepEqual((await acme.tasks.why('ACME-3')).map(({ kind, title }) => `${kind}: ${title}`), [
        'task: ACME-2 Form', 'task: ACME-1 Login', 'project: The app', 'goal: Ship the app', 'goal: Be loved', 'mission: Make the best widgets.',
      ])
    })

    on('are not begun before their time, and wake their assignee then', async house => {
      const { acme, clock, adapter } = await house.run({ work: finishes })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Later', assignee: 'dev', notBefore: new Date(clock.now().getTime() + 3 * HOUR + 7 * SECOND) })
      await clock.advance(3 * HOUR)
      assert.equal(adapter.jobs.length, 0)
      await clock.advance(8 * SECOND)
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
    })

    on('in hand of a run cannot be done by another agent, nor taken by an operator', async house => {
      const gate = new Gate()
      const other: string[] = []
      const { acme, clock } = await house.run({
        work: async job => { await gate.pass(); return finishes(job) },
        meddle: async ({ desk }) => {
          other.push(...await allRefusedWith('forbidden', [desk.take({ task: 'ACME-1' }), desk.finish({ task: 'ACME-1', result: '' }), desk.release({ task: 'ACME-1' }), desk.block({ task: 'ACME-1', reason: 'x' })]))
          return done()
        },
      })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.agents.hire(scripted('rival', 'meddle'))
      await acme.tasks.create({ title: 'Mine', assignee: 'dev' })
      await clock.advance(SECOND)
      const run = (await acme.runs.list()).rows[0]
      like(await acme.tasks.get('ACME-1'), { status: 'in_progress', checkoutRunId: run?.id, checkoutFence: run?.fence })
      await refusedWith('forbidden', acme.tasks.take('ACME-1'))
      await acme.agents.wake('rival')
      await clock.advance(SECOND)
      assert.equal(other.length, 4)
      gate.open()
      await clock.advance(SECOND)
      like(await acme.tasks.get('ACME-1'), { status: 'done', checkoutRunId: null, checkoutFence: null })
    })

    on('are lost to a run when somebody else is given them', async house => {
      const gate = new Gate()
      const { acme, clock } = await house.run({
        work: async ({ desk, brief }) => {
          await gate.pass()
          await refusedWith('forbidden', desk.finish({ task: brief.focus?.identifier ?? '', result: '' }))
          return done()
        },
        other: finishes,
      })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.agents.hire(scripted('other', 'other'))
      await acme.tasks.create({ title: 'Moves', assignee: 'dev' })
      await clock.advance(SECOND)
      await acme.tasks.assign('ACME-1', { assignee: 'other' })
      gate.open()
      await clock.advance(SECOND)
      like(await acme.tasks.get('ACME-1'), { status: 'done', assigneeId: (await acme.agents.get('other')).id })
    })

    on('bind a run by the first it takes: another goal or project is refused, the same one is not', async house => {
      const seen: string[] = []
      const { acme, clock } = await house.run({
        work: async ({ desk, brief }: Job) => {
          if (brief.focus) return done()
          await desk.delegate({ title: 'First', assignee: 'dev', project: 'one' })
          await desk.delegate({ title: 'Same', assignee: 'dev', project: 'one' })
          await desk.delegate({ title: 'Other', assignee: 'dev', project: 'two' })
          for (const task of ['ACME-1', 'ACME-2']) seen.push((await desk.take({ task })).status)
          seen.push(await refusedWith('other_focus', desk.take({ task: 'ACME-3' })))
          return done()
        },
      })
      await acme.roles.set({ slug: 'worker', permissions: { 'task.create': 'team' } })
      await acme.agents.hire(scripted('dev', 'work'))
      for (const slug of ['one', 'two']) await acme.projects.set({ slug, lead: 'dev' })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like(seen, ['in_progress', 'in_progress', /ACME-3 belongs to another project/])
      like((await acme.runs.list()).rows[0], { taskId: (await acme.tasks.get('ACME-1')).id, projectId: (await acme.projects.get('one')).id })
      await clock.advance(MINUTE)
    })
  })
}
