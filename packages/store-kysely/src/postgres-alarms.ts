import { systemClock, type Clock } from '@paperclip/core'
import type { AlarmStore, Claim } from '@paperclip/core/store'
import { sql } from 'kysely'
import type { SqlValue } from './codec.ts'
import { PostgresRenewals, type Renewed } from './postgres-renewals.ts'
import { decodeRow } from './row-codec.ts'
import type { SqlDriver, SqlSession } from './sql-driver.ts'
import { compilerFor, fill, hole, readingBeside, selecting, writing, type Statement } from './statement.ts'
import { tableOf } from './table.ts'

/**
 * Leases over the alarms of all companies, by two functions in the database: each company's wall hides its alarms from everybody else, and what they
 * give back are ids. Time is the database's own unless a clock is handed in.
 */
export function postgresAlarms(driver: SqlDriver, clock: Clock | undefined): AlarmStore & { close(): void } {
  const statements = alarmStatements(), table = tableOf('alarm')
  const run = (session: SqlSession, statement: Statement, values: readonly (readonly [string, SqlValue])[]) => session.run(statement, fill(statement, new Map(values)))
  const get = async (session: SqlSession, companyId: string, id: string): Promise<Claim[]> => {
    const { rows: [alarm] } = await run(session, statements.get, [['company_id', companyId], ['id', id]])
    return alarm ? [{ companyId, alarm: decodeRow<'alarm'>(table, alarm) }] : []
  }
  const now = (): [string, SqlValue] => ['now', clock?.now().getTime() ?? null]

  const renewals = new PostgresRenewals(sent => driver.urgent(session => Promise.all(sent.map(async ({ lease: { companyId, agentId, owner, fence }, leaseMs }): Promise<Renewed> => {
    void run(session, statements.enter, [['company_id', companyId]])
    const { rows: [found] } = await run(session, statements.renew, [now(), ['lease_ms', leaseMs], ['company_id', companyId], ['id', agentId], ['owner', owner], ['fence', fence]])
    if (Number(found?.[0]) === 1) return 'renewed'
    return Number(found?.[1]) === 1 ? 'busy' : 'lost'
  }))), systemClock)                                                           // renewals wait for the database, not for whoever judges leases

  return {
    async now() {
      const { rows: [found] } = await driver.read(null, session => run(session, statements.now, [now()]))
      return new Date(Number(found?.[0]))
    },
    claim: ({ owner, leaseMs, limit }) => driver.write(null, async session => {
      const { rows: leased } = await run(session, statements.claim, [now(), ['lease_ms', leaseMs], ['owner', owner], ['limit', limit]])
      const found: Promise<Claim[]>[] = []
      for (const companyId of new Set(leased.map(([company]) => String(company)))) {                    // behind each wall once, for all that is there
        void run(session, statements.enter, [['company_id', companyId]])
        leased.forEach(([company, id], place) => { if (company === companyId) found[place] = get(session, companyId, String(id)) })
      }
      return (await Promise.all(found)).flat()
    }),
    renew: (lease, leaseMs) => renewals.renew(lease, leaseMs),
    close: () => renewals.close(),
    async nextDue() {
      const { rows: [found] } = await driver.read(null, session => run(session, statements.next, [now()]))
      const first = found?.[0]
      return first == null ? null : new Date(Number(first))
    },
  }
}

const holding = () => sql`company_id = ${hole('company_id')} and id = ${hole('id')} and owner = ${hole('owner')} and fence = ${hole('fence')} and lease_until is not null`

function alarmStatements() {
  const db = compilerFor('postgres'), { columns } = tableOf('alarm')
  return {
    claim: selecting(sql`select company_id, id from paperclip_claim(${hole('now')}, ${hole('lease_ms')}, ${hole('owner')}, ${hole('limit')})`.compile(db)),
    now: selecting(sql`select paperclip_now(${hole('now')})`.compile(db)),
    next: selecting(sql`select paperclip_next_due(${hole('now')}) as first`.compile(db)),
    enter: writing(sql`select set_config('paperclip.company', ${hole('company_id')}, true)`.compile(db)),
    get: readingBeside(selecting(db.selectFrom('alarms').select(columns.map(({ name }) => name)).where('company_id', '=', hole('company_id')).where('id', '=', hole('id')).compile())),
    renew: selecting(sql`with held as materialized (select company_id, id from alarms where ${holding()} for no key update skip locked),
      renewed as (update alarms a set lease_until = paperclip_now(${hole('now')}) + ${hole('lease_ms')} from held where a.company_id = held.company_id and a.id = held.id returning 1)
      select (select count(*) from renewed), (select count(*) from alarms where ${holding()})`.compile(db)),
  }
}
