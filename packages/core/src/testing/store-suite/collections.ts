import assert from 'node:assert/strict'
import { NOUNS, type AuditedNoun, type Noun, type Row, type UnauditedNoun } from '../../domain/nouns.ts'
import type { CompanyTx, CompanyView, Query } from '../../ports/store.ts'
import { creation, edit, found, sample, type Variant } from './sample-rows.ts'
import type { Topic } from './opened-store.ts'

const VARIANTS: readonly Variant[] = ['full', 'bare']
/** Nouns that anybody may write. The company is there already; the chain writes its own rows. */
const WRITABLE = (Object.keys(NOUNS) as Noun[]).filter((noun): noun is Exclude<Noun, 'audit' | 'head' | 'company'> => !['audit', 'head', 'company'].includes(noun))

async function write<N extends Noun>(tx: CompanyTx, noun: N, row: Row<N>): Promise<void> {
  if (NOUNS[noun].audited) await tx.record(creation(noun as AuditedNoun, row as Row<AuditedNoun>))
  else await tx.put(noun as UnauditedNoun, row as Row<UnauditedNoun>)
}

async function rewrite<N extends Noun>(tx: CompanyTx, noun: N, { before, after }: { before: Row<N> | undefined; after: Row<N> | undefined }): Promise<void> {
  if (NOUNS[noun].audited) await tx.record({ ...creation(noun as AuditedNoun, (after ?? before) as Row<AuditedNoun>), before: (before ?? null) as Row<AuditedNoun> | null, after: (after ?? null) as Row<AuditedNoun> | null })
  else if (after) await tx.put(noun as UnauditedNoun, after as Row<UnauditedNoun>)
  else if (before) await tx.remove(noun as UnauditedNoun, (before as Row<UnauditedNoun>).id)
}

export function collections({ describe, on }: Topic): void {
  describe('rows', () => {
    for (const noun of WRITABLE) {
      on(`come back as they were written: ${noun}`, async ({ store, second }) => {
        const company = await found(store)
        for (const variant of VARIANTS) {
          const row = sample(noun, variant, { id: `${noun}_${variant}` })
          await store.transact(company, tx => write(tx, noun, row))
          assert.deepEqual(await second.read(company, view => view.get(noun, row.id)), row)
        }
      })
    }

    on('come back as they were written: company', async ({ store }) => {
      const before = sample('company', 'bare', { id: 'cmp_a' })
      await found(store, before)
      assert.deepEqual(await store.read('cmp_a', view => view.get('company', 'cmp_a')), before)
      const after = sample('company', 'full', { id: 'cmp_a' })
      await store.transact('cmp_a', tx => tx.record(edit('company', before, after)))
      assert.deepEqual(await store.read('cmp_a', view => view.get('company', 'cmp_a')), after)
    })

    on('come back as they were written: audit, by its number', async ({ store }) => {
      const company = await found(store)
      const record = await store.transact(company, tx => tx.record(creation('goal', sample('goal', 'full'))))
      assert.deepEqual(await store.read(company, view => view.get('audit', '2')), record)
      for (const key of ['0', '3', '02', '1.5', 'two', '']) assert.equal(await store.read(company, view => view.get('audit', key)), undefined)
    })

    on('are copies: changing one in memory changes nothing', async ({ store }) => {
      const company = await found(store)
      const row = sample('session', 'bare', { state: { list: [1] } })
      await store.transact(company, tx => tx.put('session', row));
      (row.state as { list: number[] }).list.push(2)
      assert.deepEqual((await store.read(company, view => view.get('session', row.id)))?.state, { list: [1] })
    })

    for (const noun of WRITABLE) {
      on(`are replaced whole by a transaction that has read them: ${noun}`, async ({ store, second }) => {
        const company = await found(store), bare = sample(noun, 'bare'), full = sample(noun, 'full', { id: bare.id })
        await store.transact(company, tx => write(tx, noun, bare))
        for (const row of [full, bare]) {
          await store.transact(company, async tx => {
            const before = await tx.get(noun, bare.id)
            await rewrite(tx, noun, { before, after: row })
          })
          assert.deepEqual(await second.read(company, view => view.get(noun, bare.id)), row)
        }
        await store.transact(company, async tx => {
          await rewrite(tx, noun, { before: bare, after: full })
          await rewrite(tx, noun, { before: full, after: undefined })
          await write(tx, noun, bare)
          assert.deepEqual(await tx.get(noun, bare.id), bare)
        })
        assert.deepEqual(await second.read(company, view => view.get(noun, bare.id)), bare)
      })
    }

    on('are replaced whole', async ({ store }) => {
      const company = await found(store)
      for (const variant of [...VARIANTS, ...VARIANTS]) {
        const row = sample('alarm', variant)
        await store.transact(company, tx => tx.put('alarm', row))
        assert.deepEqual(await store.read(company, view => view.get('alarm', row.id)), row)
      }
    })

    for (const noun of WRITABLE.filter(noun => NOUNS[noun].orders.length > 0)) {
      on(`are found in every declared order, null included: ${noun}`, async ({ store }) => {
        const company = await found(store)
        for (const variant of VARIANTS) {
          const row = sample(noun, variant, { id: `${noun}_${variant}` })
          await store.transact(company, tx => write(tx, noun, row))
          await store.read(company, view => findInEveryOrder(view, noun, row))
        }
      })
    }
  })
}

async function findInEveryOrder<N extends Noun>(view: CompanyView, noun: N, row: Row<N>): Promise<void> {
  const fields = row as Readonly<Record<string, unknown>>
  const orders: readonly { where: readonly string[]; by: string }[] = NOUNS[noun].orders
  for (const { where, by } of orders) {
    for (const direction of ['up', 'down'] as const) {
      const query = { where: Object.fromEntries(where.map(field => [field, fields[field]])), by, direction } as Query<N>
      const { rows } = await view.list(noun, query)
      assert.deepEqual(rows.find(found => 'id' in found && found.id === fields['id']), row, `within (${where.join()}) by ${by}, ${direction}`)
    }
  }
}
