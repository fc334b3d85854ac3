import assert from 'node:assert/strict'
import { keyVault } from '../../defaults/key-vault.ts'
import { openValue, placeOf } from '../../operations/secrets/seal.ts'
import type { CompanyHandle } from '../../company.ts'
import { scripted } from '../trial.ts'
import { canariesIn, CANARY, everyRow } from './every-row.ts'
import { recordsOf } from './house-rules.ts'
import { keyed, keyedAdapter, type KeyedStep } from './keyed-adapter.ts'
import { stopped, type House, type Topic } from './opened-company.ts'
import { allRefusedWith, done, like, only, refusedWith, SECOND } from './steps.ts'

/** A company with a secret that the role `deployer` is granted, and with keyed agents. */
async function keeping(house: House, work: KeyedStep = async () => done(), options: Parameters<House['found']>[1] = {}) {
  const adapter = keyedAdapter({ work })
  const trial = await house.found({}, { ...options, options: { ...options.options, adapters: [adapter] } })
  await trial.acme.secrets.set({ slug: 'github', value: CANARY, description: 'Pushes code.' })
  await trial.acme.roles.set({ slug: 'deployer', secrets: ['github'] })
  return { ...trial, keyedJobs: adapter.jobs, keyedAdapter: adapter }
}

const sealedOf = (house: House, company: CompanyHandle, slug: string) => house.store.read(company.id, async view => {
  const secret = only((await view.list('secret', { where: { slug }, by: 'id' })).rows)
  return { secret, sealed: await view.get('sealed', secret.id) ?? assert.fail('it is not sealed') }
})

export function secrets({ describe, on }: Topic): void {
  describe('a secret', () => {
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
      await acme.agents.hire({ ...scripted('dev', 'rest'), status: 'draft' })
      await stopped(house.nodes[0]?.paperclip ?? assert.fail(), house.clock)
    })
  })
}
