import { statements } from './postgres.ts'

/** Has so many agents fall due at once, with something in their inboxes, as if an operator had woken them: by SQL, as a role that no wall holds. */
export const wakeBySql = (url: string, many: number): Promise<void> => statements(url, [`
  with due as (
    update alarms set due_at = (extract(epoch from clock_timestamp()) * 1000)::bigint, reasons = '[{"cause":"operator","agentId":null,"depth":0}]'
    where (company_id, id) in (select company_id, id from alarms where due_at is null and lease_until is null order by md5(id) limit ${many})
    returning *)
  insert into items (company_id, id, agent_id, seq, cause, noun, ref_id, key_ids, deliveries, parked_at, created_at)
  select company_id, 'itm_' || gen_random_uuid(), id, cursor + 1, 'operator', 'agent', id, '[]', 0, null, due_at from due`])

/** Takes all leases away, and has every agent fall due. */
export const dueBySql = (url: string): Promise<void> => statements(url, ['update alarms set due_at = 1, lease_until = null, owner = null', 'vacuum analyze alarms'])

/** Nobody is due or leased. */
export const restBySql = (url: string): Promise<void> => statements(url, ["update alarms set due_at = null, lease_until = null, owner = null, reasons = '[]'", 'vacuum analyze alarms'])

/** Makes of every agent so many, all alike but for their names. What is copied are rows: the audit log knows of the first alone. */
export const multiplyBySql = (url: string, times: number): Promise<void> => statements(url, [
  ...['agents', 'revisions', 'alarms'].map(table => `
    insert into ${table} select copy.* from ${table} one, generate_series(2, ${times}) n, lateral jsonb_populate_record(one, ${COPIED[table]}) copy`),
  'vacuum analyze',
])

const COPIED: Readonly<Record<string, string>> = {
  agents: "jsonb_build_object('id', one.id || '-' || n, 'slug', one.slug || '-' || n)",
  revisions: "jsonb_build_object('id', replace(one.id, one.agent_id, one.agent_id || '-' || n), 'agent_id', one.agent_id || '-' || n)",
  alarms: "jsonb_build_object('id', one.id || '-' || n)",
}
