import { foundCompany, verifiedChain } from '@paperclip/core/testing'
import { expect, it } from 'vitest'
import { openSqlite } from './open-sqlite.ts'
import { runChild } from './testing/child-process.ts'
import { temporaryFile } from './testing/temporary-file.ts'

const EACH = 100

it('A5: three processes on one file lose nothing, and the chain verifies', async () => {
  const file = temporaryFile(), store = await openSqlite({ file })
  const company = await foundCompany(store)
  const changed = new Promise<void>(resolve => void store.watch(resolve))
  const made = await Promise.all(['one', 'two', 'three'].map(name => runChild('writer.child.ts', [file, company, String(EACH), name])))
  expect(made).toEqual([EACH, EACH, EACH])
  expect((await store.read(company, view => view.get('session', 'counter')))?.state).toBe(3 * EACH)
  const records = await verifiedChain(store, company)
  expect(records.length).toBe(1 + 3 * EACH)
  expect(new Set(records.map(({ actorId }) => actorId)).size).toBe(4)
  await changed
  await store.close()
}, 60_000)

it('processes that open a new file at once all find it ready', async () => {
  const file = temporaryFile()
  expect(await Promise.all([1, 2, 3].map(() => runChild('opener.child.ts', [file])))).toEqual([{ code: 'opened' }, { code: 'opened' }, { code: 'opened' }])
}, 60_000)
