import assert from 'node:assert/strict'
import { NOUNS, type Noun, type Row, type UnauditedNoun } from '../../domain/nouns.ts'
import type { Tombstone } from '../../domain/tombstone.ts'
import type { Store } from '../../ports/store.ts'
import { verifiedChain } from './audit-chain.ts'
import { aNote, aSession, aTask, anAlarm, createAll, creation, found, putAll, sample, START } from './sample-rows.ts'
import { refused } from './refused.ts'
import type { Topic } from './opened-store.ts'

const at = (second: number) => new Date(START.getTime() + second * 1_000)
const everyNoun = Object.keys(NOUNS) as Noun[]

async function tombstoneOf(store: Store, id: string, fields: Partial<Tombstone> = {}): Promise<Tombstone> {
  const company = await store.instance.company(id), head = await store.read(id, view => view.get('head', 'head'))
  return {
    id, slug: company?.slug ?? id, name: company?.name ?? id, deletedAt: START, deletedById: 'operator:local', seq: head?.seq ?? 0, hash: head?.hash ?? '', signature: 'v1.none', ...fields,
  }
}

/** Writes a row of every noun into a company. */
async function fillEveryTable(store: Store, company: string): Promise<void> {
  await store.transact(company, async tx => {
    for (const noun of everyNoun) {
      if (noun === 'audit' || noun === 'head' || noun === 'company') continue
      const row = sample(noun, 'full', { id: 'one' })
      if (NOUNS[noun].audited) await tx.record({ ...creation('task', aTask(1)), action: 'fill', noun, after: row } as ReturnType<typeof creation<'task'>>)
      else await tx.put(noun as UnauditedNoun, row as Row<UnauditedNoun>)
    }
  })
}

/** Where a row of a company is found. */
const nounsOf = async (store: Store, company: string): Promise<Noun[]> => store.read(company, async view => {
  const places: Noun[] = []
  for (const noun of everyNoun) {
    const key = noun === 'company' ? company : noun === 'head' ? 'head' : noun === 'audit' ? '1' : 'one'
    if (await view.get(noun, key)) places.push(noun)
  }
  return places
})

