import assert from 'node:assert/strict'
import { INSTALLATION } from '../../domain/account.ts'
import type { Paperclip } from '../../paperclip.ts'
import type { Store } from '../../ports/store.ts'
import type { Topic } from './opened-company.ts'
import { refusedWith } from './steps.ts'

const ADA = { issuer: 'https://id.example.com', subject: '248289761001', email: 'ada@example.com', name: 'Ada' } as const
const PASSWORD = 'correct horse'

const actionsOf = (store: Store): Promise<string[]> => store.read(INSTALLATION, async view => (await view.list('audit', { by: 'seq', limit: 200 })).rows.map(({ action }) => action))

/** An account with a password. */
const withPassword = async (paperclip: Paperclip, email: string) => paperclip.access.accept((await (await paperclip.company('acme')).invitations.create({ level: 'viewer' })).code, { kind: 'new', account: { email, name: 'Somebody', password: PASSWORD } })

export function identities({ describe, on }: Topic): void {
  describe('somebody whom a provider of OpenID Connect knows', () => {
    on('P01: is nobody here until an invitation makes them somebody, once, and from then on signs in', async house => {
      const { acme, paperclip, store } = await house.found()
      await refusedWith('forbidden', paperclip.access.signInFrom(ADA))
      const { code } = await acme.invitations.create({ email: 'Ada@example.com', level: 'viewer' })
      await refusedWith('forbidden', paperclip.access.accept(code, { kind: 'elsewhere', identity: { ...ADA, email: null } }))
      await refusedWith('forbidden', paperclip.access.accept(code, { kind: 'elsewhere', identity: { ...ADA, subject: 'eve', email: 'eve@example.com' } }))
      const ada = await paperclip.access.accept(code, { kind: 'elsewhere', identity: ADA })
      await refusedWith('unauthorized', paperclip.access.accept(code, { kind: 'elsewhere', identity: { ...ADA, subject: 'eve' } }))
      const { token } = await paperclip.access.signInFrom({ ...ADA, email: 'another@example.com', name: null })
      assert.deepEqual((await paperclip.access.callerOf(token))?.by, ada)
      assert.deepEqual(await paperclip.as(ada).access.ways(), { password: false, linked: true })
      assert.deepEqual((await paperclip.as(ada).companies()).rows.map(({ slug }) => slug), ['acme'])
      await refusedWith('unauthorized', paperclip.access.signIn({ email: ADA.email, password: '' }))
      assert.deepEqual((await actionsOf(store)).slice(-3), ['invitation.use', 'account.sign_in', 'account.sign_in.refused'])
    })

    on('is who their issuer and subject say, and not whoever has their address or the same subject elsewhere', async house => {
      const { acme, paperclip } = await house.found()
      await withPassword(paperclip, ADA.email)
      await refusedWith('forbidden', paperclip.access.signInFrom(ADA))
      await refusedWith('exists', paperclip.access.accept((await acme.invitations.create()).code, { kind: 'elsewhere', identity: ADA }))
      await paperclip.access.accept((await acme.invitations.create()).code, { kind: 'elsewhere', identity: { ...ADA, email: 'a@example.com' } })
      for (const other of [{ issuer: 'https://id.example.com/' }, { issuer: 'https://evil.example' }, { subject: '24828976100' }, { issuer: 'https://id.example.com2', subject: '48289761001' }]) await refusedWith('forbidden', paperclip.access.signInFrom({ ...ADA, ...other }))
    })

    on('is signed in once by what proved it, and not at all while the account is disabled', async house => {
      const { acme, paperclip, store } = await house.found()
      const ada = await paperclip.access.accept((await acme.invitations.create()).code, { kind: 'elsewhere', identity: ADA })
      const { token } = await paperclip.access.signInFrom(ADA, { key: 'one' })
      await refusedWith('key_reused', paperclip.access.signInFrom(ADA, { key: 'one' }))
      await paperclip.access.signInFrom(ADA, { key: 'two' })
      assert.ok(!(await store.read(INSTALLATION, async view => JSON.stringify(await view.list('reply', { by: 'expiresAt' })))).includes(token))
      await paperclip.access.changeAccount(ada.id, { status: 'disabled' })
      assert.equal(await paperclip.access.callerOf(token), undefined)
      await refusedWith('forbidden', paperclip.access.signInFrom(ADA, { key: 'three' }))
      await refusedWith('forbidden', paperclip.access.accept((await acme.invitations.create()).code, { kind: 'elsewhere', identity: ADA }))
      assert.deepEqual((await actionsOf(store)).filter(action => action.endsWith('.refused')), ['account.sign_in.refused', 'account.sign_in.refused'])
      assert.ok((await paperclip.access.verify()).ok)
    })

    on('comes onto another board by an invitation, with the account they have', async house => {
      const { acme, paperclip } = await house.found(), globex = await paperclip.found({ slug: 'globex' })
      const ada = await paperclip.access.accept((await acme.invitations.create()).code, { kind: 'elsewhere', identity: ADA })
      const eves = await globex.invitations.create({ email: 'eve@example.com' })
      await refusedWith('forbidden', paperclip.access.accept(eves.code, { kind: 'elsewhere', identity: { ...ADA, email: 'eve@example.com' } }))
      assert.deepEqual(await paperclip.access.accept((await globex.invitations.create()).code, { kind: 'elsewhere', identity: ADA }), ada)
      assert.deepEqual((await paperclip.as(ada).companies()).rows.map(({ slug }) => slug).sort(), ['acme', 'globex'])
    })

    on('is not let to the desk of this machine without its code, and owns the installation by an invitation to', async house => {
      const { paperclip } = await house.found()
      const owner = await paperclip.access.accept((await paperclip.access.inviteOwner()).code, { kind: 'elsewhere', identity: ADA })
      assert.ok(await paperclip.as(owner).access.ownsInstallation())
      await refusedWith('forbidden', paperclip.access.link(ADA))
    })
  })

  describe('a link', () => {
    on('of an account with who one is elsewhere signs in, beside the password, until it is taken away', async house => {
      const { paperclip, store } = await house.found()
      const bob = await withPassword(paperclip, 'bob@example.com'), eve = await withPassword(paperclip, 'eve@example.com'), { access } = paperclip.as(bob)
      await refusedWith('forbidden', access.checkPassword('incorrect horse'))
      await access.checkPassword(PASSWORD)
      await access.link({ ...ADA, email: null, name: null })
      await access.link(ADA)
      await refusedWith('wrong_state', access.link({ ...ADA, subject: 'another' }))
      await refusedWith('exists', paperclip.as(eve).access.link(ADA))
      assert.deepEqual(await access.ways(), { password: true, linked: true })
      const { token } = await paperclip.access.signInFrom(ADA)
      assert.deepEqual((await paperclip.access.callerOf(token))?.by, bob)
      await access.unlink()
      await access.unlink()
      assert.equal(await paperclip.access.callerOf(token), undefined)
      await refusedWith('forbidden', paperclip.access.signInFrom(ADA))
      await paperclip.access.signIn({ email: 'bob@example.com', password: PASSWORD })
      assert.deepEqual((await actionsOf(store)).filter(action => /link/.test(action)), ['account.link', 'account.unlink'])
    })

    on('that is all that signs one in is kept', async house => {
      const { acme, paperclip } = await house.found()
      const ada = await paperclip.access.accept((await acme.invitations.create()).code, { kind: 'elsewhere', identity: ADA })
      await refusedWith('wrong_state', paperclip.as(ada).access.unlink())
      await paperclip.access.signInFrom(ADA)
    })
  })
}
