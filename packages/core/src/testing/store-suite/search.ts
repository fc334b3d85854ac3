import assert from 'node:assert/strict'
import { NOUNS, type AuditedNoun, type Noun, type Row } from '../../domain/nouns.ts'
import type { Search, Store } from '../../ports/store.ts'
import { aNote, createAll, edit, found, sample, START } from './sample-rows.ts'
import { refused } from './refused.ts'
import type { Topic } from './opened-store.ts'

/** Nouns with texts that are searched: those that are audited, as all of them have to be. */
const isSearched = (noun: string): noun is AuditedNoun & Noun => noun in NOUNS && NOUNS[noun as Noun].audited && NOUNS[noun as Noun].searched.first.length + NOUNS[noun as Noun].searched.other.length > 0
const SEARCHED = Object.keys(NOUNS).filter(isSearched)
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
      assert.equal((await refused(store.read(company, view => view.search('run', { text: 'fox' })))).code, 'misconfigured')
      const where = { nonsense: 'x' } as Search<'note'>['where'] & {}
      assert.equal((await refused(looked(store, company, { text: 'fox', where }))).code, 'misconfigured')
    })

    on('goes on behind the place of any row it found, without a gap and without one twice', async ({ store }) => {
      const company = await found(store), text = 'fox'
      const rows = Array.from({ length: 30 }, (_, n) => aNote(`note_${n}`, { title: n % 3 === 0 ? 'A fox' : 'A hen', body: 'fox', createdAt: at(n % 4) }))
      await createAll(store, company, 'note', rows)
      const whole = await looked(store, company, { text, limit: 100 })
      assert.equal(whole.length, 30)
      for (const [n, id] of whole.entries()) {
        const row = rows.find(one => one.id === id) ?? assert.fail(id)
        const after = { isTitled: row.title === 'A fox', at: row.createdAt.getTime(), id }
        assert.deepEqual(await looked(store, company, { text, after, limit: 5 }), whole.slice(n + 1, n + 6), id)
        assert.deepEqual(await looked(store, company, { text, after, where: { kind: 'review' } }), [])
      }
    })

    on('finds of texts that come one in place of the other the latest alone, in whatever order they were written', async ({ store, second }) => {
      const company = await found(store), words = ['zero', 'one', 'two', 'three', 'four', 'five']
      const texts = async (text: string) => (await second.read(company, view => view.search('documentRevision', { text }))).map(({ id }) => id)
      const text = (documentId: string, number: number) => ({ ...sample('documentRevision', 'bare'), id: `${documentId}:${number}`, documentId, number, title: 'Plan', body: `shared ${String(words[number])}`, createdAt: START })
      for (const number of [1, 2, 5, 3, 4]) {
        await createAll(store, company, 'documentRevision', [text('doc_a', number), text('doc_b', number)])
        const latest = Math.max(number, number > 2 ? 5 : 0)
        for (const [other, word] of words.entries()) assert.deepEqual(await texts(`shared ${word}`), other === latest ? [`doc_b:${other}`, `doc_a:${other}`] : [], `${word} after ${number}`)
      }
      await store.transact(company, async tx => { for (const number of [1, 2, 3, 4, 5]) await tx.record(edit('documentRevision', text('doc_a', number), null)) })
      assert.deepEqual(await texts('shared'), ['doc_b:5'])
    })

    on('reads what lies within a field, and only when it changed', async ({ store }) => {
      const company = await found(store), routine = { ...sample('routine', 'bare'), id: 'rtn_1', slug: 'weekly', createdAt: START }
      const asking = (title: string) => ({ ...routine, task: { ...routine.task, title } })
      const finds = async (text: string) => (await store.read(company, view => view.search('routine', { text }))).length
      await createAll(store, company, 'routine', [asking('Count the apples')])
      await store.transact(company, tx => tx.record(edit('routine', asking('Count the apples'), { ...asking('Count the apples'), skipped: 3 })))
      assert.deepEqual([await finds('weekly appl'), await finds('pears')], [1, 0])
      await store.transact(company, tx => tx.record(edit('routine', asking('Count the apples'), asking('Count the pears'))))
      assert.deepEqual([await finds('weekly appl'), await finds('pears')], [0, 1])
    })

    on('finds rows of every noun that is searched, by each of their texts, and of no other company', async ({ store }) => {
      const [company, other] = [await found(store, { id: 'cmp_a' }), await found(store, { id: 'cmp_b' })]
      for (const noun of SEARCHED) {
        await createAll(store, company, noun, [sample(noun, 'full')])
        assert.equal((await store.read(company, view => view.search(noun, { text: 'quoted ÉLAN' }))).length, 1, noun)
        assert.equal((await store.read(other, view => view.search(noun, { text: 'quoted' }))).length, 0, noun)
        await store.transact(company, tx => tx.record(edit(noun, sample(noun, 'full'), null)))
        assert.equal((await store.read(company, view => view.search(noun, { text: 'quoted' }))).length, 0, noun)
      }
    })

    on('is declared over texts, of rows that know when they were made, and never over secrets or what stands in a connection', async () => {
      for (const [noun, { searched, schema, audited }] of Object.entries(NOUNS)) {
        const fields: object = schema.shape, paths: string[] = [...searched.first, ...searched.other]
        for (const path of paths.length > 0 ? [...paths, 'id', 'createdAt'] : []) assert.ok((path.split('.')[0] ?? '') in fields, path)
        if (paths.length > 0) assert.ok(audited && !['secret', 'sealed', 'companyKey', 'accessKey', 'account', 'invitation', 'credential', 'login', 'hook', 'webhook'].includes(noun), noun)
        for (const path of paths) assert.ok(!['connection', 'adapter', 'input', 'payload', 'digest', 'value'].includes(path), `${noun}.${path}`)
      }
    })
  })
}
