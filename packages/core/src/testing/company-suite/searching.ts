import assert from 'node:assert/strict'
import type { CompanyHandle } from '../../company.ts'
import { SEARCH_KINDS, type SearchHit } from '../../operations/search/kinds.ts'
import { scripted } from '../trial.ts'
import type { House, Topic } from './opened-company.ts'
import { like, only, refusedWith, SECOND } from './steps.ts'

const operator = (id: string) => ({ kind: 'operator', id }) as const

/** What a hit shows, with what matched in brackets. */
const bracketed = (text: string, marks: readonly { from: number; to: number }[]): string => marks.reduceRight((shown, { from, to }) => `${shown.slice(0, from)}[${shown.slice(from, to)}]${shown.slice(to)}`, text)
const shown = ({ kind, ref, title, excerpt, marks }: SearchHit): string => `${kind} ${ref ?? '-'}: ${bracketed(title, marks.title)} | ${bracketed(excerpt, marks.excerpt)}`
const told = async (acme: CompanyHandle, text: string): Promise<string[]> => (await acme.search({ text })).rows.map(shown)

/** A company that says "zebra" in everything that it can be said in, each a second after the one before. */
async function saying(house: House) {
  const { acme, paperclip } = await house.found(), of = async <T>(deed: Promise<T>): Promise<T> => { await house.clock.advance(SECOND); return deed }
  await of(acme.roles.set({ slug: 'keeper', title: 'Keeper', description: 'Feeds the zebra.' }))
  await of(acme.agents.hire({ ...scripted('dev', 'rest'), role: 'keeper', name: 'Dev', instructions: 'Count the zebras at night.', status: 'draft' }))
  await of(acme.goals.set({ title: 'A second zebra', description: 'By spring.' }))
  await of(acme.projects.set({ slug: 'stable', name: 'A stable for the zebra' }))
  await of(acme.tasks.create({ title: 'Buy hay', description: 'The zebra eats twice a day.' }))
  await of(acme.messages.say({ task: 'ACME-1', body: 'Does the zebra like straw?' }))
  await of(acme.messages.say({ to: 'dev', body: 'Good morning\nThe zebra is awake.' }))
  await of(acme.documents.write('ACME-1', { key: 'plan', title: 'The plan', body: '# Hay\n\nFor one zebra.' }))
  await of(acme.notes.write({ title: 'House rule', body: 'Never ride the zebra.' }))
  await of(acme.artifacts.attach('ACME-1', { name: 'zebra-photo.png', body: Buffer.from('bytes') }))
  await of(acme.routines.set({ slug: 'feeding', assignee: 'dev', title: 'Feed', description: 'The zebra first.' }))
  await of(acme.skills.set({ slug: 'grooming', description: 'When a zebra is dusty.', files: { 'SKILL.md': '# Unicorns' } }))
  await of(acme.tools.set({ slug: 'scale', description: 'Weighs a zebra.', connection: { kind: 'command', command: ['unicorn'], env: { PLACE: 'unicorn' } } }))
  await acme.members.set({ id: 'olga', level: 'owner' })
  await acme.update({ boardMinimum: 2 })
  await of(acme.propose({ kind: 'role.remove', input: { role: 'worker' } }, { reason: 'No zebra needs it.' }))
  const asked = await acme.propose({ kind: 'company.update', input: { boardMinimum: 1 } })
  if (asked.kind === 'waiting') await (await paperclip.as(operator('olga')).company('acme')).approvals.approve(asked.approval.id)
  return { acme, paperclip }
}

