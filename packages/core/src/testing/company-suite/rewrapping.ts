import assert from 'node:assert/strict'
import { keyVault } from '../../defaults/key-vault.ts'
import { CANARY } from './every-row.ts'
import { keyed, keyedAdapter } from './keyed-adapter.ts'
import type { House, Topic } from './opened-company.ts'
import { keeping } from './secret-keeping.ts'
import { done, like, only, refusedWith, SECOND } from './steps.ts'

const OLD = 'ab'.repeat(32), NEW = 'cd'.repeat(32)

/** An installation with secrets in two companies, one more that was deleted, all under the old master key, and the same installation with other keys. */
async function under(house: House) {
  const trial = await keeping(house, async () => done(), { options: { vault: keyVault(OLD) } })
  const beta = await trial.paperclip.found({ slug: 'beta' }), gone = await trial.paperclip.found({ slug: 'gone' })
  for (const company of [beta, gone]) await company.secrets.set({ slug: 'github', value: 'another-value' })
  await trial.paperclip.found({ slug: 'bare' })
  const backup = await wrappedIn(house, gone.id)
  await gone.archive()
  const tombstone = await gone.delete({ confirm: 'gone' })
  const adapter = keyedAdapter({ work: async () => done() })
  const withKeys = (keys: string) => house.another({ adapter: trial.adapter, complaints: trial.complaints }, { adapters: [adapter], vault: keyVault(keys) })
  return { ...trial, beta, gone, backup, tombstone, withKeys, jobs: adapter.jobs }
}

const wrappedIn = (house: House, companyId: string) => house.store.read(companyId, async view => (await view.get('companyKey', 'key'))?.wrapped ?? assert.fail('it has no key'))

export function rewrapping({ describe, on }: Topic): void {
  describe('another master key', () => {
    on('G05: takes over every company and every tombstone; the secrets open under it alone, and nothing opens under the old one', async house => {
      const { acme, beta, tombstone, withKeys, clock, jobs } = await under(house), before = await wrappedIn(house, acme.id)
      const both = withKeys(`${NEW} ${OLD}`)
      assert.equal(await both.isGenuine(tombstone), true)
      assert.deepEqual(await both.rewrap(), { keys: 2, tombstones: 1 })
      assert.notEqual(await wrappedIn(house, acme.id), before)
      const now = withKeys(NEW), signed = only((await now.tombstones()).rows)
      assert.deepEqual([await now.isGenuine(signed), await now.isGenuine(tombstone), { ...signed, signature: tombstone.signature }], [true, false, tombstone])
      await refusedWith('misconfigured', (await withKeys(OLD).company('beta')).secrets.set({ slug: 'github', value: 'a-third-value' }))
      like(await beta.secrets.get('github'), { version: 1 })
      await acme.agents.hire(keyed('dev', 'deployer', { token: { secret: 'github' } }))
      await now.start()
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like(only((await acme.runs.list()).rows), { status: 'succeeded' })
      assert.equal(only(jobs).config['token'], CANARY)
    })

    on('G06: opens no company that was deleted before, in no backup', async house => {
      const { gone, backup, withKeys } = await under(house)
      assert.ok((await keyVault(OLD).unwrap(backup, gone.id)).length > 0, 'with the old master key a backup opens')
      await withKeys(`${NEW} ${OLD}`).rewrap()
      await assert.rejects(keyVault(NEW).unwrap(backup, gone.id), { code: 'misconfigured' })
    })

    on('is done once, by several that try at once too, and again by whoever finds it broken off', async house => {
      const { acme, beta, withKeys } = await under(house), both = withKeys(`${NEW} ${OLD}`)
      const old = await wrappedIn(house, acme.id)
      const all = await Promise.all([both.rewrap(), both.rewrap(), withKeys(`${NEW} ${OLD}`).rewrap()])
      assert.equal(all.reduce((sum, { keys }) => sum + keys, 0), 2)
      assert.deepEqual(await both.rewrap(), { keys: 0, tombstones: 0 })
      await house.store.transact(acme.id, tx => tx.put('companyKey', { id: 'key', wrapped: old }))
      const kept = await wrappedIn(house, beta.id)
      assert.deepEqual(await both.rewrap(), { keys: 1, tombstones: 0 })
      assert.equal(await wrappedIn(house, beta.id), kept)
    })

    on('is refused to all but the local operator, and where the old one is missing: then everything stays', async house => {
      const { acme, paperclip, tombstone, withKeys } = await under(house), before = await wrappedIn(house, acme.id)
      await acme.members.set({ id: 'olga', level: 'owner' })
      await refusedWith('forbidden', paperclip.as({ kind: 'operator', id: 'olga' }).rewrap())
      assert.match(await refusedWith('misconfigured', withKeys(NEW).rewrap()), new RegExp(acme.id), 'it says which company could not be opened')
      assert.deepEqual([await wrappedIn(house, acme.id), only((await paperclip.tombstones()).rows)], [before, tombstone])
    })

    on('leaves a tombstone that was altered as it is: it proves nothing as before', async house => {
      const { gone, withKeys } = await under(house)
      await house.store.instance.signAnew(gone.id, 'v1.forged')
      assert.deepEqual(await withKeys(`${NEW} ${OLD}`).rewrap(), { keys: 2, tombstones: 0 })
      like(only((await withKeys(NEW).tombstones()).rows), { signature: 'v1.forged' })
    })
  })
}
