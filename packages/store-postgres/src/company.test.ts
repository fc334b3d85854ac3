import { memoryKeepers, type AuditRecord } from '@paperclip/core'
import { testCompany } from '@paperclip/core/testing'
import { tableOf } from '@paperclip/store-kysely'
import fc from 'fast-check'
import { afterAll } from 'vitest'
import { Bench, type Benched } from './testing/bench.ts'
import { oneInSix } from './testing/one-in-six.ts'
import { onPostgres } from './testing/test-database.ts'

const bench = new Bench('at once')
afterAll(() => bench.clear())

testCompany(oneInSix(onPostgres), {
  name: 'PostgreSQL',
  idleAgents: 200,
  forAll: check => fc.assert(fc.asyncProperty(fc.array(fc.nat(), { minLength: 30, maxLength: 80 }), check), { numRuns: 2, endOnFailure: true }),
  async open(clock) {
    const { asAdmin, ...place } = await bench.take(clock), keepers = memoryKeepers()
    return { ...place, store: { ...place.store, keepers }, second: { ...place.second, keepers }, doctor: (companyId, seq, alter) => doctored(asAdmin, { companyId, seq }, alter) }
  },
})

/** Changes a stored record behind the store's back, as somebody with the database in hand would. */
async function doctored(asAdmin: Benched['asAdmin'], { companyId, seq }: { companyId: string; seq: number }, alter: (record: AuditRecord) => AuditRecord | null): Promise<void> {
  const { columns } = tableOf('audit')
  const [stored] = await asAdmin('select * from audit_records where company_id = $1 and seq = $2', [companyId, seq])
  const altered = stored ? alter(Object.fromEntries(columns.map(({ field, name, decode }) => [field, decode(stored[name])])) as AuditRecord) : alter({} as AuditRecord)
  await asAdmin('delete from audit_records where company_id = $1 and seq = $2', [companyId, seq])
  if (!altered) return
  const values = columns.map(({ field, encode }) => encode(Reflect.get(altered, field)))
  await asAdmin(`insert into audit_records (company_id, ${columns.map(({ name }) => name).join()}) values ($1, ${columns.map((_, n) => `$${n + 2}`).join()})`, [companyId, ...values])
}
