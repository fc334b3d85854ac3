import assert from 'node:assert/strict'
import { INSTALLATION } from '../../domain/account.ts'
import type { Principal } from '../../domain/principal.ts'
import type { CompanyHandle } from '../../company.ts'
import { recordsOf } from './house-rules.ts'
import type { Topic } from './opened-company.ts'
import { DAY, like, refusedWith } from './steps.ts'

const operator = (id: string): Principal & { kind: 'operator' } => ({ kind: 'operator', id })

const guest = (name: string) => ({ kind: 'new', account: { email: `${name}@example.com`, name, password: 'correct horse' } }) as const
const elsewhere = (subject: string) => ({ kind: 'elsewhere', identity: { issuer: 'https://id.example.com', subject, email: `${subject}@example.com`, name: subject } }) as const

const levelOf = async (acme: CompanyHandle, { id }: { id: string }): Promise<string | undefined> => (await acme.members.list()).rows.find(one => one.id === id)?.level

export function invitations({ describe, on }: Topic): void {
  describe('an invitation', () => {
    on('leads onto one board, at its level and once; nobody else gets in by it', async house => {
      const { acme, paperclip } = await house.found()
      await paperclip.found({ slug: 'globex' })
      const { code } = await acme.invitations.create({ email: 'Ada@Example.com', level: 'viewer' })
      await refusedWith('forbidden', paperclip.access.accept(code, { kind: 'new', account: { email: 'eve@example.com', name: 'Eve', password: 'correct horse' } }))
      const ada = await paperclip.access.accept(code, { kind: 'new', account: { email: 'ada@example.com', name: 'Ada', password: 'correct horse' } })
      assert.deepEqual((await paperclip.as(ada).companies()).rows.map(({ slug }) => slug), ['acme'])
      const theirs = await paperclip.as(ada).company('acme')
      await refusedWith('forbidden', theirs.tasks.create({ title: 'Mine' }))
      await refusedWith('forbidden', theirs.invitations.create({}))
      await refusedWith('unauthorized', paperclip.access.accept(code, { kind: 'new', account: { email: 'ada@example.com', name: 'Ada', password: 'correct horse' } }))
      assert.deepEqual((await acme.invitations.list()).rows, [])
      const { token } = await paperclip.access.signIn({ email: 'ADA@example.com', password: 'correct horse' })
      assert.deepEqual((await paperclip.access.callerOf(token))?.by, ada)
      await refusedWith('unauthorized', paperclip.access.signIn({ email: 'ada@example.com', password: 'incorrect horse' }))
      await refusedWith('unauthorized', paperclip.access.signIn({ email: 'eve@example.com', password: 'correct horse' }))
      await paperclip.access.signOut(token)
      assert.equal(await paperclip.access.callerOf(token), undefined)
      assert.ok((await paperclip.access.verify()).ok)
    })

    on('that was withdrawn, or whose inviter has lost the right to give it, leads nowhere', async house => {
      const { acme, paperclip } = await house.found()
      const { code, invitation } = await acme.invitations.create()
      await acme.invitations.revoke(invitation.id)
      await refusedWith('unauthorized', paperclip.access.accept(code, guest('ada')))
      await acme.members.set({ id: 'bob', level: 'owner' })
      const bobs = await (await paperclip.as(operator('bob')).company('acme')).invitations.create({ level: 'owner' })
      await acme.members.set({ id: 'bob', level: 'viewer' })
      await refusedWith('forbidden', paperclip.access.accept(bobs.code, guest('ada')))
      assert.ok((await acme.members.list()).rows.every(({ name }) => name !== 'ada'))
      await refusedWith('unauthorized', paperclip.access.signIn({ email: 'ada@example.com', password: 'correct horse' }))
      await acme.members.set({ id: 'bob', level: 'owner' })
      assert.equal(await levelOf(acme, await paperclip.access.accept(bobs.code, guest('ada'))), 'owner')
    })

    on('P02: is of no use to whoever made it, and stays good for whom it is meant', async house => {
      const { acme, paperclip } = await house.found()
      const ada = await paperclip.access.accept((await acme.invitations.create({ level: 'owner' })).code, guest('ada'))
      const { code } = await (await paperclip.as(ada).company('acme')).invitations.create({ level: 'viewer' })
      await refusedWith('wrong_state', paperclip.access.accept(code, ada))
      assert.equal(await levelOf(acme, ada), 'owner')
      const bob = await paperclip.access.accept(code, guest('bob'))
      assert.notDeepEqual(bob, ada)
      assert.equal(await levelOf(acme, bob), 'viewer')
      const owners = await paperclip.access.inviteOwner()
      await refusedWith('wrong_state', paperclip.access.accept(owners.code, operator('operator:local')))
      assert.notDeepEqual(await paperclip.access.accept(owners.code, guest('carl')), operator('operator:local'))
    })

    on('P02: that was used lets in nobody but its guest, also where its guest is who made it', async house => {
      const { acme, paperclip, store } = await house.found()
      const boards = await acme.invitations.create({ level: 'viewer' }), owners = await paperclip.access.inviteOwner()
      for (const { invitation } of [boards, owners]) await store.transact(INSTALLATION, async tx => {
        const used = { ...invitation, usedAt: house.clock.now(), usedById: invitation.invitedById }
        await tx.record({ action: 'invitation.use', noun: 'invitation', before: invitation, after: used, at: house.clock.now(), actorKind: 'operator', actorId: invitation.invitedById, onBehalfOf: null, runId: null })
      })
      for (const { code } of [boards, owners]) {
        await refusedWith('unauthorized', paperclip.access.accept(code, guest('eve')))
        await refusedWith('unauthorized', paperclip.access.accept(code, elsewhere('eve')))
        await refusedWith('unauthorized', paperclip.access.accept(code, operator('eve')))
        await refusedWith('wrong_state', paperclip.access.accept(code, operator('operator:local')))
      }
      assert.deepEqual((await paperclip.access.accounts()).rows, [])
    })

    on('may be used again by its guest for a day, and gives no seat back that was taken since', async house => {
      const { acme, paperclip, clock } = await house.found()
      const { code } = await acme.invitations.create({ level: 'operator' })
      const ada = await paperclip.access.accept(code, guest('ada'))
      assert.deepEqual(await paperclip.access.accept(code, ada), ada)
      await acme.members.set({ id: ada.id, level: null })
      assert.deepEqual(await paperclip.access.accept(code, ada), ada)
      assert.equal(await levelOf(acme, ada), undefined)
      await clock.advance(DAY)
      await refusedWith('unauthorized', paperclip.access.accept(code, ada))
      assert.equal(await levelOf(acme, ada), undefined)
    })

    on('never lowers a seat: whoever sits as high leaves it for somebody else', async house => {
      const { acme, paperclip } = await house.found()
      const ada = await paperclip.access.accept((await acme.invitations.create({ level: 'owner' })).code, elsewhere('ada'))
      const viewers = await acme.invitations.create({ level: 'viewer' })
      await refusedWith('wrong_state', paperclip.access.accept(viewers.code, ada))
      await refusedWith('wrong_state', paperclip.access.accept(viewers.code, elsewhere('ada')))
      assert.equal(await levelOf(acme, ada), 'owner')
      const bob = await paperclip.access.accept(viewers.code, guest('bob'))
      await paperclip.access.accept((await acme.invitations.create({ level: 'operator' })).code, bob)
      assert.equal(await levelOf(acme, bob), 'operator')
    })

    on('of an account that was disabled, or owns the installation no more, leads nowhere, also once it is let in again', async house => {
      const { paperclip } = await house.found()
      const eve = await paperclip.access.accept((await paperclip.access.inviteOwner()).code, guest('eve'))
      await paperclip.access.accept((await paperclip.access.inviteOwner()).code, guest('ada'))
      const theirs = await paperclip.as(eve).company('acme'), links = async () => [await paperclip.as(eve).access.inviteOwner(), await theirs.invitations.create({ level: 'owner' })] as const
      const [owners, boards] = await links()
      await paperclip.access.changeAccount(eve.id, { level: 'member' })
      await refusedWith('unauthorized', paperclip.access.accept(owners.code, guest('mallory')))
      await paperclip.access.changeAccount(eve.id, { level: 'owner' })
      await refusedWith('unauthorized', paperclip.access.accept(owners.code, guest('mallory')))
      await paperclip.access.accept(boards.code, guest('bob'))
      const later = await links()
      await paperclip.access.changeAccount(eve.id, { status: 'disabled' })
      for (const { code } of later) await refusedWith('unauthorized', paperclip.access.accept(code, guest('mallory')))
      await paperclip.access.changeAccount(eve.id, { status: 'active' })
      for (const { code } of later) await refusedWith('unauthorized', paperclip.access.accept(code, elsewhere('mallory')))
      assert.deepEqual((await paperclip.access.accounts()).rows.map(({ name }) => name), ['eve', 'ada', 'bob'])
    })

    on('to own the installation gives its guest nothing a second time once they do not', async house => {
      const { paperclip } = await house.found()
      await paperclip.access.accept((await paperclip.access.inviteOwner()).code, guest('ada'))
      const { code } = await paperclip.access.inviteOwner(), eve = await paperclip.access.accept(code, guest('eve'))
      await paperclip.access.changeAccount(eve.id, { level: 'member' })
      const globex = await paperclip.found({ slug: 'globex' })
      await refusedWith('unauthorized', paperclip.access.accept(code, eve))
      assert.equal(await levelOf(globex, eve), undefined)
    })

    on('P01: to own the installation is the only way in where nobody is yet, and it seats its guest where the local operator sat', async house => {
      const { paperclip } = await house.found()
      assert.equal(await paperclip.access.hasOwner(), false)
      const { code } = await paperclip.access.inviteOwner()
      const ada = await paperclip.access.accept(code, { kind: 'new', account: { email: 'ada@example.com', name: 'Ada', password: 'correct horse' } })
      assert.ok(await paperclip.access.hasOwner())
      assert.ok(await paperclip.as(ada).access.ownsInstallation())
      assert.equal((await (await paperclip.as(ada).company('acme')).members.list()).rows.find(({ id }) => id === ada.id)?.level, 'owner')
      await refusedWith('forbidden', paperclip.as(operator('eve')).access.inviteOwner())
      await refusedWith('forbidden', paperclip.as(operator('eve')).access.accounts())
      await refusedWith('wrong_state', paperclip.access.changeAccount(ada.id, { status: 'disabled' }))
    })

    on('is written by people: a key is refused, whatever it may do, and that stands in the log', async house => {
      const { acme, paperclip } = await house.found()
      const { key } = await acme.keys.create({ name: 'ci', level: 'owner' })
      await refusedWith('forbidden', (await paperclip.as({ kind: 'key', id: key.id }).company('acme')).invitations.create())
      like((await recordsOf(acme)).at(-1), { action: 'member.set.refused', noun: 'accessKey', actorKind: 'key', actorId: key.id })
    })

    on('to the desk of this machine is good once, and for ten minutes', async house => {
      const { paperclip, clock } = await house.found()
      const { code } = await paperclip.access.inviteLocal()
      assert.deepEqual(await paperclip.access.accept(code, null), operator('operator:local'))
      await refusedWith('unauthorized', paperclip.access.accept(code, null))
      const late = await paperclip.access.inviteLocal()
      await clock.advance(600_000)
      await refusedWith('unauthorized', paperclip.access.accept(late.code, null))
    })
  })
}
