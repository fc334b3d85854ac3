import assert from 'node:assert/strict'
import { isPaperclipError } from '../../domain/error.ts'
import { recordsOf } from './house-rules.ts'
import { furnished, KEYED_VERBS, LOOKS, WITHOUT_KEY } from './keyed-verbs.ts'
import type { Topic } from './opened-company.ts'
import { DAY, like, refusedWith, SECOND } from './steps.ts'

export function idempotency({ describe, on }: Topic): void {
  describe('an idempotency key', () => {
    on('I1: is known of every verb of a company: whether it changes something, and what it is done with twice', async house => {
      const { acme } = await house.found()
      const groups = [...Object.keys(acme), ...Object.getOwnPropertyNames(Object.getPrototypeOf(acme)).filter(name => !['constructor', 'on'].includes(name))]
      const verbs = groups.flatMap(group => {
        const value: unknown = Reflect.get(acme, group)
        if (typeof value === 'function') return [group]
        return typeof value === 'object' && value !== null ? Object.entries(value).filter(([, verb]) => typeof verb === 'function').map(([name]) => `${group}.${name}`) : []
      })
      assert.ok(verbs.length > 90, `${verbs.length} verbs`)
      assert.deepEqual(verbs.filter(verb => !(verb in KEYED_VERBS) && !LOOKS.has(verb) && !(verb in WITHOUT_KEY)), [], 'each new verb has a case in keyed-verbs.ts')
      assert.deepEqual([...Object.keys(KEYED_VERBS), ...LOOKS, ...Object.keys(WITHOUT_KEY)].filter(verb => !verbs.includes(verb)), [], 'and none is there for a verb that is gone')
    })

    for (const [name, { prepare, verb }] of Object.entries(KEYED_VERBS)) {
      on(`I1: does ${name} once, answers the same again, and refuses another input`, async house => {
        const trial = await furnished(house)
        const { acme } = trial
        const ids = await prepare?.(trial) ?? []
        const more = { options: { key: 'k' }, ids }
        const before = (await recordsOf(acme)).length
        const first = await verb(acme, 1, more)
        await house.clock.advance(SECOND)                                                              // a run that was asked to end, ends
        const log = await recordsOf(acme)
        if (name !== 'agents.wake') assert.ok(log.length > before, 'it did something')
        const again = await verb(acme, 1, more)
        assert.deepEqual(again, first)
        assert.deepEqual(await verb(await house.another(trial).company('acme'), 1, more).catch((error: unknown) => error), first, 'another process knows it too')
        await refusedWith('key_reused', verb(acme, 2, more))
        assert.deepEqual((await recordsOf(acme)).slice(log.length).map(({ action }) => action), [], 'and nothing was done again')
      })
    }

    on('I1: founds a company once', async house => {
      const { paperclip } = await house.found()
      const first = await paperclip.found({ slug: 'beta', mission: 'M' }, { key: 'k' })
      await first.tasks.create({ title: 'T' })
      const again = await paperclip.found({ slug: 'beta', mission: 'M' }, { key: 'k' })
      assert.equal(again.id, first.id)
      assert.equal((await again.tasks.list()).rows.length, 1)
      await refusedWith('key_reused', paperclip.found({ slug: 'beta', mission: 'Other' }, { key: 'k' }))
      await refusedWith('exists', paperclip.found({ slug: 'beta', mission: 'M' }, { key: 'other' }))
      await refusedWith('exists', paperclip.as({ kind: 'operator', id: 'olga' }).found({ slug: 'beta', mission: 'M' }, { key: 'k' }))
      const both = await Promise.allSettled([1, 2, 3].map(() => paperclip.found({ slug: 'gamma' }, { key: 'g' })))
      assert.equal(new Set(both.flatMap(one => (one.status === 'fulfilled' ? [one.value.id] : []))).size, 1)
      for (const one of both) if (one.status === 'rejected') assert.ok(isPaperclipError(one.reason), String(one.reason))
    })

    on('I1: is one operator\'s own, kept for a day, and free after what was not done', async house => {
      const { acme, paperclip, clock } = await house.found({}, { options: { limits: { sweepMs: DAY } } })
      await acme.members.set({ id: 'olga', level: 'operator' })
      const olga = await paperclip.as({ kind: 'operator', id: 'olga' }).company('acme')
      await acme.tasks.create({ title: 'Mine' }, { key: 'k' })
      like(await olga.tasks.create({ title: 'Hers' }, { key: 'k' }), { number: 2 })
      await refusedWith('not_found', acme.tasks.create({ title: 'T', assignee: 'nobody' }, { key: 'free' }))
      await refusedWith('invalid_input', acme.tasks.create({ title: '' }, { key: 'free' }))
      like(await acme.tasks.create({ title: 'T' }, { key: 'free' }), { number: 3 })
      await clock.advance(DAY - 1)
      await refusedWith('key_reused', acme.tasks.create({ title: 'Other' }, { key: 'k' }))
      await clock.advance(2)
      like(await acme.tasks.create({ title: 'Other' }, { key: 'k' }), { number: 4 })
      for (const key of ['', 'x'.repeat(201), '\0', '\ud800']) await refusedWith('invalid_input', acme.tasks.create({ title: 'T' }, { key }))
    })

    on('I1: does one thing however often it is asked at once', async house => {
      const trial = await house.found()
      const other = await house.another(trial).company('acme')
      const made = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? trial.acme : other).tasks.create({ title: 'T' }, { key: 'k' })))
      assert.equal(new Set(made.map(({ id }) => id)).size, 1)
      const secrets = await Promise.allSettled(Array.from({ length: 6 }, (_, n) => (n % 2 ? trial.acme : other).secrets.set({ slug: 's', value: 'value-number' }, { key: 'k2' })))
      assert.deepEqual(secrets.map(({ status }) => status), secrets.map(() => 'fulfilled'))
      like(await trial.acme.secrets.get('s'), { version: 1 })
    })
  })
}
