import type { AuditRecord } from '@paperclip/core'
import type { CompanySuite } from '@paperclip/core/testing'
import { tableOf } from '@paperclip/store-kysely'
import fc from 'fast-check'
import { libsqlConnect } from '../database.ts'
import { openSqlite } from '../open-sqlite.ts'
import { laidOutFile } from './laid-out-file.ts'
import { MEMORY } from './memory-disk.ts'

/** Companies on a file of their own, in memory where there is room for it: they are not about the disk. */
export const onAFile: CompanySuite = {
  name: 'a SQLite file',
  idleAgents: 1_000,
  forAll: check => fc.assert(fc.asyncProperty(fc.array(fc.nat(), { minLength: 30, maxLength: 80 }), check), { numRuns: 6, endOnFailure: true }),
  async open(clock) {
    const file = await laidOutFile(MEMORY)
    const store = await openSqlite({ file, clock }), second = await openSqlite({ file, clock })
    return {
      store, second,
      doctor: (companyId, seq, alter) => doctored(file, { companyId, seq }, alter),
      async close() {
        await Promise.all([store.close(), second.close()])
      },
    }
  },
}

/** Changes a stored record behind the store's back, as somebody with the file in hand would. */
async function doctored(file: string, { companyId, seq }: { companyId: string; seq: number }, alter: (record: AuditRecord) => AuditRecord | null): Promise<void> {
  const database = (await libsqlConnect())(file), { columns } = tableOf('audit')
  const [stored] = database.prepare('select * from audit_records where company_id = ? and seq = ?').all(companyId, seq) as Record<string, unknown>[]
  const altered = stored ? alter(Object.fromEntries(columns.map(({ field, name, decode }) => [field, decode(stored[name])])) as AuditRecord) : alter({} as AuditRecord)
  database.prepare('delete from audit_records where company_id = ? and seq = ?').run(companyId, seq)
  if (altered) {
    const values = columns.map(({ field, encode }) => encode(Reflect.get(altered, field)))
    database.prepare(`insert into audit_records (company_id, ${columns.map(({ name }) => name).join()}) values (?, ${columns.map(() => '?').join()})`).run(companyId, ...values)
  }
  database.close()
}