export function burial({ describe, on }: Topic): void {
  describe('bury', () => {
    on('removes every row of a company, in every table, and keeps its tombstone', async ({ store, second }) => {
      const company = await found(store)
      await fillEveryTable(store, company)
      assert.deepEqual(await nounsOf(second, company), everyNoun)
      const tombstone = await tombstoneOf(store, company)
      await store.instance.bury(tombstone)
      for (const handle of [store, second]) {
        assert.deepEqual(await nounsOf(handle, company), [])
        assert.equal(await handle.instance.company(company), undefined)
        assert.deepEqual((await handle.instance.companies({})).rows, [])
        assert.deepEqual((await handle.read(company, view => view.list('audit', { by: 'seq' }))).rows, [])
        assert.deepEqual(await handle.read(company, view => view.search('note', { text: 'quoted' })), [])
        assert.deepEqual(await handle.instance.tombstones({}), { rows: [tombstone], next: null })
      }
    })

    on('leaves other companies as they are', async ({ store }) => {
      const [a, b] = [await found(store, { id: 'cmp_a' }), await found(store, { id: 'cmp_b' })]
      for (const company of [a, b]) await fillEveryTable(store, company)
      const before = await store.read(b, view => view.get('note', 'one'))
      await store.instance.bury(await tombstoneOf(store, a))
      assert.deepEqual(await nounsOf(store, b), everyNoun)
      await verifiedChain(store, b)
      assert.deepEqual(await store.read(b, view => view.search('note', { text: 'quoted' })), [before])
    })

    on('frees the slug, and finds nothing of the old company in the new', async ({ store, second }) => {
      const old = await found(store, { id: 'cmp_a', slug: 'acme' })
      await createAll(store, old, 'note', [aNote('a', { body: 'fox' })])
      assert.equal((await refused(found(second, { id: 'cmp_b', slug: 'acme' }))).reason, 'exists')
      await store.instance.bury(await tombstoneOf(store, old))
      const young = await found(second, { id: 'cmp_b', slug: 'acme' })
      assert.equal((await store.instance.company('acme'))?.id, young)
      assert.deepEqual(await store.read(young, view => view.search('note', { text: 'fox' })), [])
    })

    on('is a conflict, and removes nothing, once the chain has moved on', async ({ store, second }) => {
      const company = await found(store)
      const tombstone = await tombstoneOf(store, company)
      await createAll(second, company, 'task', [aTask(1)])
      const now = await tombstoneOf(store, company)
      for (const stale of [tombstone, { ...now, hash: tombstone.hash }, { ...now, seq: now.seq + 1 }, { ...now, id: 'nobody' }]) {
        const { code, reason } = await refused(store.instance.bury(stale))
        assert.deepEqual({ code, reason }, { code: 'conflict', reason: 'wrong_state' })
      }
      assert.equal((await verifiedChain(store, company)).length, 2)
      assert.ok(await store.read(company, view => view.get('task', 'tsk_1')))
      assert.deepEqual((await store.instance.tombstones({})).rows, [])
    })

    on('leaves a tombstone that can be signed anew, and no other with it', async ({ store, second }) => {
      const [a, b] = [await found(store, { id: 'cmp_a' }), await found(store, { id: 'cmp_b' })]
      for (const company of [a, b]) await store.instance.bury(await tombstoneOf(store, company))
      const before = (await store.instance.tombstones({})).rows
      await second.instance.signAnew(a, 'v1.anew')
      await store.instance.signAnew('cmp_nobody', 'v1.anew')
      for (const handle of [store, second]) assert.deepEqual((await handle.instance.tombstones({})).rows, before.map(one => (one.id === a ? { ...one, signature: 'v1.anew' } : one)))
    })

    on('is done once, whoever else tries', async ({ store, second }) => {
      const company = await found(store), tombstone = await tombstoneOf(store, company)
      const outcomes = await Promise.allSettled([store, second, store].map(handle => handle.instance.bury(tombstone)))
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected'])
      assert.deepEqual((await second.instance.tombstones({})).rows, [tombstone])
    })

    on('lets nobody who is late write the company back into being', async ({ store, second }) => {
      const company = await found(store)
      await putAll(store, company, 'session', [aSession('s')])
      await store.instance.bury(await tombstoneOf(store, company))
      for (const handle of [store, second]) {
        const writes = [() => putAll(handle, company, 'session', [aSession('late')]), () => putAll(handle, company, 'alarm', [anAlarm('late')]), () => createAll(handle, company, 'task', [aTask(1)])]
        for (const write of writes) assert.equal((await refused(write())).code, 'not_found')
        await handle.transact(company, tx => tx.remove('session', 's'))
        assert.deepEqual(await nounsOf(handle, company), [])
        assert.equal(await handle.instance.company(company), undefined)
      }
    })

    on('R1: leaves no alarm to claim, and no lease to renew', async ({ store, second }) => {
      const [a, b] = [await found(store, { id: 'cmp_a' }), await found(store, { id: 'cmp_b' })]
      await putAll(store, a, 'alarm', [anAlarm('held', { dueAt: at(-9) }), anAlarm('due', { dueAt: at(-5) })])
      await putAll(store, b, 'alarm', [anAlarm('other')])
      const [claim] = await store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit: 1 })
      assert.equal(claim?.alarm.id, 'held')
      await store.instance.bury(await tombstoneOf(store, a))
      assert.deepEqual((await second.alarms.claim({ owner: 'you', leaseMs: 60_000, limit: 10 })).map(({ alarm }) => alarm.id), ['other'])
      assert.equal(await store.alarms.renew({ companyId: a, agentId: 'held', owner: 'me', fence: 1 }, 60_000), false)
      assert.deepEqual(await store.alarms.nextDue(), at(60))
    })

    on('is told to those who watch', async ({ store, second, clock }) => {
      const company = await found(store), tombstone = await tombstoneOf(store, company)
      const told = { done: false }
      const stop = store.watch(() => void (told.done = true))
      await second.instance.bury(tombstone)
      while (!told.done) await clock.advance(1_000)
      stop()
    })
  })

  describe('tombstones', () => {
    on('are listed in pages, newest first', async ({ store }) => {
      for (const [id, second] of [['c', 2], ['a', 1], ['b', 1], ['d', 0]] as const) {
        await found(store, { id })
        await store.instance.bury(await tombstoneOf(store, id, { deletedAt: at(second) }))
      }
      const seen: string[][] = []
      for (let after: string | null = null; ;) {
        const page: { rows: Tombstone[]; next: string | null } = await store.instance.tombstones({ limit: 3, after })
        seen.push(page.rows.map(({ id }) => id))
        if (page.next === null) break
        after = page.next
      }
      assert.deepEqual(seen, [['c', 'b', 'a'], ['d']])
      assert.equal((await refused(store.instance.tombstones({ limit: 0 }))).code, 'invalid_input')
    })
  })
}
