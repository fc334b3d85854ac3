import assert from 'node:assert/strict'
import { NOUNS, type Row } from '../../domain/nouns.ts'
import type { Search, Store } from '../../ports/store.ts'
import { aNote, createAll, edit, found, START } from './sample-rows.ts'
import { refused } from './refused.ts'
import type { Topic } from './opened-store.ts'

const at = (second: number) => new Date(START.getTime() + second * 1_000)
const idsOf = (rows: readonly Row<'note'>[]) => rows.map(({ id }) => id)

async function looked(store: Store, company: string, query: string | Search<'note'>): Promise<string[]> {
  return idsOf(await store.read(company, view => view.search('note', typeof query === 'string' ? { text: query } : query)))
}

/** Texts that writing systems, and those who copy from them, come up with; what finds each of them; and what does not. */
const STRANGE: readonly (readonly [text: string, finds: readonly string[], misses: readonly string[]])[] = [
  ["Don't; it's O'Brien's", ['don', "don't", 'O’Brien', 'brien s'], ['dont', 'obrien']],
  ['Élan vital, naïve Ǆungla', ['élan', 'ÉLAN', 'E\u0301lan', 'naï', 'ǆ'], ['elan', 'naive']],
  ['Straße nach İstanbul', ['straße', 'STRA', 'nach'], ['strasse']],
  ['ΟΔΟΣ και λόγος', ['οδος', 'ΟΔΟΣ', 'οδοσ', 'λόγο', 'λόγοσ'], ['λογος']],
  ['東京都の天気 サーバー', ['東京', '天気', '気', 'サーバ', '都 東'], ['大阪', '東西']],
  ['서울특별시 날씨', ['서울', '날'], ['울특']],
  ['हिन्दी में लिखा', ['हिन्दी', 'हिन्', 'में'], ['दी']],
  ['ﬁnal ｗｉｄｅ ① ½', ['final', 'wide', '1', '2'], ['3']],
  ['Ship it 🚀❤️ v2.0-rc.1', ['ship', 'v2', '0 rc 1', 'v2.0-rc.1 🦊'], ['hip', 'rc2']],
  ['snake_case and C++ at a@b.example', ['snake', 'case', 'c', 'b.example'], ['snakec']],
  [`${'long'.repeat(60)} end`, ['long', 'long'.repeat(60), 'end'], ['longer']],
  ['١٢٣ and 𝟙𝟚𝟛', ['١٢', '123'], ['456']],
  ['a\u00adb zero\u200bwidth', ['a b', 'zero width', 'width'], ['zerowidth']],
]

