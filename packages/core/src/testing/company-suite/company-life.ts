import assert from 'node:assert/strict'
import { PaperclipError } from '../../domain/error.ts'
import { scripted } from '../trial.ts'
import { altered } from './altered-store.ts'
import { everyPage, recordsOf } from './house-rules.ts'
import { stopped, type House, type Topic } from './opened-company.ts'
import { allRefusedWith, done, finishes, Gate, HOUR, inTurn, like, MINUTE, only, refusedWith, SECOND, toldToEnd } from './steps.ts'

const operator = (id: string) => ({ kind: 'operator', id }) as const
const keepersOf = (house: House) => house.store.keepers ?? assert.fail('this store brings no keepers')

export function companyLife({ describe, on }: Topic): void {
  describe('a company that is paused', () => {
    on('lets runs come to their end and begins none; resumed it has lost no work', async house => {
      const gate = new Gate()
      const trial = await house.run({ work: inTurn(async job => { await gate.pass(); return finishes(job) }, finishes) })
      const { acme, clock, adapter } = trial
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'One', assignee: 'dev' })
      await clock.advance(SECOND)
      like(await acme.pause('Holiday.'), { status: 'paused' })
      await acme.tasks.create({ title: 'Two', assignee: 'dev' })
      await acme.agents.wake('dev')
      gate.open()
      await clock.advance(2 * HOUR)
      like(only((await acme.runs.list()).rows), { status: 'succeeded' })
      like((await acme.tasks.list()).rows, [{ status: 'done' }, { status: 'todo' }])
      await stopped(trial.paperclip, clock)
      await house.another(trial).start()
      await clock.advance(2 * HOUR)
      assert.equal(adapter.jobs.length, 1)
      like(await acme.resume(), { status: 'active' })
      like(await acme.check(), { ok: true })
      await clock.advance(MINUTE)
      like((await acme.tasks.list()).rows, [{ status: 'done' }, { status: 'done' }])
    })

    on('again stays as it is, without a record', async house => {
      const { acme } = await house.found()
      await acme.pause()
      const before = (await recordsOf(acme)).length
      like([await acme.pause(), await acme.stopEverything()], [{ status: 'paused' }, { status: 'paused' }])
      assert.equal((await recordsOf(acme)).length, before)
    })
  })

  describe('a company that is stopped', () => {
    on('ends what runs here and what runs elsewhere, begins nothing, and goes on with all its work when it is resumed', async house => {
      const cancelled: unknown[] = [], aborted: unknown[] = []
      const trial = await house.run({
        local: inTurn(async ({ signal }) => { await toldToEnd(signal); aborted.push(signal.reason); return done() }, finishes),
        remote: inTurn(async () => ({ kind: 'deferred', until: new Date(house.clock.now().getTime() + 5 * HOUR), handle: { job: 7 } }), finishes),
      }, { adapter: { cancel: async handle => void cancelled.push(handle) } })
      const { acme, clock, adapter } = trial
      for (const slug of ['local', 'remote']) {
        await acme.agents.hire({ ...scripted(slug, slug), budget: { limit: '$5' } })
        await acme.tasks.create({ title: slug, assignee: slug })
      }
      await clock.advance(SECOND)
      like(await acme.stopEverything('Fire.'), { status: 'paused' })
      await clock.advance(SECOND)
      like((await acme.runs.list()).rows, [{ reserved: 0, cancelReason: 'Fire.' }, { status: 'cancelled', reserved: 0 }])
      assert.deepEqual([aborted.length, cancelled], [1, [{ job: 7 }]])
      await clock.advance(8 * HOUR)
      assert.equal(adapter.jobs.length, 2)
      await acme.resume()
      like(await acme.check(), { ok: true })
      await clock.advance(2 * HOUR)
      like((await acme.tasks.list()).rows, [{ status: 'done' }, { status: 'done' }])
      like((await acme.agents.standing('local')), { failures: 0 })
    })

    on('is stopped on every node, within the time of a lease', async house => {
      const trial = await house.run({ work: async ({ signal }) => { await toldToEnd(signal); return done() } })
      const { acme, clock } = trial
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      await (await house.another(trial).company('acme')).stopEverything()
      await clock.advance(30 * SECOND)
      like(only((await acme.runs.list()).rows), { status: /succeeded|cancelled/, reserved: 0 })
    })

    on('is each of those in which one has a say, and no other', async house => {
      const { paperclip } = await house.found()
      const mine = await paperclip.found({ slug: 'mine' }), asViewer = await paperclip.found({ slug: 'viewed' }), asOperator = await paperclip.found({ slug: 'operated' })
      const gone = await paperclip.found({ slug: 'gone' })
      for (const company of [mine, gone]) await company.members.set({ id: 'olga', level: 'owner' })
      await asViewer.members.set({ id: 'olga', level: 'viewer' })
      await asOperator.members.set({ id: 'olga', level: 'operator' })
      await gone.archive()
      assert.deepEqual((await paperclip.as(operator('olga')).stopEverything('Fire.')).map(({ slug, status }) => [slug, status]), [['mine', 'paused'], ['operated', 'paused']])
      assert.deepEqual((await everyPage(after => paperclip.companies({ after }))).map(({ slug, status }) => [slug, status]), [['acme', 'active'], ['mine', 'paused'], ['viewed', 'active'], ['operated', 'paused'], ['gone', 'archived']])
      assert.deepEqual(await paperclip.as(operator('nobody')).stopEverything(), [])
    })

    on('is stopped even if another one cannot be reached', async house => {
      const trial = await house.found()
      await trial.paperclip.found({ slug: 'beta' })
      const broken = altered(house.store, { transact: (company, work) => (company === trial.acme.id ? Promise.reject(new PaperclipError('unavailable', 'It is away.')) : house.store.transact(company, work)), keepers: keepersOf(house) })
      await house.another(trial, { store: broken }).stopEverything().catch(() => {})
      like(await (await trial.paperclip.company('beta')).get(), { status: 'paused' })
    })
  })

  describe('a company that is put away', () => {
    on('has no run in hand, can be read, and resumed', async house => {
      const gate = new Gate()
      const { acme, clock } = await house.run({ work: async job => { await gate.pass(); return finishes(job) } })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'One', assignee: 'dev' })
      await clock.advance(SECOND)
      assert.match(await refusedWith('wrong_state', acme.archive()), /still in hand.*[Ss]top everything/)
      like(await acme.get(), { status: 'active' })
      gate.open()
      await clock.advance(SECOND)
      like(await acme.archive(), { status: 'archived' })
      await allRefusedWith('forbidden', [acme.pause(), acme.stopEverything(), acme.tasks.create({ title: 'T' }), acme.agents.hire(scripted('late', 'work'))])
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
      await acme.resume()
      await acme.tasks.create({ title: 'Two', assignee: 'dev' })
      await clock.advance(MINUTE)
      like(await acme.tasks.get('ACME-2'), { status: 'done' })
    })
  })

  describe('the life of a company', () => {
    on('is not in the hands of viewers or agents, and its end not in those of operators', async house => {
      const outcomes: string[] = []
      const { acme, clock, paperclip } = await house.run({ work: async ({ desk }) => {
        for (const kind of ['company.pause', 'company.stop', 'company.resume', 'company.archive', 'company.delete'] as const) outcomes.push(await desk.propose({ kind, input: {} }).then(({ kind: how }) => how, (error: unknown) => String(Reflect.get(Object(error), 'code'))))
        return done()
      } })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      assert.deepEqual(outcomes, ['forbidden', 'forbidden', 'forbidden', 'forbidden', 'invalid_input'])
      for (const level of ['viewer', 'operator'] as const) await acme.members.set({ id: level, level })
      const viewer = await paperclip.as(operator('viewer')).company('acme'), op = await paperclip.as(operator('operator')).company('acme')
      await allRefusedWith('forbidden', [viewer.pause(), viewer.stopEverything(), viewer.resume(), viewer.archive(), op.archive()])
      like([await op.pause(), await op.resume(), await op.stopEverything()], [{ status: 'paused' }, { status: 'active' }, { status: 'paused' }])
    })

    on('is ended and resumed by two of the board where it takes two; anybody with a say stops it alone', async house => {
      const { acme, paperclip } = await house.found()
      await acme.members.set({ id: 'olga', level: 'owner' })
      await acme.update({ boardMinimum: 2 })
      like(await acme.stopEverything(), { status: 'paused' })
      await allRefusedWith('needs_approval', [acme.resume(), acme.archive()])
      await acme.propose({ kind: 'company.archive', input: {} })
      const { id } = only((await acme.approvals.list()).rows)
      await refusedWith('forbidden', acme.approvals.approve(id))
      await (await paperclip.as(operator('olga')).company('acme')).approvals.approve(id)
      like(await acme.get(), { status: 'archived' })
    })
  })
}
