import { sql } from 'kysely'
import { compilerFor, counting, hole, selecting } from './statement.ts'
import { NEXT } from './table-index.ts'
import { tableOf } from './table.ts'

const next = sql.raw(NEXT)

/**
 * Leases in force per company, when the first of them ends, and how many more it may have. Only leased alarms are read for it: never more than all
 * `max_runs` together.
 */
const room = sql`held as materialized (
    select company_id, count(*) as many, min(lease_until) as first_end from alarms where lease_until > ${hole('now')} group by company_id),
  room as materialized (
    select c.company_id, c.max_runs - coalesce(h.many, 0) as free, h.first_end from companies c left join held h on h.company_id = c.company_id)`
/** Says what may be claimed by exclusion, so that the alarms are walked in the order of `alarms_by_next` and not company by company. */
const open = sql`company_id not in (select company_id from room where free <= 0) and exists (select 1 from companies c where c.company_id = a.company_id)`

/** The statements over the alarms of all companies. */
export function alarmStatements() {
  const db = compilerFor('sqlite')
  const columns = tableOf('alarm').columns.map(column => column.name)
  return {
    /** The first due alarms of companies that are not at their limit, with how many more leases each such company may have. */
    due: selecting(sql`with ${room}
      select a.company_id, a.id, (select r.free from room r where r.company_id = a.company_id) as free from alarms a
      where ${next} <= ${hole('now')} and a.${open} order by ${next}, a.company_id, a.id limit ${hole('page')}`.compile(db)),
    lease: selecting(db.updateTable('alarms')
      .set({ lease_until: hole('until'), owner: hole('owner'), fence: sql`fence + 1` })
      .where('company_id', '=', hole('company_id')).where('id', '=', hole('id'))
      .returning(columns).compile()),
    renew: counting(db.updateTable('alarms').set({ lease_until: hole('until') })
      .where('company_id', '=', hole('company_id')).where('id', '=', hole('id'))
      .where('owner', '=', hole('owner')).where('fence', '=', hole('fence')).where('lease_until', 'is not', null).compile()),
    /** Two times: the first alarm of companies with room, and the first lease to end of those without. Either may be null. */
    next: selecting(sql`with ${room}
      select (select ${next} from alarms a where ${next} is not null and a.${open} order by ${next} limit 1) as open,
        (select min(first_end) from room where free <= 0) as full`.compile(db)),
  }
}
