import { createHash } from 'node:crypto'
import { PaperclipError, type Blobs } from '@paperclip/core'
import { capped, checkDigest, folderName } from '@paperclip/core/store'
import type { SqlDriver, SqlResult, SqlValue, Statement } from '@paperclip/store-kysely'

const HAS: Statement = { sql: 'select 1 from blobs where company_id = $1 and sha256 = $2', gives: 'row', parameters: [] }
const GET: Statement = { sql: 'select body from blobs where company_id = $1 and sha256 = $2', gives: 'row', parameters: [] }
/** Whoever puts the same bytes again mends what was damaged. */
const PUT: Statement = { sql: 'insert into blobs (company_id, sha256, body) values ($1, $2, $3) on conflict (company_id, sha256) do update set body = excluded.body', gives: 'count', parameters: [] }
const REMOVE: Statement = { sql: 'delete from blobs where company_id = $1 and sha256 = $2', gives: 'count', parameters: [] }
const DESTROY: Statement = { sql: 'delete from blobs where company_id = $1', gives: 'count', parameters: [] }

/** Bytes as rows of a database, each once, behind the wall of their company. One body at a time is held in memory, up to what its `put` allows. */
export function postgresBlobs(driver: SqlDriver): Blobs {
  const read = (company: string, statement: Statement, values: readonly SqlValue[]): Promise<SqlResult> => driver.read(company, session => session.run(statement, values))
  const write = (company: string, statement: Statement, values: readonly SqlValue[]): Promise<SqlResult> => driver.write(company, session => session.run(statement, values))
  return {
    async put(company, body, { most }) {
      folderName('company', company)
      const chunks: Uint8Array[] = [], hash = createHash('sha256')
      for await (const chunk of capped(body, most)) {
        chunks.push(Uint8Array.from(chunk))
        hash.update(chunk)
      }
      const whole = Buffer.concat(chunks), sha256 = hash.digest('hex')
      await write(company, PUT, [company, sha256, whole])
      return { sha256, bytes: whole.byteLength }
    },
    async get(company, sha256) {
      const { rows: [found] } = await read(folderName('company', company), GET, [company, checkDigest(sha256)])
      const bytes = found?.[0]
      if (bytes === undefined) return undefined
      if (bytes instanceof Uint8Array && createHash('sha256').update(bytes).digest('hex') === sha256) return Uint8Array.from(bytes)
      throw new PaperclipError('unavailable', `The bytes ${sha256} of ${company} in ${driver.name} are damaged: they are not those of their name. Restore them from a backup.`)
    },
    has: async (company, sha256) => (await read(folderName('company', company), HAS, [company, checkDigest(sha256)])).rows.length > 0,
    async remove(company, sha256) {
      await write(folderName('company', company), REMOVE, [company, checkDigest(sha256)])
    },
    async destroy(company) {
      await write(folderName('company', company), DESTROY, [company])
    },
  }
}
