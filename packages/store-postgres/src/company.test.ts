import type { AuditRecord } from '@paperclip/core'
import { memoryKeepers } from '@paperclip/core'
import { testCompany } from '@paperclip/core/testing'
import { tableOf } from '@paperclip/store-kysely'
import fc from 'fast-check'
import { afterAll } from 'vitest'
import { Bench } from './testing/bench.ts'
import { onPostgres, rowsOf } from './testing/test-database.ts'

const bench = new Bench()
afterAll(() => bench.clear())

testCompany(onPostgres, {
  name: 'PostgreSQL',
  idleAgents: 200,
  forAll: check => fc.assert(fc.asyncProperty(fc.array(fc.nat(), { minLength: 30, maxLength: 80 }), check), { numRuns: 2, endOnFailure: true }),
  async open(clock) {
    const { database, ...place } = await bench.take(clock)
    const keepers = memoryKeepers()
    return { ...place, store: { ...place.store, keepers }, second: { ...place.second, keepers }, doctor: (companyId, seq, alter) => doctored(database.adminUrl, { companyId, seq }, alter) }
  },
})

/** Changes a stored record behind the store's back, as somebody with the database in hand would. */
async function doctored(url: string, { companyId, seq }: { companyId: string; seq: number }, alter: (record: AuditRecord) => AuditRecord | null): Promise<void> {
  const { columns } = tableOf('audit'), at = `where company_id = '${companyId}' and seq = ${seq}`
  const [stored] = await rowsOf(url, `select * from audit_records ${at}`)
  const altered = stored ? alter(Object.fromEntries(columns.map(({ field, name, decode }) => [field, decode(stored[name])])) as AuditRecord) : alter({} as AuditRecord)
  await rowsOf(url, `delete from audit_records ${at}`)
  if (!altered) return
  const values = [companyId, ...columns.map(({ field, encode }) => encode(Reflect.get(altered, field)))]
  await rowsOf(url, `insert into audit_records (company_id, ${columns.map(({ name }) => name).join()}) values (${values.map(value => (value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`)).join()})`)
}
