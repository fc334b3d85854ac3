import assert from 'node:assert/strict'
import { keyVault } from '../../defaults/key-vault.ts'
import { openValue, placeOf } from '../../operations/secrets/seal.ts'
import { canariesIn, CANARY, everyRow } from './every-row.ts'
import { keyed } from './keyed-adapter.ts'
import type { Topic } from './opened-company.ts'
import { keeping, sealedOf } from './secret-keeping.ts'
import { like, only, refusedWith, SECOND } from './steps.ts'

export function sealedSecrets({ describe, on }: Topic): void {
  describe('a secret that is kept', () => {
    on('G05: is encrypted at rest: no row of any noun holds its value in any form', async house => {
      const { acme } = await keeping(house)
      await acme.tools.set({ slug: 'gh', connection: { kind: 'url', url: 'https://mcp.example.com/', headers: { Authorization: { secret: 'github' } } } })
      await acme.agents.hire(keyed('dev', 'deployer', { token: { secret: 'github' } }))
      const rows = await everyRow(house.store, acme.id)
      assert.equal(rows.get('sealed')?.length, 1)
      assert.deepEqual(canariesIn(rows), [])
      assert.deepEqual(canariesIn([await acme.secrets.list(), await acme.secrets.get('github'), await acme.agents.get('dev'), await acme.tools.list()]), [])
    })

    on('G05: has one name, and a version that is raised by each new value', async house => {
      const { acme } = await keeping(house)
      const first = await sealedOf(house, acme, 'github')
      like(first.secret, { version: 1, description: 'Pushes code.' })
      like(await acme.secrets.set({ slug: 'github', value: 'another-value' }), { id: first.secret.id, version: 2, description: 'Pushes code.' })
      assert.notEqual((await sealedOf(house, acme, 'github')).sealed.box, first.sealed.box)
      assert.deepEqual(Object.keys(only((await acme.secrets.list()).rows)).sort(), ['createdAt', 'description', 'id', 'slug', 'updatedAt', 'version'])
    })

    on('G05: cannot be read as another secret of its company, nor in another company', async house => {
      const { acme, paperclip, clock } = await keeping(house)
      await acme.secrets.set({ slug: 'other', value: 'other-value-1' })
      await acme.roles.set({ slug: 'otherer', secrets: ['other'] })
      await acme.agents.hire({ ...keyed('dev', 'otherer', { token: { secret: 'other' } }) })
      const { sealed } = await sealedOf(house, acme, 'github'), theirs = await sealedOf(house, acme, 'other')
      await house.store.transact(acme.id, tx => tx.put('sealed', { id: theirs.secret.id, box: sealed.box }))
      const beta = await paperclip.found({ slug: 'beta' })
      await beta.secrets.set({ slug: 'github', value: 'beta-value-1' })
      await beta.roles.set({ slug: 'deployer', secrets: ['github'] })
      await beta.agents.hire(keyed('dev', 'deployer', { token: { secret: 'github' } }))
      const inBeta = await sealedOf(house, beta, 'github')
      await house.store.transact(beta.id, tx => tx.put('sealed', { id: inBeta.secret.id, box: sealed.box }))
      await paperclip.start()
      for (const company of [acme, beta]) await company.agents.wake('dev')
      await clock.advance(SECOND)
      for (const company of [acme, beta]) like(only((await company.runs.list()).rows), { status: 'failed', failure: 'bad_request', error: { message: /cannot be decrypted.*[Ss]et its value again/ } })
    })

    on('G05: of a company cannot be read with the key of another company put in its place', async house => {
      const { acme, paperclip, clock } = await keeping(house)
      await acme.agents.hire(keyed('dev', 'deployer', { token: { secret: 'github' } }))
      const beta = await paperclip.found({ slug: 'beta' })
      await beta.secrets.set({ slug: 'github', value: 'beta-value-1' })
      const key = await house.store.read(beta.id, view => view.get('companyKey', 'key'))
      await house.store.transact(acme.id, tx => tx.put('companyKey', key ?? assert.fail()))
      await paperclip.start()
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like(only((await acme.runs.list()).rows), { status: 'failed', failure: 'bad_request', error: { message: /master key|wrapped/ } })
    })

    on('G05: cannot be read without the master key it was kept under', async house => {
      const trial = await keeping(house)
      const { acme, clock, keyedAdapter: adapter, complaints } = trial
      await acme.agents.hire(keyed('dev', 'deployer', { token: { secret: 'github' } }))
      const elsewhere = house.another({ adapter: trial.adapter, complaints }, { adapters: [adapter], vault: keyVault('ab'.repeat(32)) })
      await elsewhere.start()
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like(only((await acme.runs.list()).rows), { status: 'failed', failure: 'bad_request', error: { message: /master key/ } })
      await refusedWith('misconfigured', (await elsewhere.company('acme')).secrets.set({ slug: 'github', value: 'another-value' }))
      like(await acme.secrets.get('github'), { version: 1 })
    })

    on('G05: is gone with its key: the key that was read from a backup opens it, and without it nothing does', async house => {
      const { acme, store } = await keeping(house)
      const { secret, sealed } = await sealedOf(house, acme, 'github')
      const kept = await store.read(acme.id, view => view.get('companyKey', 'key'))
      const key = await house.store.keepers?.vault.unwrap(kept?.wrapped ?? '', acme.id) ?? assert.fail('there is no vault')
      assert.equal(openValue({ key, place: placeOf(acme.id, secret.id) }, sealed.box), CANARY)
      assert.throws(() => openValue({ key: Buffer.alloc(32, 7), place: placeOf(acme.id, secret.id) }, sealed.box))
      for (const at of [5, 20, sealed.box.length - 2]) {
        const flipped = `${sealed.box.slice(0, at)}${sealed.box[at] === 'A' ? 'B' : 'A'}${sealed.box.slice(at + 1)}`
        assert.throws(() => openValue({ key, place: placeOf(acme.id, secret.id) }, flipped), /cannot be decrypted/)
      }
    })
  })
}
