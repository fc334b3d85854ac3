import assert from 'node:assert/strict'
import { DEFAULT_LIMITS, type Limits } from '../../domain/limits.ts'
import { scripted } from '../trial.ts'
import { recordsOf } from './house-rules.ts'
import type { House, Topic } from './opened-company.ts'
import { done, HOUR, like, MINUTE, SECOND, type Job } from './steps.ts'

const DAY = 24 * HOUR
const { keepLogsMs, keepRunsMs, keepAuditMs } = DEFAULT_LIMITS

/** A company with a few runs behind it, that is not running any more. */
async function withHistory(house: House, limits: Partial<Limits> = {}) {
  const trial = await house.run({ work: async ({ spend, log, desk, brief }: Job) => {
    log({ stream: 'stdout', level: 'info', text: 'At it.' })
    await spend({ id: 'call', cost: 1_000 })
    if (brief.focus) await desk.finish({ task: brief.focus.id, result: 'Done.' })
    return done()
  } }, { options: { limits: { tidyEveryMs: 10_000 * DAY, ...limits } } })
  await trial.acme.agents.hire({ ...scripted('dev', 'work'), budget: { limit: '$100', window: 'lifetime' } })
  for (const title of ['One', 'Two', 'Three']) {
    await trial.acme.tasks.create({ title, assignee: 'dev' }, { key: title })
    await trial.clock.advance(SECOND)
  }
  await trial.acme.signals.send({ to: 'dev', source: 'hook', payload: 1 })
  await trial.clock.advance(HOUR)
  return trial
}

