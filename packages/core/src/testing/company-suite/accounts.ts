import assert from 'node:assert/strict'
import type { Topic } from './opened-company.ts'
import { refusedWith } from './steps.ts'

export function accounts({ describe, on }: Topic): void {
  describe('an account', () => {
    on('that is disabled is signed out everywhere, and nobody signs in with it', async house => {
      const { acme, paperclip } = await house.found()
      const account = { email: 'ada@example.com', name: 'Ada', password: 'correct horse' }
      const ada = await paperclip.access.accept((await acme.invitations.create()).code, { kind: 'new', account })
      const { token } = await paperclip.access.openLogin(ada)
      await paperclip.access.changeAccount(ada.id, { status: 'disabled' })
      assert.equal(await paperclip.access.callerOf(token), undefined)
      await refusedWith('unauthorized', paperclip.access.signIn({ email: account.email, password: account.password }))
      await refusedWith('unauthorized', paperclip.access.openLogin(ada))
    })

    on('changes its password with the one it has, and is signed out elsewhere', async house => {
      const { acme, paperclip } = await house.found()
      const account = { email: 'ada@example.com', name: 'Ada', password: 'correct horse' }
      const ada = await paperclip.access.accept((await acme.invitations.create()).code, { kind: 'new', account })
      const { token } = await paperclip.access.openLogin(ada)
      await refusedWith('forbidden', paperclip.as(ada).access.changePassword({ current: 'incorrect', next: 'battery staple' }))
      await assert.rejects(paperclip.as(ada).access.changePassword({ current: account.password, next: 'hunter2' }), (error: Error) => /at least 10 characters/.test(error.message) && !JSON.stringify([error, error.message]).includes('hunter2'))
      await paperclip.as(ada).access.changePassword({ current: account.password, next: 'battery staple' })
      assert.equal(await paperclip.access.callerOf(token), undefined)
      await refusedWith('unauthorized', paperclip.access.signIn({ email: account.email, password: account.password }))
      await paperclip.access.signIn({ email: account.email, password: 'battery staple' })
    })
  })
}