export function searching({ describe, on }: Topic): void {
  describe('a search of a company', () => {
    on('finds whatever holds the words: what is called by them first, then the newest, with where they stand', async house => {
      const { acme } = await saying(house)
      assert.deepEqual(await told(acme, 'ZEBRA'), [
        'artifact -: [zebra]-photo.png | ', 'project stable: A stable for the [zebra] | ', 'goal -: A second [zebra] | By spring.',
        'approval -: role.remove | No [zebra] needs it.', 'tool scale: scale | Weighs a [zebra].', 'skill grooming: grooming | When a [zebra] is dusty.', 'routine feeding: Feed | The [zebra] first.',
        'note -: House rule | Never ride the [zebra].', 'document plan: The plan | # Hay For one [zebra].', 'message -: Good morning | Good morning The [zebra] is awake.',
        'message ACME-1: Buy hay | Does the [zebra] like straw?', 'task ACME-1: Buy hay | The [zebra] eats twice a day.', 'agent dev: Dev | Count the [zebras] at night.', 'role keeper: Keeper | Feeds the [zebra].',
      ])
      assert.deepEqual(new Set((await acme.search({ text: 'zeb' })).rows.map(({ kind }) => kind)), new Set(SEARCH_KINDS))
      assert.deepEqual(await told(acme, 'zebra hay plan'), ['document plan: The [plan] | # [Hay] For one [zebra].'])
    })

    on('says of each what it is, and where it lies', async house => {
      const { acme } = await saying(house), task = await acme.tasks.get('ACME-1'), hits = (await acme.search({ text: 'zebra' })).rows
      const hit = (kind: string) => hits.find(one => one.kind === kind) ?? assert.fail(kind)
      like(hit('task'), { id: task.id, taskId: task.id, at: task.createdAt })
      like(hit('document'), { id: (await acme.documents.read('ACME-1', 'plan')).id, taskId: task.id })
      like(hit('artifact'), { id: only((await acme.artifacts.list()).rows).id, taskId: task.id })
      like(hit('agent'), { id: (await acme.agents.get('dev')).id, taskId: null })
    })

    on('is narrowed to kinds, and goes on a page at a time, without one twice', async house => {
      const { acme } = await saying(house), whole = (await acme.search({ text: 'zebra' })).rows
      for (const limit of [1, 3, 7, 14, 50]) {
        const rows: SearchHit[] = []
        let after: string | null = null
        do {
          const page = await acme.search({ text: 'zebra', limit, after })
          assert.ok(page.rows.length === limit || page.next === null)
          rows.push(...page.rows)
          after = page.next
        } while (after !== null)
        assert.deepEqual(rows, whole, `${limit} at a time`)
      }
      assert.deepEqual((await acme.search({ text: 'zebra', kinds: ['goal', 'note', 'goal'] })).rows.map(({ kind }) => kind), ['goal', 'note'])
      assert.deepEqual(await acme.search({ text: 'zebra', kinds: ['skill'], after: (await acme.search({ text: 'zebra', limit: 3 })).next }).then(({ rows }) => rows.length), 1)
    })

    on('gives the task whose identifier was typed before all others, on whichever page', async house => {
      const { acme } = await house.found()
      for (let n = 1; n <= 12; n++) await acme.tasks.create({ title: `Task ${n}`, description: n === 3 ? 'Follows ACME-1' : '' })
      const pages = async (text: string, limit: number) => {
        const refs: (string | null)[] = []
        for (let after: string | null | undefined; after !== null;) {
          const page: Awaited<ReturnType<typeof acme.search>> = await acme.search({ text, limit, ...after === undefined ? {} : { after } })
          refs.push(...page.rows.map(({ ref }) => ref))
          after = page.next
        }
        return refs
      }
      for (const limit of [1, 2, 5, 20]) {
        const refs = await pages(' acme-1 ', limit)
        assert.deepEqual([refs[0], refs.length, new Set(refs).size], ['ACME-1', 5, 5], String(refs))
      }
      assert.deepEqual((await acme.search({ text: 'acme-1', kinds: ['message'] })).rows, [])
    })

    on('follows what changes: words that are gone find nothing, of a document only the text in force is found', async house => {
      const { acme } = await saying(house)
      await acme.tasks.update('ACME-1', { description: 'It eats hay.' })
      await acme.documents.write('ACME-1', { key: 'plan', body: 'For one horse.', base: 1 })
      await acme.agents.configure('dev', { instructions: 'Sleep.' })
      const kinds = new Set((await acme.search({ text: 'zebra' })).rows.map(({ kind }) => kind))
      for (const kind of ['task', 'document', 'agent'] as const) assert.ok(!kinds.has(kind), kind)
      assert.deepEqual(await told(acme, 'horse'), ['document plan: The plan | For one [horse].'])
      await acme.documents.remove('ACME-1', 'plan')
      assert.deepEqual(await told(acme, 'horse'), [])
    })

    on('finds agents by the title of their role, whatever it is called by now, and wherever they moved', async house => {
      const { acme } = await house.found(), of = async (slug: string, role: string) => { await house.clock.advance(SECOND); await acme.agents.hire({ ...scripted(slug, 'rest'), role, name: `The ${slug}`, status: 'draft' }) }
      await acme.roles.set({ slug: 'dev', title: 'Senior Engineer' })
      await of('ann', 'dev')
      await of('bob', 'worker')
      await of('engineer', 'worker')
      assert.deepEqual(await told(acme, 'engin'), ['agent engineer: The [engineer] | Worker', 'role dev: Senior [Engineer] | ', 'agent ann: The ann | Senior [Engineer]'])
      assert.deepEqual(await told(acme, 'SENIOR ann'), ['agent ann: The [ann] | [Senior] Engineer'])
      assert.deepEqual(await told(acme, 'senior bob'), [])
      await acme.agents.configure('bob', { role: 'dev' })
      assert.deepEqual(await told(acme, 'senior bob'), ['agent bob: The [bob] | [Senior] Engineer'])
      await acme.roles.set({ slug: 'dev', title: 'Builder' })
      assert.deepEqual(await told(acme, 'senior'), [])
      for (let n = 0; n < 7; n++) await of(`b${n}`, 'dev')
      await of('builder', 'dev')
      const whole = (await acme.search({ text: 'builder', kinds: ['agent'] })).rows.map(({ ref }) => ref)
      assert.deepEqual(whole, ['builder', 'b6', 'b5', 'b4', 'b3', 'b2', 'b1', 'b0', 'bob', 'ann'])
      for (const limit of [1, 2, 3, 9]) {
        const refs: (string | null)[] = []
        for (let after: string | null | undefined; after !== null;) {
          const page: Awaited<ReturnType<typeof acme.search>> = await acme.search({ text: 'builder', kinds: ['agent'], limit, ...after === undefined ? {} : { after } })
          refs.push(...page.rows.map(({ ref }) => ref))
          after = page.next
        }
        assert.deepEqual(refs, whole, `${limit} at a time`)
      }
    })

    on('takes words for words in every script, and no text for a query', async house => {
      const { acme } = await house.found()
      for (const title of ['東京で会議', 'Größe und Straße', 'दिल्ली की सड़क', 'חנות ספרים', 'Ｗｉｄｅ ﬁne', 'near and or not']) await acme.tasks.create({ title })
      for (const [text, title] of [['会議', '東京で[会][議]'], ['grösse', undefined], ['GRÖSSE', undefined], ['größ', '[Größe] und Straße'], ['दिल्', '[दिल्ली] की सड़क'], ['ספר', 'חנות [ספרים]'], ['wide fi', '[Ｗｉｄｅ] [ﬁne]'], ['"near" AND (or* NOT', '[near] [and] [or] [not]']] as const) {
        const { rows: [hit] } = await acme.search({ text })
        assert.equal(hit && bracketed(hit.title, hit.marks.title), title, text)
      }
      for (const text of ['', ' ', '"', '*', '()', '\ud83d', '\0', '%', 'near OR fox', "'; drop table tasks", '🦓']) assert.deepEqual(await acme.search({ text }), { rows: [], next: null }, text)
    })

    on('shows of a long text the part that tells most', async house => {
      const { acme } = await house.found()
      await acme.tasks.create({ title: 'Long', description: `A zebra. ${'Filling words stand here. '.repeat(200)}At last the zebra\n\n   meets the lion, and they talk. ${'More words follow it. '.repeat(200)}` })
      const { rows: [hit = assert.fail()] } = await acme.search({ text: 'lion zebra' })
      assert.match(bracketed(hit.excerpt, hit.marks.excerpt), /^….*At last the \[zebra\] meets the \[lion\], and they talk\..*…$/)
      assert.ok(hit.excerpt.length <= 210, hit.excerpt)
    })

    on('is for whoever is on the board, viewers too, and shows nothing of another company', async house => {
      const { acme, paperclip } = await saying(house), other = await paperclip.found({ slug: 'other' })
      await acme.members.set({ id: 'viktor', level: 'viewer' })
      assert.equal((await (await paperclip.as(operator('viktor')).company('acme')).search({ text: 'zebra' })).rows.length, 14)
      assert.deepEqual(await other.search({ text: 'zebra' }), { rows: [], next: null })
      const guest = await paperclip.as(operator('viktor')).company('acme')
      await acme.members.set({ id: 'viktor', level: null })
      await refusedWith('not_found', guest.search({ text: 'zebra' }))
    })

    on('finds no secret: neither a value, nor what stands in a connection or a configuration', async house => {
      const { acme } = await saying(house)
      await acme.secrets.set({ slug: 'unicorn', value: 'unicorn-value-1', description: 'The unicorn.' })
      await acme.signals.send({ to: 'dev', source: 'unicorn', payload: { unicorn: 'unicorn' } })
      await acme.propose({ kind: 'tool.set', input: { slug: 'waiting', connection: { kind: 'command', command: ['unicorn'] } } })
      assert.deepEqual(await acme.search({ text: 'unicorn' }), { rows: [], next: null })
    })

    on('leaves no word behind when its company is deleted', async house => {
      const { acme } = await saying(house)
      const words = () => house.store.read(acme.id, async view => (await Promise.all((['task', 'message', 'documentRevision', 'goal', 'skill'] as const).map(noun => view.search(noun, { text: 'zebra' })))).flat().length)
      assert.equal(await words(), 6)
      const { seq, hash } = await acme.audit.head(), { name, slug } = await acme.get()
      await house.store.instance.bury({ id: acme.id, slug, name, deletedAt: house.clock.now(), deletedById: 'operator:local', seq, hash, signature: 'v1.none' })
      assert.equal(await words(), 0)
    })

    on('is refused for what it cannot be: no kind, an unknown one, too many, a page of another list', async house => {
      const { acme } = await house.found()
      const wrong: readonly object[] = [{ text: 'x', kinds: [] }, { text: 'x', kinds: ['secret'] }, { text: 'x', limit: 0 }, { text: 'x', limit: 51 }, { text: 'x'.repeat(1_001) }, {}, { text: 'x', after: 'nonsense' }, { text: 'x', after: (await acme.roles.list({ limit: 1 })).next ?? 'e30' }, { text: 'x', where: {} }]
      for (const asked of wrong) await refusedWith('invalid_input', acme.search(asked as Parameters<typeof acme.search>[0]))
    })
  })
}