export function retention({ describe, on }: Topic): void {
  describe('what grows old', () => {
    on('stays as long as it may', async house => {
      const { acme } = await withHistory(house)
      like(await acme.tidy('count'), { logs: 0, runs: 0, signals: 0, items: 0, replies: 0, audit: 0 })
      like(await acme.tidy(), { logs: 0, runs: 0, signals: 0, items: 0, replies: 0, audit: 0 })
    })

    on('goes by its age: logs first, then runs with what they moved, and is counted before it goes', async house => {
      const { acme, clock } = await withHistory(house)
      const runs = (await acme.runs.list()).rows
      const [budget] = (await acme.budgets.list()).rows
      clock.jump(keepLogsMs)
      const counted = await acme.tidy('count')
      like(counted, { logs: runs.length, runs: 0, replies: 3 })
      assert.ok(counted.items > 0)
      assert.deepEqual(await acme.tidy(), counted)
      await clock.advance(SECOND)
      for (const { id } of runs) assert.deepEqual((await acme.runs.log(id)).rows, [])
      like(await acme.tidy('count'), { logs: 0, items: 0, replies: 0 })
      clock.jump(keepRunsMs)
      like(await acme.tidy(), { runs: runs.length, signals: 1 })
      assert.deepEqual([(await acme.runs.list()).rows, (await acme.budgets.movements()).rows, (await acme.signals.list()).rows], [[], [], []])
      like((await acme.tasks.list()).rows, [{ status: 'done' }, { status: 'done' }, { status: 'done' }])
      like(await acme.budgets.balance(budget?.id ?? ''), { spent: 1_000 * runs.length })
      like(await acme.audit.verify(), { ok: true })
    })

    on('leaves one record for many rows', async house => {
      const { acme, clock } = await withHistory(house)
      clock.jump(keepRunsMs + DAY)
      const before = (await recordsOf(acme)).length
      await acme.tidy()
      const added = (await recordsOf(acme)).slice(before).map(({ action }) => action)
      assert.deepEqual(added.sort(), ['retention.logs', 'retention.runs', 'retention.signals'])
    })

    on('goes by itself now and then where the company runs', async house => {
      const { acme, clock } = await withHistory(house, { tidyEveryMs: 10 * SECOND })
      clock.jump(keepLogsMs + DAY)
      await clock.advance(15 * SECOND)
      like(await acme.tidy('count'), { logs: 0, items: 0, replies: 0 })
    })

    on('A2: of the audit log is put away, and is still listed, fed and verified', async house => {
      const { acme, clock } = await withHistory(house, { segmentRecords: 5 })
      const before = await recordsOf(acme)
      clock.jump(keepAuditMs + DAY)
      const { audit } = await acme.tidy()
      assert.equal(audit, before.length)
      assert.ok((await acme.audit.list()).rows.every(({ seq }) => seq > audit), 'no row of it is left')
      const fed = await recordsOf(acme)
      assert.deepEqual(fed.slice(0, before.length), before)
      like(await acme.audit.verify(), { ok: true, records: fed.length })
      await acme.tasks.create({ title: 'Later' })
      like(await acme.audit.verify({ seq: before[2]?.seq ?? 0, hash: before[2]?.hash ?? '' }), { ok: true })
      like(await acme.audit.verify({ seq: 3, hash: 'f'.repeat(64) }), { ok: false, seq: 3 })
    })

    on('A2: and was put away is missed when its file is gone', async house => {
      const { acme, clock } = await withHistory(house, { segmentRecords: 5 })
      clock.jump(keepAuditMs + DAY)
      await acme.tidy()
      const [segment] = await house.store.read(acme.id, async view => (await view.list('segment', { by: 'fromSeq' })).rows)
      await house.store.keepers?.blobs.remove(`${acme.id}-audit`, segment?.sha256 ?? '')
      like(await acme.audit.verify(), { ok: false, seq: 1, problem: /gone/ })
      house.chainIsBroken()
    })

    on('A2: is put away in an unbroken row only, whatever the clocks of several nodes said', async house => {
      const { acme, clock } = await withHistory(house, { segmentRecords: 5 })
      await acme.tasks.create({ title: 'On time' })
      clock.jump(-HOUR)
      await acme.tasks.create({ title: 'By a clock that is behind' })
      clock.jump(HOUR)
      await acme.tasks.create({ title: 'On time again' })
      const before = await recordsOf(acme)
      clock.jump(keepAuditMs - HOUR / 2)
      const { audit } = await acme.tidy()
      assert.ok(audit < before.length)
      like(await acme.audit.verify(), { ok: true })
      assert.deepEqual((await recordsOf(acme)).slice(0, before.length), before)
    })

    on('A2: and was put away is not in the hands of whoever attaches and removes files', async house => {
      const { acme, clock } = await withHistory(house, { segmentRecords: 5 })
      clock.jump(keepAuditMs + DAY)
      await acme.tidy()
      const [segment] = await house.store.read(acme.id, async view => (await view.list('segment', { by: 'fromSeq' })).rows)
      await assert.rejects(acme.propose({ kind: 'artifact.attach', input: { name: 'x', mediaType: 'text/plain', bytes: segment?.bytes ?? 0, sha256: segment?.sha256 ?? '' } }), { code: 'invalid_input' })
      like(await acme.audit.verify(), { ok: true })
    })

    on('goes past what must stay', async house => {
      const { acme, clock } = await withHistory(house)
      const { id: agentId } = await acme.agents.get('dev')
      const items = await house.store.read(acme.id, async view => (await view.list('item', { where: { agentId }, by: 'seq' })).rows)
      const [first] = items, parkedAt = clock.now()
      await house.store.transact(acme.id, async tx => { if (first) await tx.put('item', { ...first, parkedAt }) })
      clock.jump(keepLogsMs)
      like(await acme.tidy(), { items: items.length - 1 })
    })

    on('tells whoever asked the board that nobody decided', async house => {
      const { acme, clock } = await house.run({ work: async ({ desk, brief }: Job) => {
        if (brief.inbox.some(({ noun }) => noun === 'approval')) return done('Heard.')
        await desk.propose({ kind: 'agent.hire', input: scripted('more', 'work') })
        return done()
      } }, { options: { limits: { tidyEveryMs: 10 * SECOND } } })
      await acme.roles.set({ slug: 'worker', permissions: { 'agent.hire': 'team' } })
      await acme.agents.hire(scripted('boss', 'work'))
      await acme.agents.wake('boss')
      await clock.advance(SECOND)
      like((await acme.approvals.list()).rows, [{ status: 'pending' }])
      clock.jump(9 * DAY)
      await clock.advance(MINUTE)
      like((await acme.approvals.list()).rows, [{ status: 'expired', note: /Nobody decided/ }])
      like((await acme.runs.list({ by: 'startedAt', direction: 'down' })).rows[0], { summary: 'Heard.' })
    })

    on('is not let go by a viewer, and of one company at a time', async house => {
      const { acme, paperclip, clock } = await withHistory(house)
      const other = await paperclip.found({ slug: 'other' })
      await acme.members.set({ id: 'eve', level: 'viewer' })
      clock.jump(keepRunsMs + DAY)
      const viewer = await paperclip.as({ kind: 'operator', id: 'eve' }).company('acme')
      await assert.rejects(viewer.tidy(), { code: 'forbidden' })
      const records = (await recordsOf(acme)).length
      await other.tidy()
      assert.equal((await recordsOf(acme)).length, records)
    })
  })
}
