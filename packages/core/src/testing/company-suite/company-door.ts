import assert from 'node:assert/strict'
import { LOCAL_OPERATOR } from '../../domain/principal.ts'
import type { Topic } from './opened-company.ts'
import { like } from './steps.ts'

const MINUTE_MS = 60_000

export function companyDoor({ describe, on }: Topic): void {
  describe('the door of a company', () => {
    on('T1: is opened by a key of it and no other, until that is revoked, and by the login of whoever is on the board', async house => {
      const { acme, paperclip } = await house.found()
      const beta = await paperclip.found({ slug: 'beta', mission: 'M' })
      const { key, token } = await acme.keys.create({ name: 'ci', level: 'operator' }), { seq } = await acme.audit.head()
      const { token: hers } = await paperclip.access.openLogin(LOCAL_OPERATOR)
      for (const ref of ['acme', acme.id]) {
        const entered = await paperclip.access.enter(token, ref)
        assert.deepEqual([entered?.caller.kind, entered?.company?.id, entered?.seq], ['key', acme.id, seq])
        assert.equal((await paperclip.access.enter(hers, ref))?.company?.id, acme.id)
      }
      for (const ref of ['beta', beta.id, 'nobody']) assert.deepEqual((await paperclip.access.enter(token, ref))?.company, undefined)
      assert.equal((await paperclip.access.enter(hers, 'nobody'))?.company, undefined)
      const inside = (await paperclip.access.enter(token, 'acme'))?.company
      like(await inside?.tasks.create({ title: 'T' }), { createdById: key.id })
      await acme.keys.revoke(key.id)
      assert.equal(await paperclip.access.enter(token, 'acme'), undefined)
      assert.equal(await paperclip.access.enter('pck_nothing', 'acme'), undefined)
    })

    on('T1: a key that was good a moment ago is good no longer than it was said, is noted each minute, and finds its company as it now stands', async house => {
      const { acme, paperclip, clock } = await house.found()
      const { key, token } = await acme.keys.create({ name: 'ci', level: 'operator', expiresIn: '10m' })
      const used = async () => (await acme.keys.get(key.id)).lastUsedAt?.getTime()
      await paperclip.access.enter(token, 'acme')
      const first = await used()
      await clock.advance(MINUTE_MS - 1_000)
      assert.notEqual((await paperclip.access.enter(token, 'acme'))?.company, undefined)
      assert.equal(await used(), first)
      await clock.advance(2_000)
      await paperclip.access.enter(token, 'acme')
      assert.equal(await used(), clock.now().getTime())
      await acme.update({ name: 'Acme Works' })
      const entered = await paperclip.access.enter(token, 'acme')
      assert.deepEqual([(await entered?.company?.get())?.name, entered?.seq], ['Acme Works', (await acme.audit.head()).seq])
      await clock.advance(10 * MINUTE_MS)
      assert.equal(await paperclip.access.enter(token, 'acme'), undefined)
    })
  })
}