export function search({ describe, on }: Topic): void {
  describe('search', () => {
    on('finds rows by what their words begin with, in any case and in any searched text', async ({ store, second }) => {
      const company = await found(store)
      await createAll(store, company, 'note', [aNote('a', { title: 'Deploy checklist', body: 'Ask Grace before you SHIP.' }), aNote('b', { title: 'Lunch', body: 'Deploying is not lunch.' })])
      for (const [text, ids] of [['deploy', ['a', 'b']], ['DEPLOYING', ['b']], ['sh', ['a']], ['lunch', ['b']], ['eploy', []], ['deployings', []]] as const) {
        assert.deepEqual(await looked(second, company, text), ids, text)
      }
    })

    on('needs every word, in whichever text it is', async ({ store }) => {
      const company = await found(store)
      await createAll(store, company, 'note', [aNote('a', { title: 'Release plan', body: 'Monday' }), aNote('b', { title: 'Release notes', body: 'Tuesday' })])
      assert.deepEqual(await looked(store, company, 'mon release'), ['a'])
      assert.deepEqual(await looked(store, company, 'release'), ['b', 'a'])
      assert.deepEqual(await looked(store, company, 'release wednesday'), [])
    })

    on('gives those with every word in the first text first, then the newest', async ({ store }) => {
      const company = await found(store)
      await createAll(store, company, 'note', [
        aNote('old', { title: 'Red fox', createdAt: at(1) }), aNote('body', { title: 'Red', body: 'a fox', createdAt: at(9) }), aNote('new', { title: 'A red fox', createdAt: at(2) }),
        aNote('same a', { body: 'red foxes', createdAt: at(5) }), aNote('same b', { body: 'red foxes', createdAt: at(5) }),
      ])
      assert.deepEqual(await looked(store, company, 'fox red'), ['new', 'old', 'body', 'same b', 'same a'])
      assert.deepEqual(await looked(store, company, { text: 'fox red', limit: 3 }), ['new', 'old', 'body'])
    })

    on('sees updates and removals', async ({ store }) => {
      const company = await found(store), note = aNote('a', { body: 'before' }), changed = { ...note, body: 'after' }
      await createAll(store, company, 'note', [note])
      await store.transact(company, tx => tx.record(edit('note', note, changed)))
      assert.deepEqual([await looked(store, company, 'before'), await looked(store, company, 'after')], [[], ['a']])
      await store.transact(company, tx => tx.record(edit('note', changed, null)))
      assert.deepEqual(await looked(store, company, 'after'), [])
      await createAll(store, company, 'note', [note])
      assert.deepEqual([await looked(store, company, 'before'), await looked(store, company, 'after')], [['a'], []])
    })

    on('sees what the same transaction wrote, and nothing of one that was rolled back', async ({ store, second }) => {
      const company = await found(store), [kept, changed, gone] = [aNote('kept', { body: 'fox' }), aNote('changed', { body: 'fox' }), aNote('gone', { body: 'fox' })]
      await createAll(store, company, 'note', [kept, changed, gone])
      const broken = new Error('broken')
      assert.equal(await refused(store.transact(company, async tx => {
        await tx.record({ ...edit('note', aNote('new'), aNote('new', { body: 'a fox' })), before: null })
        await tx.record(edit('note', changed, { ...changed, body: 'a hen' }))
        await tx.record(edit('note', gone, null))
        assert.deepEqual(idsOf(await tx.search('note', { text: 'fox' })), ['new', 'kept'])
        assert.deepEqual(idsOf(await tx.search('note', { text: 'hen' })), ['changed'])
        throw broken
      })), broken)
      assert.deepEqual(await looked(second, company, 'fox'), ['kept', 'gone', 'changed'])
      assert.deepEqual(await looked(second, company, 'hen'), [])
    })

    on('never shows one company a row of another, nor takes one of the same id for its own', async ({ store }) => {
      const [a, b] = [await found(store, { id: 'cmp_a' }), await found(store, { id: 'cmp_b' })]
      await createAll(store, a, 'note', [aNote('same', { body: 'fox' }), aNote('own', { body: 'fox' })])
      await createAll(store, b, 'note', [aNote('same', { body: 'hen' })])
      assert.deepEqual([await looked(store, a, 'fox'), await looked(store, b, 'fox'), await looked(store, a, 'hen'), await looked(store, b, 'hen')], [['same', 'own'], [], [], ['same']])
      await store.transact(b, tx => tx.record(edit('note', aNote('same', { body: 'hen' }), null)))
      assert.deepEqual(await looked(store, a, 'fox'), ['same', 'own'])
    })

    on('keeps to its filter, null included', async ({ store }) => {
      const company = await found(store)
      await createAll(store, company, 'note', [
        aNote('a', { body: 'fox', agentId: 'agt_1', createdAt: at(1) }), aNote('b', { body: 'fox', agentId: null, createdAt: at(2) }), aNote('c', { body: 'fox', agentId: 'null', createdAt: at(3), kind: 'review' }),
      ])
      for (const [where, ids] of [[{ agentId: 'agt_1' }, ['a']], [{ agentId: null }, ['b']], [{ agentId: 'null', kind: 'note' }, []], [{ createdAt: at(3) }, ['c']], [{ rating: null, kind: 'note' }, ['b', 'a']]] as const) {
        assert.deepEqual(await looked(store, company, { text: 'fox', where }), ids)
      }
    })

    on('holds 20 rows unless said, and 100 at most', async ({ store }) => {
      const company = await found(store)
      await createAll(store, company, 'note', Array.from({ length: 101 }, (_, n) => aNote(`note_${n}`, { body: 'fox' })))
      assert.equal((await looked(store, company, 'fox')).length, 20)
      assert.equal((await looked(store, company, { text: 'fox', limit: 100 })).length, 100)
      for (const limit of [0, 101, 1.5]) assert.equal((await refused(looked(store, company, { text: 'fox', limit }))).code, 'invalid_input')
    })

    on('takes words for words: nothing in them is a query', async ({ store }) => {
      const company = await found(store)
      await createAll(store, company, 'note', [aNote('a', { title: 'near and or not', body: 'title: first {other} "quoted" rowid' })])
      const plain = ['NEAR(and or)', 'and OR not', '"near" AND "not"', 'title:first', '{title} : other', '"quo*', '^near', '-near +not', 'near\0and', 'NOT near', 'rowid']
      for (const text of plain) assert.deepEqual(await looked(store, company, text), ['a'], text)
      for (const text of ['"', '*', '()', 'NEAR(fox, 2)', 'near OR fox', "near'; drop table notes", '%', '_ear', 'near -fox', '\ud83e', '']) assert.deepEqual(await looked(store, company, text), [], text)
      assert.deepEqual(await looked(store, company, 'near'), ['a'])
    })

    on('has one idea of a word, whatever is written', async ({ store }) => {
      const company = await found(store)
      await createAll(store, company, 'note', STRANGE.map(([body], n) => aNote(`note_${n}`, { body: `${body} mark${n}x` })))
      for (const [n, [, finds, misses]] of STRANGE.entries()) {
        for (const text of finds) assert.deepEqual(await looked(store, company, `${text} mark${n}x`), [`note_${n}`], text)
        for (const text of misses) assert.deepEqual(await looked(store, company, `${text} mark${n}x`), [], text)
      }
    })

    on('counts the first 20 words', async ({ store }) => {
      const company = await found(store), words = Array.from({ length: 20 }, (_, n) => `word${n}x`).join(' ')
      await createAll(store, company, 'note', [aNote('a', { body: words })])
      assert.deepEqual(await looked(store, company, `${words} unheard`), ['a'])
      assert.deepEqual(await looked(store, company, `unheard ${words}`), [])
    })

    on('is refused for a noun without searched texts, and within a field it does not have', async ({ store }) => {
      const company = await found(store)
      assert.equal((await refused(store.read(company, view => view.search('task', { text: 'fox' })))).code, 'misconfigured')
      const where = { nonsense: 'x' } as Search<'note'>['where'] & {}
      assert.equal((await refused(looked(store, company, { text: 'fox', where }))).code, 'misconfigured')
    })

    on('is declared over texts, of rows that know when they were made', async () => {
      for (const { searched, schema } of Object.values(NOUNS)) {
        const fields: object = schema.shape
        for (const field of searched.length > 0 ? [...searched, 'id', 'createdAt'] : []) assert.ok(field in fields, field)
      }
    })
  })
}
