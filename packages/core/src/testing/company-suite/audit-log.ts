import assert from 'node:assert/strict'
import type { AuditRecord } from '../../domain/audit.ts'
import type { PaperclipEvent } from '../../domain/event.ts'
import { usd } from '../../domain/money.ts'
import { PaperclipError } from '../../domain/error.ts'
import { scripted } from '../trial.ts'
import { altered } from './altered-store.ts'
import { everyPage, recordsOf } from './house-rules.ts'
import type { House, Topic } from './opened-company.ts'
import { done, endless, finishes, like, only, refusedWith, SECOND } from './steps.ts'

/** A small company with a log of every kind of value: texts, money, dates, nothing. */
async function written(house: House) {
  const trial = await house.run({ work: async job => { await job.spend({ id: 'a', cost: usd(0.1) }); return finishes(job) } })
  await trial.acme.agents.hire({ ...scripted('dev', 'work'), budget: { limit: '$5' } })
  await trial.acme.tasks.create({ title: 'Größe 🙂', assignee: 'dev', dueAt: new Date('2026-02-01T00:00:00Z'), labels: ['a', 'b'] })
  await trial.clock.advance(2 * SECOND)
  const records = await recordsOf(trial.acme)
  assert.ok(records.length > 15)
  return { ...trial, records }
}

/** The record with one field changed a little, for each field that stands in it. */
function flipped(record: AuditRecord): [field: string, AuditRecord][] {
  const flip = (text: string): string => (text === '' ? 'x' : `${text.startsWith('0') ? '1' : '0'}${text.slice(1)}`)
  const flips: [string, AuditRecord][] = []
  for (const [field, value] of Object.entries(record)) {
    if (field === 'texts' || field === 'seq') continue
    const wrong = value instanceof Date ? new Date(value.getTime() + 1) : typeof value === 'string' ? flip(value) : value === null ? (field === 'before' || field === 'after' ? {} : 'somebody') : { ...value as object, more: 'x' }
    flips.push([field, { ...record, [field]: wrong }])
    if (value === null || typeof value !== 'object' || value instanceof Date) continue
    for (const [name, inner] of Object.entries(value)) flips.push([`${field}.${name}`, { ...record, [field]: { ...value as object, [name]: typeof inner === 'string' ? flip(inner) : inner === null ? 0 : null } }])
  }
  for (const [name, text] of Object.entries(record.texts ?? {})) flips.push([`texts.${name}`, { ...record, texts: { ...record.texts, [name]: typeof text === 'string' ? flip(text) : 'x' } }])
  return flips
}

