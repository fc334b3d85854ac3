import assert from 'node:assert/strict'
import { altered } from './altered-store.ts'
import type { House, Topic } from './opened-company.ts'
import { refusedWith } from './steps.ts'

const ADA = { email: 'ada@example.com', name: 'Ada', password: 'correct horse' } as const
const IDENTITY = { issuer: 'https://id.example.com', subject: '248289761001', email: null, name: null } as const

/** An installation with an account, and another node of it: what is put before its next write happens just then. */
async function overtaken(house: House) {
  const trial = await house.found(), { acme, paperclip } = trial
  const ada = await paperclip.access.accept((await acme.invitations.create()).code, { kind: 'new', account: ADA })
  const waiting: (() => Promise<unknown>)[] = []
  const slow = house.another(trial, { store: altered(house.second, { transact: async (company, work) => {
    await waiting.pop()?.()
    return house.second.transact(company, work)
  } }) })
  return { paperclip, ada, own: paperclip.as(ada).access, slow, before: (act: () => Promise<unknown>) => void waiting.push(act) }
}

export function accounts({ describe, on }: Topic): void {
  describe('an account', () => {
    on('that is disabled is signed out everywhere, and nobody signs in with it', async house => {
      const { acme, paperclip } = await house.found()
      const ada = await paperclip.access.accept((await acme.invitations.create()).code, { kind: 'new', account: ADA })
      const { token } = await paperclip.access.openLogin(ada)
      await paperclip.access.changeAccount(ada.id, { status: 'disabled' })
      assert.equal(await paperclip.access.callerOf(token), undefined)
      await refusedWith('unauthorized', paperclip.access.signIn({ email: ADA.email, password: ADA.password }))
      await refusedWith('unauthorized', paperclip.access.openLogin(ada))
    })

    on('changes its password with the one it has, and is signed out elsewhere', async house => {
      const { acme, paperclip } = await house.found()
      const ada = await paperclip.access.accept((await acme.invitations.create()).code, { kind: 'new', account: ADA })
      const { token } = await paperclip.access.openLogin(ada)
      await refusedWith('forbidden', paperclip.as(ada).access.changePassword({ current: 'incorrect', next: 'battery staple' }))
      await assert.rejects(paperclip.as(ada).access.changePassword({ current: ADA.password, next: 'hunter2' }), (error: Error) => /at least 10 characters/.test(error.message) && !JSON.stringify([error, error.message]).includes('hunter2'))
      await paperclip.as(ada).access.changePassword({ current: ADA.password, next: 'battery staple' })
      assert.equal(await paperclip.access.callerOf(token), undefined)
      await refusedWith('unauthorized', paperclip.access.signIn({ email: ADA.email, password: ADA.password }))
      await paperclip.access.signIn({ email: ADA.email, password: 'battery staple' })
    })

    on('whose password was forgotten is given another at the machine, and by nobody else; it is signed out everywhere', async house => {
      const { acme, paperclip } = await house.found()
      const ada = await paperclip.access.accept((await acme.invitations.create()).code, { kind: 'new', account: ADA })
      const owner = await paperclip.access.accept((await paperclip.access.inviteOwner()).code, { kind: 'new', account: { ...ADA, email: 'owner@example.com' } })
      await paperclip.as(ada).access.link(IDENTITY)
      const { token } = await paperclip.access.openLogin(ada)
      for (const other of [ada, owner]) await refusedWith('forbidden', paperclip.as(other).access.resetPassword(ada.id, 'battery staple'))
      await assert.rejects(paperclip.access.resetPassword(ada.id, 'hunter2'), (error: Error) => /at least 10 characters/.test(error.message) && !JSON.stringify([error, error.message]).includes('hunter2'))
      await refusedWith('not_found', paperclip.access.resetPassword('usr_nobody', 'battery staple'))
      await paperclip.access.signIn({ email: ADA.email, password: ADA.password })
      await paperclip.access.resetPassword(ada.id, 'battery staple')
      assert.equal(await paperclip.access.callerOf(token), undefined)
      await refusedWith('unauthorized', paperclip.access.signIn({ email: ADA.email, password: ADA.password }))
      await paperclip.access.signIn({ email: ADA.email, password: 'battery staple' })
      assert.deepEqual(await paperclip.as(ada).access.ways(), { password: true, linked: true })
      await paperclip.access.changeAccount(ada.id, { status: 'disabled' })
      await refusedWith('wrong_state', paperclip.access.resetPassword(ada.id, 'horse correct'))
    })

    on('is not signed in by a password that was changed while it was looked at', async house => {
      const { paperclip, own, slow, before } = await overtaken(house)
      before(() => own.changePassword({ current: ADA.password, next: 'battery staple' }))
      await refusedWith('unauthorized', slow.access.signIn({ email: ADA.email, password: ADA.password }))
      await paperclip.access.signIn({ email: ADA.email, password: 'battery staple' })
    })

    on('is not signed in by a link that was taken away while it was looked at', async house => {
      const { own, slow, before } = await overtaken(house)
      await own.link(IDENTITY)
      before(() => own.unlink())
      await refusedWith('forbidden', slow.access.signInFrom(IDENTITY))
    })

    on('has no link again that was taken away while its password changed', async house => {
      const { paperclip, ada, own, slow, before } = await overtaken(house)
      await own.link(IDENTITY)
      before(() => own.unlink())
      await slow.as(ada).access.changePassword({ current: ADA.password, next: 'battery staple' })
      assert.deepEqual(await own.ways(), { password: true, linked: false })
      await refusedWith('forbidden', paperclip.access.signInFrom(IDENTITY))
    })

    on('changes its password once, by whoever was first with the one it had', async house => {
      const { paperclip, ada, own, slow, before } = await overtaken(house)
      before(() => own.changePassword({ current: ADA.password, next: 'battery staple' }))
      await refusedWith('forbidden', slow.as(ada).access.changePassword({ current: ADA.password, next: 'of a thief' }))
      await paperclip.access.signIn({ email: ADA.email, password: 'battery staple' })
    })
  })
}
