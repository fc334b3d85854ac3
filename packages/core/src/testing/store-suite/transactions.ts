import assert from 'node:assert/strict'
import type { CompanyTx } from '../../ports/store.ts'
import { aSession, aTask, anAlarm, creation, found } from './sample-rows.ts'
import { refused } from './refused.ts'
import type { Topic } from './opened-store.ts'

export function transactions({ describe, on }: Topic): void {
  describe('transact', () => {
    on('A1: keeps nothing of a work that throws, row and record alike', async ({ store }) => {
      const company = await found(store)
      const broken = new Error('broken')
      const failing = store.transact(company, async tx => {
        await tx.put('session', aSession('s'))
        await tx.record(creation('task', aTask(1)))
        throw broken
      })
      assert.equal(await refused(failing), broken)
      await store.read(company, async view => {
        assert.equal(await view.get('session', 's'), undefined)
        assert.equal(await view.get('task', 'tsk_1'), undefined)
        assert.equal((await view.list('audit', { by: 'seq' })).rows.length, 1)
      })
    })

    on('gives back what the work gave, once others can see what it wrote', async ({ store, second }) => {
      const company = await found(store)
      const result = await store.transact(company, async tx => {
        await tx.put('session', aSession('s', { seen: true }))
        return { answer: 42 }
      })
      assert.deepEqual(result, { answer: 42 })
      assert.deepEqual((await second.read(company, view => view.get('session', 's')))?.state, { seen: true })
    })

    on('sees its own writes and removals', async ({ store }) => {
      const company = await found(store)
      await store.transact(company, async tx => {
        await tx.put('session', aSession('s', 1))
        assert.equal((await tx.get('session', 's'))?.state, 1)
        await tx.put('session', aSession('s', 2))
        assert.equal((await tx.get('session', 's'))?.state, 2)
        await tx.remove('session', 's')
        assert.equal(await tx.get('session', 's'), undefined)
      })
    })

    on('A1: fails whole where one write failed, even if the work caught it', async ({ store }) => {
      const company = await found(store)
      await store.transact(company, tx => tx.record(creation('task', aTask(1))))
      const failing = store.transact(company, async tx => {
        await tx.put('session', aSession('s'))
        await tx.record(creation('task', { ...aTask(1), id: 'another' })).catch(() => {})
        return 'never heard'
      })
      assert.equal((await refused(failing)).reason, 'exists')
      assert.equal(await store.read(company, view => view.get('session', 's')), undefined)
    })

    on('A1: writes a record that the work did not wait for whole', async ({ store }) => {
      const company = await found(store)
      await store.transact(company, async tx => {
        void tx.record(creation('task', aTask(1)))
        void tx.record(creation('task', aTask(2)))
      })
      const { records, tasks, head } = await store.read(company, async view => ({
        records: await view.list('audit', { by: 'seq' }), tasks: await view.list('task', { by: 'number' }), head: await view.get('head', 'head'),
      }))
      assert.deepEqual(tasks.rows.map(({ number }) => number), [1, 2])
      assert.deepEqual(records.rows.map(({ seq }) => seq), [1, 2, 3])
      assert.equal(head?.seq, 3)
    })

    on('leaves a tx that is dead', async ({ store }) => {
      const company = await found(store)
      let kept: CompanyTx | undefined
      await store.transact(company, async tx => void (kept = tx))
      const tx = kept as unknown as CompanyTx
      for (const use of [() => tx.get('task', 'x'), () => tx.put('session', aSession('late')), () => tx.record(creation('task', aTask(1))), () => tx.list('task', { by: 'number' })]) {
        assert.equal((await refused(use())).code, 'misconfigured')
      }
      assert.equal(await store.read(company, view => view.get('session', 'late')), undefined)
    })

    on('refuses a transaction inside a transaction, and goes on', async ({ store }) => {
      const company = await found(store)
      const nested = store.transact(company, async tx => {
        await tx.put('session', aSession('outer'))
        await store.transact(company, async inner => inner.put('session', aSession('inner')))
      })
      assert.equal((await refused(nested)).code, 'misconfigured')
      assert.equal(await store.read(company, view => view.get('session', 'outer')), undefined)
      assert.equal(await store.transact(company, async () => 'alive'), 'alive')
    })

    on('refuses a work that waits for anything but its tx, and what it writes later', async ({ store }) => {
      const company = await found(store)
      const late: { write?: Promise<unknown>; let?: () => void } = {}
      const waiting = store.transact(company, async tx => {
        await tx.put('session', aSession('before'))
        await new Promise<void>(resolve => void (late.let = resolve))
        await (late.write = refused(tx.put('session', aSession('after'))))
      })
      assert.equal((await refused(waiting)).code, 'misconfigured')
      late.let?.()
      await store.transact(company, async () => {})
      await late.write?.catch(() => {})
      await store.read(company, async view => {
        for (const id of ['before', 'after']) assert.equal(await view.get('session', id), undefined)
      })
    })

    on('refuses to write anything in a company that was not founded', async ({ store }) => {
      const writes = [(tx: CompanyTx) => tx.record(creation('task', aTask(1))), (tx: CompanyTx) => tx.put('session', aSession('s')), (tx: CompanyTx) => tx.put('alarm', anAlarm('a'))]
      for (const write of writes) assert.equal((await refused(store.transact<unknown>('nobody', write))).code, 'not_found')
      await store.read('nobody', async view => {
        for (const [noun, id] of [['task', 'tsk_1'], ['session', 's'], ['alarm', 'a']] as const) assert.equal(await view.get(noun, id), undefined)
      })
      assert.equal(await store.alarms.nextDue(), null)
    })

    on('is refused once the store is closed', async ({ store }) => {
      const company = await found(store)
      await store.close()
      assert.equal((await refused(store.transact(company, async () => {}))).code, 'unavailable')
      assert.equal((await refused(store.ready())).code, 'unavailable')
      await store.close()
    })
  })
}
