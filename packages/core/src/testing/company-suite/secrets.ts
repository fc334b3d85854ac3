import assert from 'node:assert/strict'
import { canariesIn, CANARY, everyRow } from './every-row.ts'
import { recordsOf } from './house-rules.ts'
import { keyed } from './keyed-adapter.ts'
import type { Topic } from './opened-company.ts'
import { keeping, sealedOf } from './secret-keeping.ts'
import { allRefusedWith, done, like, only, refusedWith, SECOND } from './steps.ts'

export function secrets({ describe, on }: Topic): void {
  describe('a secret', () => {
    on('is not removed while a role is granted it or a tool uses it', async house => {
      const { acme } = await keeping(house)
      assert.match(await refusedWith('wrong_state', acme.secrets.remove('github')), /role "deployer"/)
      await acme.tools.set({ slug: 'gh', connection: { kind: 'command', command: ['gh'], env: { TOKEN: { secret: 'github' } } } })
      await acme.roles.set({ slug: 'deployer', secrets: [] })
      assert.match(await refusedWith('wrong_state', acme.secrets.remove('github')), /tool "gh"/)
      await acme.tools.remove('gh')
      const { secret } = await sealedOf(house, acme, 'github')
      await acme.secrets.remove('github')
      assert.equal(await house.store.read(acme.id, view => view.get('sealed', secret.id)), undefined)
      await refusedWith('not_found', acme.secrets.get('github'))
      await refusedWith('not_found', acme.roles.set({ slug: 'deployer', secrets: ['github'] }))
    })

    on('that is refused is not told again: not in the error, not in the log', async house => {
      const { acme } = await house.found()
      const told: unknown[] = []
      const wrong: readonly object[] = [
        { slug: 'x', value: `${CANARY}\0` }, { slug: 'x', value: `${CANARY}\ud800` }, { slug: 'Not A Slug', value: CANARY }, { slug: 'x', value: CANARY.repeat(4_000) }, { slug: 'x', value: [CANARY] },
        { slug: 'x', value: { text: CANARY } }, { slug: 'x', value: CANARY, [`more ${'x'}`]: 1 }, { slug: 'x', value: CANARY, description: 7 }, { slug: 'x', value: 'short12' }, { slug: 'x' }, {},
      ]
      for (const input of wrong) told.push(await acme.secrets.set(input as never).then(() => assert.fail(`not refused: ${JSON.stringify(input).slice(0, 60)}`), (error: unknown) => [error, Reflect.get(Object(error), 'fields'), Reflect.get(Object(error), 'code')]))
      assert.deepEqual(canariesIn(told), [])
      assert.ok(!JSON.stringify(told).includes('short12'))
      like(told.map(one => (one as unknown[])[2]), wrong.map(() => 'invalid_input'))
      assert.deepEqual(canariesIn(await everyRow(house.store, acme.id)), [])
    })

    on('is refused where a configuration does not say that it may stand, and plain text where only a secret may', async house => {
      const { acme } = await keeping(house)
      assert.match(await refusedWith('invalid_input', acme.agents.hire(keyed('dev', 'deployer', { plain: { secret: 'github' } }))), /adapter\.config\.plain.*marks as secret/)
      const words = await refusedWith('invalid_input', acme.agents.hire(keyed('dev', 'deployer', { password: CANARY })))
      assert.match(words, /adapter\.config\.password.*must be a secret/)
      assert.deepEqual(canariesIn([words, await recordsOf(acme)]), [])
      await acme.agents.hire(keyed('dev', 'deployer', { password: { secret: 'github' }, headers: { Authorization: { secret: 'github' }, Accept: 'text/plain' } }))
      await refusedWith('invalid_input', acme.agents.configure('dev', { adapter: { kind: 'keyed', config: { script: 'work', script2: { secret: 'github' } } } }))
      await refusedWith('invalid_input', acme.agents.configure('dev', { adapter: { kind: 'keyed', config: { script: { secret: 'github' } } } }))
    })

    on('that a role is not granted is refused to its agents, when they are hired, configured, moved to another role, or rolled back', async house => {
      const { acme } = await keeping(house)
      const wanted = { token: { secret: 'github' } }
      assert.match(await refusedWith('invalid_input', acme.agents.hire(keyed('dev', 'worker', wanted))), /"worker" is not granted the secret "github".*role\.set/)
      await refusedWith('invalid_input', acme.agents.hire(keyed('dev', 'deployer', { token: { secret: 'unknown' } })))
      await acme.agents.hire(keyed('dev', 'worker', {}))
      await refusedWith('invalid_input', acme.agents.configure('dev', { adapter: keyed('dev', 'worker', wanted).adapter }))
      await acme.agents.configure('dev', { role: 'deployer', adapter: keyed('dev', 'deployer', wanted).adapter })
      await refusedWith('invalid_input', acme.agents.configure('dev', { role: 'worker' }))
      await acme.agents.configure('dev', { adapter: keyed('dev', 'deployer', {}).adapter })
      await acme.roles.set({ slug: 'deployer', secrets: [] })
      await refusedWith('invalid_input', acme.agents.rollback('dev', 2))
      like(await acme.agents.get('dev'), { revision: 3 })
    })

    on('stands in its place when the adapter reads the configuration, in force as it now is', async house => {
      const { acme, keyedJobs, paperclip, clock } = await keeping(house)
      await paperclip.start()
      await acme.agents.hire(keyed('dev', 'deployer', { plain: 'visible', password: { secret: 'github' }, headers: { A: { secret: 'github' }, B: 'plain' } }))
      for (const value of [CANARY, 'the-second-value']) {
        await acme.secrets.set({ slug: 'github', value })
        await acme.agents.wake('dev')
        await clock.advance(SECOND)
        like(keyedJobs.at(-1)?.config, { plain: 'visible', password: value, headers: { A: value, B: 'plain' } })
      }
    })

    on('whose grant is withdrawn, or which is gone, fails the run clearly and says what to do', async house => {
      const { acme, paperclip, clock, keyedJobs } = await keeping(house)
      await paperclip.start()
      await acme.agents.hire(keyed('dev', 'deployer', { token: { secret: 'github' } }))
      await acme.roles.set({ slug: 'deployer', secrets: [] })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like((await acme.runs.list()).rows[0], { status: 'failed', failure: 'bad_request', error: { message: /"deployer" is not granted the secret "github".*role\.set/ } })
      await acme.secrets.remove('github')
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like((await acme.runs.list()).rows[1], { status: 'failed', failure: 'bad_request' })
      assert.deepEqual(keyedJobs, [])
    })

    on('is the owners\' alone to keep and to remove, and nobody\'s to read', async house => {
      const { acme, paperclip, clock } = await keeping(house, async ({ desk }) => {
        for (const [kind, input] of [['secret.set', { slug: 'mine', id: 'sec_x', box: 'v1.abc', fingerprint: 'f' }], ['secret.remove', { secret: 'github' }]] as const) await refusedWith('forbidden', desk.propose({ kind, input }))
        return done()
      })
      for (const level of ['viewer', 'operator'] as const) {
        await acme.members.set({ id: level, level })
        const handle = await paperclip.as({ kind: 'operator', id: level }).company('acme')
        await allRefusedWith('forbidden', [handle.secrets.set({ slug: 'mine', value: 'my-own-value' }), handle.secrets.remove('github')])
        like((await handle.secrets.list()).rows, [{ slug: 'github' }])
      }
      await acme.members.set({ id: 'viewer', level: 'owner' })
      const gone = await paperclip.as({ kind: 'operator', id: 'viewer' }).company('acme')
      await acme.members.set({ id: 'viewer', level: null })
      await allRefusedWith('not_found', [gone.secrets.set({ slug: 'mine', value: 'my-own-value' }), gone.secrets.list(), gone.secrets.get('github'), gone.secrets.remove('github')])
      await paperclip.start()
      await acme.agents.hire(keyed('dev', 'deployer', {}))
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like(only((await acme.runs.list()).rows), { status: 'succeeded' })
      like((await acme.secrets.list()).rows, [{ slug: 'github', version: 1 }])
    })

    on('is kept by two of the board where it takes two, and the question to them does not hold it', async house => {
      const { acme, paperclip } = await house.found()
      await acme.members.set({ id: 'olga', level: 'owner' })
      await acme.update({ boardMinimum: 2 })
      const asked = await acme.secrets.set({ slug: 'github', value: CANARY }).catch((error: unknown) => error)
      assert.equal(Reflect.get(Object(asked), 'reason'), 'needs_approval')
      assert.deepEqual(canariesIn([asked, await everyRow(house.store, acme.id)]), [])
      like(await acme.secrets.propose({ slug: 'github', value: CANARY }, { reason: 'To push.' }), { kind: 'waiting' })
      const approval = only((await acme.approvals.list()).rows)
      like(approval, { actKind: 'secret.set', status: 'pending' })
      await (await paperclip.as({ kind: 'operator', id: 'olga' }).company('acme')).approvals.approve(approval.id)
      like(await acme.secrets.get('github'), { version: 1 })
      assert.deepEqual(canariesIn(await everyRow(house.store, acme.id)), [])
    })

    on('does not take the place of another one, whatever id an act names', async house => {
      const { acme } = await keeping(house)
      const { secret, sealed } = await sealedOf(house, acme, 'github')
      await acme.propose({ kind: 'secret.set', input: { slug: 'new', id: secret.id, box: `${sealed.box}AAAA`, fingerprint: 'f' } }).catch(() => {})
      assert.equal((await sealedOf(house, acme, 'github')).sealed.box, sealed.box)
      like(await acme.secrets.get('github'), { slug: 'github', version: 1 })
    })

    on('that cannot be opened any more keeps no deferred run from ending', async house => {
      house.expect(/cannot be opened/, /could not be told/)
      const { acme, paperclip, clock } = await keeping(house, async () => ({ kind: 'deferred', until: new Date(house.clock.now().getTime() + 600 * SECOND), handle: 1 }))
      await paperclip.start()
      await acme.agents.hire({ ...keyed('dev', 'deployer', { token: { secret: 'github' } }), budget: { limit: '$5' } })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like(only((await acme.runs.list()).rows), { status: 'deferred' })
      const { sealed } = await sealedOf(house, acme, 'github')
      await house.store.transact(acme.id, tx => tx.put('sealed', { ...sealed, box: `v1.${'A'.repeat(60)}` }))
      await clock.advance(1_200 * SECOND)
      like((await acme.runs.list()).rows[0], { status: 'timed_out', reserved: 0 })
    })

    on('is one however many set it at once', async house => {
      const { acme } = await house.found()
      const outcomes = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => acme.secrets.set({ slug: 'same', value: `value-number-${n}` })))
      assert.ok(outcomes.some(({ status }) => status === 'fulfilled'))
      for (const outcome of outcomes) if (outcome.status === 'rejected') assert.equal(Reflect.get(Object(outcome.reason), 'code'), 'conflict')
      const { secret, sealed } = await sealedOf(house, acme, 'same')
      assert.equal(secret.version, outcomes.filter(({ status }) => status === 'fulfilled').length)
      assert.ok(sealed.box)
    })
  })
}
