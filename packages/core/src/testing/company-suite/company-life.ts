import assert from 'node:assert/strict'
import { canonical } from '../../policy/canonical.ts'
import { plain } from '../../policy/plain.ts'
import { PaperclipError } from '../../domain/error.ts'
import { scripted, type Trial } from '../trial.ts'
import { altered } from './altered-store.ts'
import { everyRow } from './every-row.ts'
import { everyPage, recordsOf } from './house-rules.ts'
import { stopped, type House, type Topic } from './opened-company.ts'
import { allRefusedWith, done, finishes, Gate, HOUR, inTurn, like, MINUTE, only, refusedWith, SECOND, toldToEnd } from './steps.ts'

const operator = (id: string) => ({ kind: 'operator', id }) as const
const keepersOf = (house: House) => house.store.keepers ?? assert.fail('this store brings no keepers')

/** A company with something of everything, which is put away. */
async function archived(house: House): Promise<Trial & { runId: string; sha256: string }> {
  const trial = await house.run({ work: async job => { job.log({ stream: 'stdout', level: 'info', text: 'I wrote this.' }); await job.desk.remember({ body: 'Remembered apples.' }); return finishes(job) } })
  const { acme, clock } = trial
  await acme.secrets.set({ slug: 'token', value: 'token-value-1' })
  await acme.skills.set({ slug: 'writing', description: 'Writing', files: { 'SKILL.md': '# Writing' } })
  await acme.agents.hire({ ...scripted('dev', 'work'), budget: { limit: '$5' } })
  await acme.routines.set({ slug: 'r', assignee: 'dev', every: '1h' })
  await acme.tasks.create({ title: 'Build', assignee: 'dev' }, { key: 'k' })
  await acme.documents.write('ACME-1', { key: 'plan', body: 'Plan' })
  const { sha256 } = await acme.artifacts.attach('ACME-1', { name: 'a', body: Buffer.from('bytes') })
  await clock.advance(2 * SECOND)
  await acme.archive()
  return { ...trial, runId: only((await acme.runs.list()).rows).id, sha256 }
}

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
      await allRefusedWith('wrong_state', [acme.pause(), acme.stopEverything()])
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
      await acme.resume()
      await acme.tasks.create({ title: 'Two', assignee: 'dev' })
      await clock.advance(MINUTE)
      like(await acme.tasks.get('ACME-2'), { status: 'done' })
    })
  })

  describe('a company that is deleted', () => {
    on('was put away before, by an owner who says which', async house => {
      const { acme, paperclip } = await house.found()
      await refusedWith('wrong_state', acme.delete({ confirm: 'acme' }))
      await acme.archive()
      for (const confirm of ['', 'Acme', 'acme ', acme.id, 'other']) assert.match(await refusedWith('invalid_input', acme.delete({ confirm })), /must be "acme"/)
      for (const level of ['viewer', 'operator'] as const) {
        await acme.members.set({ id: level, level })
        await refusedWith('forbidden', (await paperclip.as(operator(level)).company('acme')).delete({ confirm: 'acme' }))
      }
      await acme.members.set({ id: 'olga', level: 'owner' })
      const stranger = await paperclip.as(operator('olga')).company('acme')
      await acme.members.set({ id: 'olga', level: null })
      await refusedWith('not_found', stranger.delete({ confirm: 'acme' }))
      like(await acme.get(), { status: 'archived' })
      const refused = (await recordsOf(acme)).filter(({ action }) => action === 'company.delete.refused')
      assert.deepEqual(refused.map(({ actorId }) => actorId), ['viewer', 'operator', 'olga'], 'each attempt stands in the log, as those of every other act')
    })

    on('G06: leaves nothing that can be read: no row, no bytes, no log, no name; and its slug is free', async house => {
      const { acme, paperclip, runId, sha256 } = await archived(house)
      const { blobs, logs } = keepersOf(house)
      assert.ok(await blobs.has(acme.id, sha256) && (await logs.read(acme.id, runId)).length > 0)
      await acme.delete({ confirm: 'acme' })
      const left = [...await everyRow(house.store, acme.id)].filter(([, rows]) => rows.length > 0).map(([noun]) => noun)
      assert.deepEqual(left, [])
      assert.deepEqual(await house.store.read(acme.id, view => view.search('note', { text: 'apples' })), [])
      assert.deepEqual([await blobs.has(acme.id, sha256), await blobs.get(acme.id, sha256), await logs.read(acme.id, runId)], [false, undefined, []])
      assert.equal(await house.store.instance.company('acme'), undefined)
      await allRefusedWith('not_found', [acme.get(), acme.tasks.list(), acme.tasks.get('ACME-1'), acme.runs.log(runId), acme.resume(), paperclip.company('acme'), paperclip.company(acme.id), acme.secrets.set({ slug: 'token', value: 'token-value-1' }), acme.tasks.create({ title: 'T' }, { key: 'k' })])
      assert.deepEqual([...await everyRow(house.store, acme.id)].filter(([, rows]) => rows.length > 0).map(([noun]) => noun), [], 'and no deed after its end leaves anything')
      const again = await paperclip.found({ slug: 'acme' })
      assert.notEqual(again.id, acme.id)
      assert.deepEqual((await again.tasks.list()).rows, [])
      like(await again.tasks.create({ title: 'T' }, { key: 'k' }), { number: 1 })
    })

    on('leaves a tombstone: who ended it, where its log stood, signed by this installation', async house => {
      const { acme, paperclip, clock } = await archived(house)
      const before = (await recordsOf(acme)).at(-1) ?? assert.fail()
      const tombstone = await acme.delete({ confirm: 'acme' })
      like(tombstone, { id: acme.id, slug: 'acme', name: 'Acme', deletedAt: clock.now(), deletedById: 'operator:local', seq: before.seq + 1, hash: /^[0-9a-f]{64}$/ })
      assert.notEqual(tombstone.hash, before.hash)
      const { signature, ...unsigned } = tombstone
      assert.equal(await keepersOf(house).vault.sign(canonical(plain(unsigned))), signature)
      assert.notEqual(await keepersOf(house).vault.sign(canonical(plain({ ...unsigned, seq: 1 }))), signature)
      assert.deepEqual((await paperclip.tombstones()).rows, [tombstone])
      assert.deepEqual((await paperclip.as(operator('olga')).tombstones()).rows, [])
    })

    on('T1: leaves every other company as it was, also one with the same bytes and secrets', async house => {
      const trial = await archived(house)
      const beta = await trial.paperclip.found({ slug: 'beta' })
      await beta.secrets.set({ slug: 'token', value: 'token-value-1' })
      const artifact = await beta.artifacts.attach(null, { name: 'a', body: Buffer.from('bytes') })
      await beta.notes.write({ body: 'Apples here too.' })
      const before = await everyRow(house.store, beta.id)
      await trial.acme.delete({ confirm: 'acme' })
      assert.deepEqual(await everyRow(house.store, beta.id), before)
      assert.equal(Buffer.from(await beta.artifacts.read(artifact.id)).toString(), 'bytes')
      assert.equal((await beta.notes.search('apples')).length, 1)
      await trial.clock.advance(3 * HOUR)
    })

    on('G06: can be deleted for good later, if its files could not be removed the first time', async house => {
      let broken = true
      const { blobs } = keepersOf(house)
      const trial = await house.found({}, { options: { blobs: { put: (company, body, options) => blobs.put(company, body, options), get: (company, sha) => blobs.get(company, sha), has: (company, sha) => blobs.has(company, sha), remove: (company, sha) => blobs.remove(company, sha), destroy: async company => { if (broken) throw new PaperclipError('unavailable', 'The disk is away.'); return blobs.destroy(company) } } } })
      const { acme } = trial
      const { sha256 } = await acme.artifacts.attach(null, { name: 'a', body: Buffer.from('bytes') })
      await acme.archive()
      await acme.delete({ confirm: 'acme' }).catch(() => {})
      broken = false
      await acme.delete({ confirm: 'acme' }).catch(() => {})
      assert.equal(await blobs.has(acme.id, sha256), false)
    })

    on('is not deleted under what is written to it at the same moment, or the tombstone says so', async house => {
      const { acme, paperclip } = await house.found()
      await acme.archive()
      const writes = Promise.allSettled(Array.from({ length: 12 }, (_, n) => acme.tasks.create({ title: `T${n}` })))
      const tombstone = await acme.delete({ confirm: 'acme' })
      await writes
      assert.deepEqual([...await everyRow(house.store, acme.id)].filter(([, rows]) => rows.length > 0).map(([noun]) => noun), [])
      like((await paperclip.tombstones()).rows, [{ seq: tombstone.seq }])
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
