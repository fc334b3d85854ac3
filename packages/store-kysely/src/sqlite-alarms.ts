import type { Clock } from '@paperclip/core'
import type { AlarmStore, Claim } from '@paperclip/core/store'
import { alarmStatements } from './sqlite-alarm-statements.ts'
import type { SqlValue } from './codec.ts'
import { decodeRow } from './row-codec.ts'
import type { SqlDriver, SqlSession } from './sql-driver.ts'
import { fill, type Statement } from './statement.ts'
import { tableOf } from './table.ts'

/** At least so many due alarms are looked at together: those of a company whose room is used up on the way are passed over. */
const LEAST_PAGE = 200

/** Leases over the alarms of all companies. */
export function sqliteAlarms(driver: SqlDriver, clock: Clock): AlarmStore {
  const statements = alarmStatements()
  const alarms = tableOf('alarm')
  const run = (session: SqlSession, statement: Statement, values: readonly (readonly [string, SqlValue])[]) =>
    session.run(statement, fill(statement, new Map(values)))

  const firstNext = async (): Promise<number | null> => {
    const { rows: [found] } = await driver.read(null, session => run(session, statements.next, [['now', clock.now().getTime()]]))
    const times = (found ?? []).flatMap(time => (time === null ? [] : [Number(time)]))
    return times.length > 0 ? Math.min(...times) : null
  }

  return {
    now: async () => clock.now(),
    async claim({ owner, leaseMs, limit }) {
      return driver.write(null, async session => {
        const now = clock.now().getTime(), claims: Claim[] = []
        const page = Math.max(2 * limit, LEAST_PAGE)
        for (;;) {
          const { rows } = await run(session, statements.due, [['now', now], ['page', page]])
          const free = new Map<string, number>()
          for (const [company, id, said] of rows) {
            const companyId = String(company), left = free.get(companyId) ?? Number(said)
            if (claims.length >= limit) return claims
            if (left <= 0) continue
            free.set(companyId, left - 1)
            const { rows: [leased] } = await run(session, statements.lease, [
              ['until', now + leaseMs], ['owner', owner], ['company_id', companyId], ['id', String(id)],
            ])
            if (leased) claims.push({ companyId, alarm: decodeRow<'alarm'>(alarms, leased) })
          }
          if (rows.length < page) return claims
        }
      })
    },
    renew: ({ companyId, agentId, owner, fence }, leaseMs) => driver.write(companyId, async session => {
      const { changes } = await run(session, statements.renew, [
        ['until', clock.now().getTime() + leaseMs], ['company_id', companyId], ['id', agentId], ['owner', owner], ['fence', fence],
      ])
      return changes === 1
    }),
    async nextDue() {
      const first = await firstNext()
      return first === null ? null : new Date(first)
    },
  }
}