export function auditLog({ describe, on }: Topic): void {
  describe('the audit log', () => {
    on('A1: holds one record for each thing an act changed, or nothing of either', async house => {
      let failing: 'no' | 'yes' = 'no'
      const store = altered(house.store, { transact: (company, work) => house.store.transact(company, async tx => {
        const result = await work(tx)
        if (failing === 'yes') throw new PaperclipError('unavailable', 'The disk is full.')
        return result
      }) })
      const { acme } = await house.found({}, { store })
      const before = await recordsOf(acme)
      failing = 'yes'
      for (const deed of [() => acme.tasks.create({ title: 'T' }), () => acme.agents.hire(scripted('dev', 'rest')), () => acme.budgets.set({ scope: 'company', limit: '$5' })]) await refusedWith('unavailable', deed())
      failing = 'no'
      assert.deepEqual(await recordsOf(acme), before)
      assert.deepEqual([(await acme.tasks.list()).rows, (await acme.agents.list()).rows, (await acme.budgets.list()).rows], [[], [], []])
      await acme.agents.hire({ ...scripted('dev', 'rest'), budget: { limit: '$5' } })
      assert.deepEqual((await recordsOf(acme)).slice(before.length).map(({ action, noun }) => `${action} ${noun}`), ['agent.hire agent', 'agent.revision revision', 'budget.set budget', 'agent.activate agent'])
    })

    on('A2: names the first record of which any part was changed', async house => {
      const { acme, records } = await written(house)
      house.chainIsBroken()
      for (const record of records) {
        for (const [field, wrong] of flipped(record)) {
          await house.doctor(acme.id, record.seq, () => wrong)
          like(await acme.audit.verify(), { ok: false, seq: record.seq }, `${record.action}: ${field}`)
        }
        await house.doctor(acme.id, record.seq, () => record)
      }
      like(await acme.audit.verify(), { ok: true, records: records.length })
    }, 120_000)

    on('A2: names where records were swapped, taken out of the middle, or cut off', async house => {
      const { acme, records } = await written(house)
      house.chainIsBroken()
      const [fifth, sixth] = [records[4], records[5]]
      await house.doctor(acme.id, 5, () => ({ ...sixth as AuditRecord, seq: 5 }))
      await house.doctor(acme.id, 6, () => ({ ...fifth as AuditRecord, seq: 6 }))
      like(await acme.audit.verify(), { ok: false, seq: 5 })
      await house.doctor(acme.id, 5, () => fifth as AuditRecord)
      await house.doctor(acme.id, 6, () => sixth as AuditRecord)
      like(await acme.audit.verify(), { ok: true })
      await house.doctor(acme.id, records.length, () => null)
      like(await acme.audit.verify(), { ok: false, seq: records.length, problem: /ends at record/ })
      await house.doctor(acme.id, 7, () => null)
      like(await acme.audit.verify(), { ok: false, seq: 7, problem: 'record 7 is missing' })
    })

    on('A2: names a record of another company', async house => {
      const { acme, paperclip, records } = await written(house)
      house.chainIsBroken()
      const other = await paperclip.found({ slug: 'other' })
      const foreign = (await recordsOf(other))[0]
      await house.doctor(acme.id, 1, () => foreign as AuditRecord)
      like(await acme.audit.verify(), { ok: false, seq: 1 })
      like(await other.audit.verify(), { ok: true })
      assert.ok(records.length)
    })

    on('A2: is checked against a head that was noted outside', async house => {
      const { acme, records } = await written(house)
      const { seq, hash } = records.at(-1) as AuditRecord
      await acme.tasks.create({ title: 'After the anchor' })
      like(await acme.audit.verify({ seq, hash }), { ok: true })
      like(await acme.audit.verify({ seq: 3, hash: records[2]?.hash ?? '' }), { ok: true })
      like(await acme.audit.verify({ seq, hash: 'f'.repeat(64) }), { ok: false, seq })
      like(await acme.audit.verify({ seq: seq + 50, hash }), { ok: false, problem: /was anchored/ })
    })

    on('can have its texts erased without breaking', async house => {
      const { acme, records } = await written(house)
      const withText = records.find(({ texts }) => texts !== null) as AuditRecord
      await house.doctor(acme.id, withText.seq, record => ({ ...record, texts: null }))
      like(await acme.audit.verify(), { ok: true })
    })

    on('A5: is numbered without gaps in the order of commits, by 16 writers on two handles', async house => {
      const trial = await house.found()
      const other = await house.another(trial).company('acme')
      const heard: number[] = []
      trial.acme.on(event => { if (event.kind === 'record') heard.push(event.record.seq) })
      const made = await Promise.allSettled(Array.from({ length: 16 }, async (_, writer) => {
        const acme = writer % 2 ? trial.acme : other
        for (let n = 0; n < 6; n++) await acme.tasks.create({ title: `${writer}.${n}`, ...(n === 5 ? { assignee: 'nobody' } : {}) })
      }))
      assert.ok(made.every(({ status }) => status === 'rejected'))
      const records = await recordsOf(trial.acme)
      assert.deepEqual(records.map(({ seq }) => seq), Array.from({ length: records.length }, (_, n) => n + 1))
      assert.equal(records.filter(({ action }) => action === 'task.create').length, 80)
      assert.deepEqual((await everyPage(after => trial.acme.tasks.list({ after }))).map(({ number }) => number), Array.from({ length: 80 }, (_, n) => n + 1))
      assert.deepEqual(heard, [...heard].sort((a, b) => a - b))
    })

    on('is a feed that can be taken up after any record', async house => {
      const { acme, records } = await written(house)
      for (const after of [0, 1, 7, records.length - 1, records.length, records.length + 5]) {
        const rest: AuditRecord[] = []
        for await (const record of acme.audit.feed({ after })) rest.push(record)
        assert.deepEqual(rest, records.slice(after))
      }
    })

    on('is a feed of any length', async house => {
      const { acme } = await house.found()
      for (let hundred = 0; hundred < 11; hundred++) await Promise.all(Array.from({ length: 100 }, (_, n) => acme.tasks.create({ title: `T${hundred}${n}` })))
      const seqs: number[] = []
      for await (const { seq } of acme.audit.feed({ after: 50 })) seqs.push(seq)
      assert.deepEqual(seqs, Array.from({ length: seqs.length }, (_, n) => n + 51))
      assert.ok(seqs.length > 1_050)
    }, 60_000)

    on('is heard in order, each record only once it was written, and a deed that failed is not heard', async house => {
      const heard: PaperclipEvent[] = [], early: number[] = [], looks: Promise<unknown>[] = []
      const trial = await house.run({ work: finishes })
      const { acme, clock } = trial
      acme.on(event => {
        heard.push(event)
        if (event.kind !== 'record') return
        const { seq } = event.record
        looks.push(acme.audit.list({ after: null, direction: 'down', limit: 1 }).then(({ rows }) => { if ((rows[0]?.seq ?? 0) < seq) early.push(seq) }))
      })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'T', assignee: 'dev' })
      await refusedWith('exists', acme.agents.hire(scripted('dev', 'rest')))
      await clock.advance(2 * SECOND)
      await Promise.all(looks)
      const records = heard.flatMap(event => (event.kind === 'record' ? [event.record] : []))
      assert.deepEqual(early, [])
      assert.deepEqual(records, (await recordsOf(acme)).slice(-records.length))
      assert.ok(records.some(({ action }) => action === 'run.succeeded'))
      assert.equal(only(records.filter(({ action }) => action === 'agent.hire')).actorId, 'operator:local')
      assert.deepEqual(await done(), { kind: 'done', summary: 'Done.' })
    })

    on('stops being heard by who does not want to hear it any more', async house => {
      const { acme, paperclip } = await house.found()
      const heard: string[] = []
      const stop = acme.on(({ kind }) => void heard.push(kind)), stopAll = paperclip.on(({ kind }) => void heard.push(kind))
      await acme.tasks.create({ title: 'T' })
      stop()
      stopAll()
      await acme.tasks.create({ title: 'U' })
      assert.deepEqual(heard, ['record', 'record'])
    })

    on('keeps why somebody cancelled a run among the texts, not among what is hashed', async house => {
      const { acme, clock } = await house.run({ work: endless })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      await acme.runs.cancel((await acme.runs.list()).rows[0]?.id ?? '', 'Because of Jane Doe.')
      await clock.advance(SECOND)
      const cancelled = (await recordsOf(acme)).find(({ action }) => action === 'run.cancel')
      like(cancelled, { texts: { cancelReason: 'Because of Jane Doe.' } })
      assert.ok(!('cancelReason' in (cancelled?.after ?? {})))
    })
  })
}
