import assert from 'node:assert/strict'
import { PaperclipError } from '../../domain/error.ts'
import { canonical } from '../../policy/canonical.ts'
import { plain } from '../../policy/plain.ts'
import { scripted, type Trial } from '../trial.ts'
import { everyRow } from './every-row.ts'
import { recordsOf } from './house-rules.ts'
import type { House, Topic } from './opened-company.ts'
import { allRefusedWith, finishes, HOUR, like, only, refusedWith, SECOND } from './steps.ts'

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

export function companyDeletion({ describe, on }: Topic): void {
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
      assert.equal(await paperclip.isGenuine(tombstone), true)
      for (const lie of [{ seq: 1 }, { slug: 'other' }, { signature: 'v1.x' }, { deletedById: 'somebody' }]) assert.equal(await paperclip.isGenuine({ ...tombstone, ...lie }), false)
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
      assert.equal((await beta.notes.search('apples')).rows.length, 1)
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
}
