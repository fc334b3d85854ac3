import assert from 'node:assert/strict'
import type { Row } from '../../domain/nouns.ts'
import { aSession, aTask, creation, found, sample } from './sample-rows.ts'
import { refused } from './refused.ts'
import type { Topic } from './opened-store.ts'

const HALF = 'half a fox \ud83e'
const NUL = 'cut\0here'

export function refusals({ describe, on }: Topic): void {
  describe('what no store could keep as it is', () => {
    on('is refused in a row: NUL, half a surrogate pair, NaN, undefined, a date that is none', async ({ store }) => {
      const company = await found(store)
      const bad: Partial<Row<'task'>>[] = [{ title: NUL }, { title: HALF }, { depth: Number.NaN }, { depth: Number.POSITIVE_INFINITY }, { dueAt: new Date(Number.NaN) }, { title: undefined as unknown as string }]
      for (const fields of bad) {
        assert.equal((await refused(store.transact(company, tx => tx.record(creation('task', aTask(1, fields)))))).code, 'invalid_input')
      }
      assert.equal((await refused(store.transact(company, tx => tx.put('session', { ...aSession('s'), agentId: NUL })))).code, 'invalid_input')
      assert.deepEqual((await store.read(company, view => view.list('task', { by: 'number' }))).rows, [])
    })

    on('is refused as a key, never taken for what is before the NUL', async ({ store }) => {
      const company = await found(store)
      await store.transact(company, tx => tx.put('session', aSession('cut')))
      assert.equal((await refused(store.read(company, view => view.get('session', NUL)))).code, 'invalid_input')
    })

    on('is kept inside nested values, which are stored as JSON', async ({ store }) => {
      const company = await found(store), state = { [NUL]: [NUL, HALF] }
      await store.transact(company, tx => tx.put('session', aSession('s', state)))
      assert.deepEqual((await store.read(company, view => view.get('session', 's')))?.state, state)
    })
  })

  describe('booleans', () => {
    on('are kept apart, both of them', async ({ store }) => {
      const company = await found(store)
      const runs = [true, false].map(flag => sample('run', 'bare', { id: `run_${flag}`, status: 'lost', unpriced: flag, estimated: !flag }))
      await store.transact(company, async tx => {
        for (const run of runs) await tx.record(creation('run', run))
      })
      for (const run of runs) assert.deepEqual(await store.read(company, view => view.get('run', run.id)), run)
    })
  })
}
