import { sampleRow } from '@paperclip/core/testing'
import { openSqlite } from '../open-sqlite.ts'

/** Writes sessions from many callers at once and says each one's id once its transaction has resolved, until it is killed. */
const [file = '', company = ''] = process.argv.slice(2)
const store = await openSqlite({ file })
await Promise.all(Array.from({ length: 32 }, async (_, caller) => {
  for (let n = 0; ; n++) {
    const id = `s${caller}-${n}`
    await store.transact(company, tx => tx.put('session', sampleRow('session', 'bare', { id })))
    process.stdout.write(`${id}\n`)
  }
}))
