import { FakeClock, scripted, trial } from '@paperclip/core/testing'
import { describe, expect, it } from 'vitest'
import { libsqlConnect } from './database.ts'
import { openSqlite } from './open-sqlite.ts'
import { temporaryFile } from './testing/temporary-file.ts'

describe('a database file that somebody edited', () => {
  it.each([
    ['what is spent', 'update balances set spent = 0 where spent > 0', { kind: 'altered', noun: 'balance', field: 'spent', logged: 100, stored: 0 }],
    ['what a day cost an agent', 'update cost_days set billed = 7', { kind: 'altered', noun: 'costDay', field: 'billed', logged: 100, stored: 7 }],
    ['what a day cost in all', 'update cost_totals set billed = 7', { kind: 'altered', noun: 'costTotal', field: 'billed', logged: 100, stored: 7 }],
    ['how a run ended', "update runs set status = 'cancelled'", { kind: 'altered', noun: 'run', field: 'status', logged: 'succeeded', stored: 'cancelled' }],
    ['the chart', "update agents set reports_to = null where slug = 'dev'", { kind: 'altered', noun: 'agent', field: 'reportsTo', stored: null }],
    ['the ledger', "delete from movements where kind = 'spend'", { kind: 'missing', noun: 'movement' }],
  ])('A4: is given away by its own log: %s', async (_name, sql, expected) => {
    const clock = new FakeClock(), file = temporaryFile(), store = await openSqlite({ file, clock })
    const { acme, paperclip } = await trial({ store, clock, script: { work: async ({ spend }) => { await spend({ id: 'call', cost: 100 }); return { kind: 'done', summary: '' } } } })
    await acme.agents.hire(scripted('boss', 'rest'))
    await acme.agents.hire({ ...scripted('dev', 'work'), reportsTo: 'boss', budget: { limit: '$5' } })
    await paperclip.start()
    await acme.agents.wake('dev')
    await clock.advance(1_000)
    await paperclip.stop()
    expect(await acme.audit.reconcile()).toMatchObject({ ok: true })

    const database = (await libsqlConnect())(file)
    expect(database.prepare(sql).run().changes).toBe(1)
    database.close()
    const reconciled = await acme.audit.reconcile()
    expect(reconciled).toMatchObject({ ok: false, discrepancies: expect.arrayContaining([expect.objectContaining(expected)]) })
    await store.close()
  })
})
